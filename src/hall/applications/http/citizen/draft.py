"""The task list of a draft, and giving it up."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from hall.applications.actions.drafts import discard_draft
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.policies import Permission
from hall.applications.queries import Sheet, sheet
from hall.applications.queries.editions import changes_since
from hall.applications.rules.answers import is_empty
from hall.applications.rules.asked import Section
from hall.applications.rules.completeness import PaperState, SectionState
from hall.applications.rules.editions import LEFT
from hall.identity.public import Actor

_STOPPING = {PaperState.MISSING, PaperState.WAITING, PaperState.HARMFUL}


@dataclass(frozen=True)
class Task:
    """One line of the list: where it leads, how far it is, one sentence more."""

    title: str
    url_name: str
    key: str
    state: str
    hint: str


@applicant_page
def task_list(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """What there is to do. A filed application has no tasks: its own page tells how it fares."""
    whole = sheet(application_id, actor)
    if not whole.is_draft:
        return redirect(f"/my/applications/{application_id}/")
    sections = [_section_task(whole, section) for section in whole.asked.sections]
    return render(
        request,
        "applications/draft.html",
        {
            "sheet": whole,
            "application": whole.application,
            "asked": whole.asked,
            "sections": sections,
            "papers": _papers_task(whole),
            "remaining": len(whole.gaps),
            "changes": changes_since(whole.application, whole.edition),
            "set_aside": list(whole.application.answers.get(LEFT, {}).values()),
        },
    )


def _section_task(whole: Sheet, section: Section) -> Task:
    answered = sum(not is_empty(whole.answers.get(field.key)) for field in section.fields)
    known = sum(field.key in whole.application.provenance for field in section.fields)
    hint = gettext("%(all)s 项中已填 %(done)s 项") % {"all": len(section.fields), "done": answered}
    if known:
        hint += gettext("，其中 %(known)s 项由登记信息填好") % {"known": known}
    return Task(section.title, "applications:section", section.key, whole.state_of(section), hint)


def _papers_task(whole: Sheet) -> Task | None:
    if not whole.asked.materials:
        return None
    states = whole.state_of_papers()
    stopping = [key for key, state in states.items() if state in _STOPPING]
    held = sum(state in (PaperState.HELD, PaperState.ONLINE) for state in states.values())
    hint = gettext("共 %(all)s 项") % {"all": len(states)}
    if held:
        hint += gettext("，%(held)s 项无需提交") % {"held": held}
    if stopping:
        hint += gettext("，还差 %(count)s 项") % {"count": len(stopping)}
    state = SectionState.DONE
    if stopping:
        state = SectionState.ATTENTION if whole.files else SectionState.NOT_STARTED
    return Task(gettext("申请材料"), "applications:materials", "", state, hint)


@applicant_page
def discard(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """Ask once, then delete the draft with everything in it."""
    whole = sheet(application_id, actor, Permission.EDIT)
    if not whole.is_draft:
        return redirect(f"/my/applications/{application_id}/")
    if request.method == "POST":
        discard_draft(application_id=application_id, actor=actor)
        messages.success(request, gettext("草稿已删除，填写的内容和上传的文件都已清除。"))
        return redirect("/my/")
    context = {"application": whole.application, "asked": whole.asked}
    return render(request, "applications/discard.html", context)
