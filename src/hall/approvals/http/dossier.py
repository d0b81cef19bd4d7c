"""A case on the desk: filed beside held, materials, history, the clock, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hall.applications.public import FiledAnswer, FiledApplication, open_material
from hall.approvals.http.entering import officer_page
from hall.approvals.http.forms import Deed
from hall.approvals.http.lines import Line, lines, spoken
from hall.approvals.http.possible import possible
from hall.approvals.models import Case, DepartmentReview
from hall.approvals.policies import CLERK, DECIDER, REVIEWER
from hall.approvals.queries.desk import Row, Sift, drawer_page, drawers_of
from hall.approvals.queries.dossier import Dossier, clock_of, dossier, promise_of, seen
from hall.approvals.queries.drawers import DRAWER_LABELS, Drawer
from hall.approvals.queries.names import department_name
from hall.approvals.rules.differences import Piece, pieces
from hall.approvals.rules.wording import USUAL_REASONS
from hall.documents.public import document, pdf_response
from hall.foundation.public import HallError, NotFound
from hall.identity.public import Actor
from hall.registers.public import Comparison, Verdict, compare, held_values

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
# An uploaded file may show itself and do nothing else; a browser's own PDF reader counts as an object.
UPLOADED_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@dataclass(frozen=True)
class Beside:
    """One answer as filed, beside what the register holds now, when it holds anything."""

    answer: FiledAnswer
    held: Comparison | None

    @property
    def differs(self) -> bool:
        return self.held is not None and self.held.verdict != Verdict.SAME

    @property
    def filed_marked(self) -> list[Piece]:
        return pieces(self.answer.shown, self.held.held) if self.held else []

    @property
    def held_marked(self) -> list[Piece]:
        return pieces(self.held.held, self.answer.shown) if self.held else []


@dataclass(frozen=True)
class Opinion:
    """A department's review with the department's name."""

    department: str
    review: DepartmentReview


@require_safe
@officer_page
def case(request: HttpRequest, case_id: UUID, *, actor: Actor) -> HttpResponse:
    return show(request, case_id, actor)


def show(
    request: HttpRequest,
    case_id: UUID,
    actor: Actor,
    *,
    refused: Deed | None = None,
    trouble: HallError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a case; with the form that was `refused`, or told of the `trouble` that stopped a deed."""
    whole = dossier(case_id, actor)
    now_possible = possible(whole, actor, refused)
    context = _context(whole, actor) | _work(request, whole, actor)
    context |= {
        "possible": now_possible,
        "trouble": trouble,
        "typed": refused.typed() if refused and trouble and not now_possible.shows(refused) else [],
    }
    return render(request, "approvals/case.html", context, status=status)


def _context(whole: Dossier, actor: Actor) -> dict[str, Any]:
    """What the page shows of the case itself."""
    case, sections = whole.case, _beside(whole, actor)
    return {
        "actor": actor,
        "case": case,
        "address": reverse("desk:case", kwargs={"case_id": case.pk}),
        "number": spoken(case.number),
        "line": _line(case),
        "filed": whole.filed,
        "sections": sections,
        "differences": [each for _title, rows in sections for each in rows if each.differs],
        "is_compared": any(each.held for _title, rows in sections for each in rows),
        "opinions": [Opinion(department_name(each.department_id), each) for each in whole.reviews],
        "timeline": list(reversed(whole.timeline)),
        "papers": whole.papers,
        "clock": clock_of(case),
        "promise_days": promise_of(case),
        "usual_reasons": USUAL_REASONS,
    }


def _work(request: HttpRequest, whole: Dossier, actor: Actor) -> dict[str, Any]:
    """Where the officer came from, and the case that comes next there."""
    came_from = _came_from(request, actor)
    return {
        "drawer": came_from,
        "drawer_label": _(DRAWER_LABELS[came_from]) if came_from else "",
        "next": _next(actor, came_from, whole.case.pk),
    }


@require_safe
@officer_page
def material(request: HttpRequest, case_id: UUID, file_id: UUID, *, actor: Actor) -> FileResponse:
    """A material, shown in place when a browser shows such a file safely. Raises: NotFound, Conflict."""
    file, stream = open_material(file_id, application_id=seen(case_id, actor).application_id)
    return FileResponse(
        stream,
        as_attachment=file.mime not in INLINE or "download" in request.GET,
        filename=file.name,
        content_type=file.mime,
        headers={
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": UPLOADED_POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
        },
    )


@require_safe
@officer_page
def paper(request: HttpRequest, case_id: UUID, document_id: UUID, *, actor: Actor) -> FileResponse:
    """A paper that was issued about this case. Raises: NotFound."""
    if document(document_id).about != seen(case_id, actor).pk:
        raise NotFound(_("这个办件没有这份文书。"), remedy=_("请回到办件页面重新打开。"))
    return pdf_response(document_id, download="download" in request.GET)


def _beside(whole: Dossier, actor: Actor) -> list[tuple[str, list[Beside]]]:
    if whole.filed is None:
        return []
    held = _held(whole.case, whole.filed, actor)
    return [
        (section.title, [Beside(answer, held.get(answer.held)) for answer in section.answers])
        for section in whole.filed.sections
    ]


def _held(case: Case, filed: FiledApplication, actor: Actor) -> dict[str, Comparison]:
    """What the registers hold now, beside what was filed: for those who work on the case, and logged."""
    asked = filed.by_register_field()
    if not asked or not actor.holds(CLERK, REVIEWER, DECIDER):
        return {}
    purpose = f"办件 {case.number} 审查核对"
    held = held_values(case.party, list(asked), purpose=purpose, actor=actor)
    return {each.field: each for each in compare(asked, held)}


def _line(case: Case) -> Line:
    row = Row(
        case.pk,
        case.pk,
        case.act_by or case.closed_at or case.submitted_at,
        case.number,
        case.item_name,
        case.applicant_name,
        case.applicant_kind,
        case.hall_id,
        case.department_id,
        case.state,
        case.supplement_filed_at,
        case.due_on,
        case.reviews_open,
        case.reviews_failed,
        case.outcome,
        case.submitted_at,
    )  # fmt: skip
    return lines([row])[0]


def _came_from(request: HttpRequest, actor: Actor) -> Drawer | None:
    wanted = request.GET.get("from", "")
    return Drawer(wanted) if wanted in drawers_of(actor) else None


def _next(actor: Actor, drawer: Drawer | None, case_id: UUID) -> Line | None:
    """The next case of the drawer that the officer is working through."""
    if drawer is None:
        return None
    others = (row for row in drawer_page(actor, drawer, Sift()).rows if row.case_id != case_id)
    following = next(others, None)
    return lines([following], came_from=drawer)[0] if following else None
