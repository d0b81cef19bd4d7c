"""The questions about one's situation, in the draft: told once, and told otherwise whenever one likes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from hall.applications.actions.holding import Stale
from hall.applications.actions.situation import choose_situation
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.policies import Permission
from hall.applications.queries import sheet
from hall.applications.queries.situations import asking_of
from hall.catalogue.public import given_in
from hall.identity.public import Actor


@applicant_page
def situation(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """GET asks, POST keeps. What comes up only after an answer is asked on the way back to this page."""
    whole = sheet(application_id, actor, Permission.EDIT)
    if not whole.is_draft or whole.asking is None:
        return redirect("applications:draft", application_id=application_id)
    if request.method == "POST":
        return _kept(request, application_id, actor)
    missing = {question.key for question, answer in whole.asking.questions if not answer}
    context = {
        "sheet": whole,
        "application": whole.application,
        "asked": whole.asked,
        "asking": whole.asking,
        "missing": missing if "check" in request.GET else set(),
    }
    return render(request, "applications/situation.html", context)


def _kept(request: HttpRequest, application_id: UUID, actor: Actor) -> HttpResponse:
    here = reverse("applications:situation", args=[application_id])
    seen = request.POST.get("seen", "")
    given = given_in(request.POST)
    try:
        choose_situation(
            application_id=application_id,
            answers=given,
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            actor=actor,
        )
    except Stale:
        messages.warning(request, gettext("另一个窗口或设备刚刚改过情形，这里显示的是那边选的。请核对。"))
        return redirect(here)
    after = sheet(application_id, actor, Permission.EDIT)
    asked = asking_of(after.edition, after.application.situation)
    if asked and not asked.outcome.is_complete:
        return redirect(f"{here}?check=1")
    if asked and asked.outcome.ends:
        return redirect(here)
    messages.success(request, gettext("情形已保存，材料和填写项已按它列出。以前填的内容都还在。"))
    return redirect("applications:draft", application_id=application_id)
