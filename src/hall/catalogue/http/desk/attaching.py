"""The form of an item: which one, what it looks like, which papers it replaces."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hall.catalogue.actions.attaching import choose_form
from hall.catalogue.http.desk.entering import items_page
from hall.catalogue.queries.attached import forms_by_id, forms_to_choose
from hall.catalogue.queries.contents import Standing, standing
from hall.catalogue.queries.desk_item import item_seen
from hall.foundation.public import HallError
from hall.identity.public import Actor


@require_http_methods(["GET", "HEAD", "POST"])
@items_page
def form(request: HttpRequest, code: str, *, actor: Actor) -> HttpResponse:
    """Choose the form; what was ticked stays when it can't be saved."""
    item_seen(code, actor)
    stands = standing([code])[code]
    current = forms_by_id([stands.guide.form_id if stands.guide else None])
    now_chosen = next(iter(current.values()), None)
    error: HallError | None = None
    sent = request.POST
    if request.method == "POST":
        replaces = {int(place) for place in sent.getlist("replaces") if place.isdecimal()}
        try:
            chosen, seen = sent.get("form", ""), sent.get("seen", "")
            version = choose_form(code, slug=chosen, replaces=replaces, seen=seen, actor=actor)
        except HallError as refusal:
            error = refusal
        else:
            messages.success(request, _("已存入草稿（第 %(version)s 版）。") % {"version": version})
            return redirect("catalogue:desk:item", code=code)
    context = {
        "actor": actor,
        "item": stands.item,
        "seen": stands.digest,
        "is_submitted": stands.is_submitted,
        "current": now_chosen,
        "chosen": sent.get("form", now_chosen.slug if now_chosen else ""),
        "choices": forms_to_choose(),
        "papers": _papers(stands, sent.getlist("replaces") if request.method == "POST" else None),
        "error": error,
    }
    return render(request, "catalogue/desk/form.html", context, status=error.status if error else 200)


def _papers(stands: Standing, ticked: list[str] | None) -> list[tuple[int, str, bool]]:
    """Place, title, and whether the form replaces it: as sent, else as it stands."""
    rows = stands.content.get("materials", ())
    return [
        (
            place,
            row.get("title", ""),
            row.get("filled_online") == "是" if ticked is None else str(place) in ticked,
        )
        for place, row in enumerate(rows)
    ]
