"""The desk: one's drawers, what lies in them by date, and finding a case by number or name."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hall.approvals.http.entering import officer_page
from hall.approvals.http.lines import lines
from hall.approvals.policies import POSTS, Permission, scope_of
from hall.approvals.queries.desk import MOST_COUNTED, Sift, Tally, drawer_page, drawers_of, tallies
from hall.approvals.queries.drawers import DRAWER_LABELS, KINDS, OPEN_DRAWERS, Drawer
from hall.approvals.queries.finding import MOST_FOUND, found
from hall.approvals.queries.names import hall_name
from hall.identity.public import Actor

LONGEST_WORDS = 80
_OF_SEVERAL_STATES = {drawer for drawer, kind in KINDS.items() if len(kind.states) != 1} - {Drawer.TO_REVIEW}


@dataclass(frozen=True)
class Tab:
    drawer: Drawer
    label: str
    tally: Tally | None
    is_open: bool


@require_safe
@officer_page
def desk(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """One drawer of the desk; without a choice, the first that has something in it."""
    drawers = drawers_of(actor)
    if not drawers:
        return render(request, "approvals/no_drawers.html", {"actor": actor})
    counted = tallies(actor, drawers)
    drawer = _chosen(request, drawers, counted)
    sift = _sift(request)
    shown = drawer_page(
        actor, drawer, sift, before=request.GET.get("before", ""), after=request.GET.get("after", "")
    )
    return render(
        request,
        "approvals/desk.html",
        {
            "actor": actor,
            "tabs": [
                Tab(each, _(DRAWER_LABELS[each]), counted.get(each), each == drawer) for each in drawers
            ],
            "drawer": drawer,
            "drawer_label": _(DRAWER_LABELS[drawer]),
            "is_archive": drawer not in OPEN_DRAWERS,
            "shows_state": drawer in _OF_SEVERAL_STATES,
            "tally": counted.get(drawer),
            "sift": sift,
            "is_sifted": sift != Sift(),
            "halls": _halls(actor),
            "lines": lines(shown.rows, came_from=drawer),
            "page": shown,
            "most_counted": MOST_COUNTED,
        },
    )


@require_safe
@officer_page
def find(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Cases by number, applicant or item, wherever they lie; one whole number leads straight to its case."""
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    if not words:
        return redirect("desk:desk")
    rows = found(actor, words)
    shown = lines(rows)
    if len(shown) == 1 and shown[0].number.replace("-", "") == words.replace("-", ""):
        return redirect("desk:case", case_id=shown[0].case_id)
    return render(
        request,
        "approvals/found.html",
        {"actor": actor, "words": words, "lines": shown, "most_found": MOST_FOUND},
    )


def _chosen(request: HttpRequest, drawers: list[Drawer], counted: dict[Drawer, Tally]) -> Drawer:
    wanted = request.GET.get("drawer", "")
    if wanted in drawers:
        return Drawer(wanted)
    return next((each for each in drawers if each in counted and counted[each].count), drawers[0])


def _sift(request: HttpRequest) -> Sift:
    hall = request.GET.get("hall", "")
    return Sift(
        item=request.GET.get("item", "").strip()[:LONGEST_WORDS],
        hall_id=int(hall) if hall.isascii() and hall.isdigit() and len(hall) < 10 else None,
        late="late" in request.GET,
    )


def _halls(actor: Actor) -> list[tuple[int, str]]:
    """The halls to choose from, when the actor's posts lie in more than one."""
    seeing = POSTS[Permission.SEE]
    ids = sorted({post.hall_id for post in actor.posts if post.role in seeing})
    return [(key, hall_name(key)) for key in ids] if len(ids) > 1 and scope_of(actor, seeing) else []
