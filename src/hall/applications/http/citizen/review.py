"""Check the answers, state their truth, hand in."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from hall.applications.actions.files import forget_papers
from hall.applications.actions.filing import PapersLapsed, submit_application
from hall.applications.actions.holding import Incomplete, Stale
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.http.forms import StatementForm
from hall.applications.lifecycle import State
from hall.applications.models import Application
from hall.applications.policies import Permission
from hall.applications.queries import Sheet, paper_of, sheet, shown
from hall.applications.queries.situations import told_of
from hall.applications.queries.words import said
from hall.applications.rules.asked import Section
from hall.applications.rules.completeness import Gap, PaperState
from hall.foundation.public import Conflict
from hall.identity.public import Actor
from hall.standards.proceedings import proceeding_of


@applicant_page
def review(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """Everything on one page, each line with its way back; hands in on POST, once however often pressed."""
    whole = sheet(application_id, actor, Permission.SUBMIT)
    if not whole.is_draft:
        return _after(whole.application)
    if request.method != "POST":
        return _page(request, whole, StatementForm({} if "check" in request.GET else None))
    if StatementForm(request.POST).is_valid():
        try:
            _hand_in(request, whole, actor)
        except (Stale, Incomplete, PapersLapsed) as stopped:
            return _stopped(request, whole, stopped, actor)
        except Conflict as conflict:
            if conflict.code != "wrong-state":
                raise
        return redirect("applications:done", application_id=application_id)
    return redirect(f"{request.path}?check=1")


def _hand_in(request: HttpRequest, whole: Sheet, actor: Actor) -> None:
    seen = request.POST.get("seen", "")
    submit_application(
        application_id=whole.application.pk,
        seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
        agreed=True,
        actor=actor,
        key=request.POST.get("key", "")[:64],  # type: ignore[call-arg]  # taken by the decorator
    )


def _stopped(request: HttpRequest, whole: Sheet, stopped: Exception, actor: Actor) -> HttpResponse:
    if isinstance(stopped, PapersLapsed):
        forget_papers(application_id=whole.application.pk, material_keys=stopped.keys, actor=actor)
        messages.warning(request, f"{gettext(stopped.message)}{gettext(stopped.remedy)}")
        return redirect("applications:materials", application_id=whole.application.pk)
    if isinstance(stopped, Stale):
        messages.warning(request, gettext("申请内容刚刚在别处改动过，还没有提交。请重新核对后再提交。"))
    return redirect("applications:review", application_id=whole.application.pk)


def _after(application: Application) -> HttpResponse:
    if application.state == State.SUBMITTED:
        return redirect("applications:done", application_id=application.pk)
    return redirect(f"/my/applications/{application.pk}/")


def _page(request: HttpRequest, whole: Sheet, form: StatementForm) -> HttpResponse:
    context = {
        "sheet": whole,
        "application": whole.application,
        "asked": whole.asked,
        "situation": told_of(whole.edition, whole.application.situation),
        "sections": [{"section": each, "rows": _rows(whole, each)} for each in whole.asked.sections],
        "papers": _papers(whole),
        "faults": [
            {"href": place_of(gap, whole.application.pk), "text": said(gap.fault)} for gap in whole.gaps
        ],
        "form": form,
        "key": uuid.uuid4().hex,
        "matter": proceeding_of(whole.asked.item_type),
    }
    return render(request, "applications/review.html", context)


def _rows(whole: Sheet, section: Section) -> list[dict[str, object]]:
    answers, provenance = whole.answers, whole.application.provenance
    return [
        {
            "field": field,
            "shown": shown(field, answers.get(field.key)),
            "source": provenance.get(field.key, {}).get("source", ""),
            "registered": shown(field, provenance.get(field.key, {}).get("value")),
            "is_changed": field.key in provenance
            and provenance[field.key].get("value") != answers.get(field.key),
        }
        for field in section.fields
    ]


def _papers(whole: Sheet) -> list[dict[str, object]]:
    states = whole.state_of_papers()
    return [
        {
            "material": material,
            "state": states[material.key],
            "files": whole.files_of(material.key),
            "held": paper_of(whole.application.held_papers.get(material.key))
            if states[material.key] is PaperState.HELD
            else None,
        }
        for material in whole.asked.materials
    ]


def place_of(gap: Gap, application_id: UUID) -> str:
    """Where a gap can be filled."""
    if gap.kind == "situation":
        return reverse("applications:situation", args=[application_id])
    if gap.kind == "field":
        return f"{reverse('applications:section', args=[application_id, gap.place])}#id_{gap.key}"
    return f"{reverse('applications:materials', args=[application_id])}#m-{gap.place}"
