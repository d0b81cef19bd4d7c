"""One page of questions: filled in, saved by itself, saved and left, judged, and reconciled."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from hall.applications.actions.drafts import save_answers
from hall.applications.actions.holding import Stale
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.http.citizen.materials import receive
from hall.applications.http.composed_widgets import AddressTree, FileBox
from hall.applications.http.forms import AnswersForm, as_data, section_form
from hall.applications.http.slots import changed_slots, slots
from hall.applications.http.uploading import with_bounded_uploads
from hall.applications.http.widgets import Place
from hall.applications.policies import Permission
from hall.applications.queries import Sheet, sheet, shown
from hall.applications.rules.asked import Field, Section
from hall.applications.rules.completeness import SectionState, faults_in
from hall.applications.rules.merging import clashes
from hall.foundation.public import NotFound
from hall.identity.public import Actor

_STEERING = {"csrfmiddlewaretoken", "seen", "later", "villages", "resolve"}


@csrf_exempt
@with_bounded_uploads
@csrf_protect
@applicant_page
def section(request: HttpRequest, application_id: UUID, key: str, *, actor: Actor) -> HttpResponse:
    """GET shows the section, with its errors once it has been tried; POST saves and goes on or comes back."""
    whole = sheet(application_id, actor, Permission.EDIT)
    if not whole.is_draft:
        return redirect(f"/my/applications/{application_id}/")
    part = _part(whole, key)
    if request.method != "POST":
        return _page(request, whole, part, _shown_form(whole, part))
    form = _form(whole, part, request.POST)
    values = {name: value for name, value in form.typed().items() if not _takes_theirs(request, name)}
    leaving, asking = "later" in request.POST, "villages" in request.POST
    try:
        save_answers(
            application_id=application_id,
            section=key,
            values=values,
            seen=_seen(request),
            done=not (leaving or asking),
            sitting=_sitting(request),
            actor=actor,
        )
    except Stale as stale:
        return _conflict(request, whole, part, form, stale)
    taken = _take_files(request, application_id, part, actor)
    if leaving and taken:
        messages.success(request, gettext("已保存。草稿会为您保留，随时可以接着填。"))
        return redirect("applications:draft", application_id=application_id)
    after = whole.again()
    if taken and not asking and _is_done(request, part, after):
        return _onward(after, part)
    # Shown by GET, from what has just been saved: then the way back in the browser never asks to send again.
    here = reverse("applications:section", args=[application_id, key])
    return redirect(f"{here}#id_{request.POST['villages']}" if asking else here)


def _is_done(request: HttpRequest, part: Section, after: Sheet) -> bool:
    """Whether one may go on: nothing wrong or missing, and no question that the answers have just brought."""
    fresh = after.asked.section(part.key)
    if fresh is None or "resolve" in request.POST:
        return True
    if {field.key for field in fresh.fields} - {field.key for field in part.fields}:
        messages.info(request, gettext("根据您的回答，这一页增加了要填的内容，请接着填。"))
        return False
    return not faults_in(fresh, after.answers, today=after.today)


def _take_files(request: HttpRequest, application_id: UUID, part: Section, actor: Actor) -> bool:
    """Take in what was chosen for the section's file questions. Returns: whether all of it could be taken."""
    errors: list[str] = []
    for field in part.fields:
        if field.type == "file" and request.FILES.getlist(f"files-form-{field.key}"):
            errors += receive(request, application_id, f"form-{field.key}", (), actor)
    for error in errors:
        messages.error(request, error)
    return not errors


@require_POST
@applicant_page
def autosave(request: HttpRequest, application_id: UUID, key: str, *, actor: Actor) -> HttpResponse:
    """Save while she types. Answers a fragment: when it was saved, or that another device was here.

    What the answer brings, takes away or lets work out is told along with it.
    """
    whole = sheet(application_id, actor, Permission.EDIT)
    part = _part(whole, key)
    form = _form(whole, part, request.POST)
    try:
        saved = save_answers(
            application_id=application_id,
            section=key,
            values=form.typed(),
            seen=_seen(request),
            sitting=_sitting(request),
            by_itself=True,
            actor=actor,
        )
    except Stale:
        return render(request, "applications/parts/saved.html", {"stale": True})
    before = whole.unfolded
    after = whole.again()
    context = {
        "saved_at": after.application.saved_at,
        "version": saved["version"],
        "changes": changed_slots(whole.edition, key, before, after.unfolded),
    }
    return render(request, "applications/parts/saved.html", context)


@applicant_page
def places(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """The box for a place again, with what lies under the division just chosen."""
    name = request.GET.get("for", "")[:60]
    if "tree" in request.GET:
        box = AddressTree(Field(name, "", "address_tree"))
        chosen = box.value_from_datadict(request.GET, None, name)
        return HttpResponse(box.render(name, chosen, {"id": f"id_{name}"}))
    town = request.GET.get(name, "")[:12]
    return HttpResponse(Place().render(name, town, {"id": f"id_{name}"}))


def _part(whole: Sheet, key: str) -> Section:
    part = whole.asked.section(key)
    if part is None:
        raise NotFound(gettext("申请表里没有这一部分。"), remedy=gettext("请从任务清单进入。"))
    return part


def _form(whole: Sheet, part: Section, data: Any = None) -> AnswersForm:
    form = section_form(part, whole.answers, whole.application.provenance, data)
    for name, field in form.fields.items():
        if isinstance(field.widget, FileBox):
            field.widget.files = whole.files_of(f"form-{name}")
    return form


def _shown_form(whole: Sheet, part: Section) -> AnswersForm:
    """What stands there; a section that needs attention comes with its errors, others without."""
    if whole.state_of(part) is not SectionState.ATTENTION:
        return _form(whole, part)
    visited = bool(whole.application.sections.get(part.key, {}).get("visited"))
    return _form(whole, part, as_data(part.fields, whole.answers)).judge(required=visited)


def _seen(request: HttpRequest) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _sitting(request: HttpRequest) -> str:
    return request.POST.get("sitting", "")[:24]


def _takes_theirs(request: HttpRequest, name: str) -> bool:
    return "resolve" in request.POST and request.POST.get(f"pick-{name}") == "stored"


def _onward(whole: Sheet, part: Section) -> HttpResponse:
    """The next section, then the materials, then the check; back to the check when one came from there."""
    keys = [section.key for section in whole.asked.sections]
    at = keys.index(part.key) + 1 if part.key in keys else len(keys)
    number = whole.application.pk
    if at < len(keys):
        return redirect("applications:section", application_id=number, key=keys[at])
    following = "applications:materials" if whole.asked.materials else "applications:review"
    return redirect(following, application_id=number)


def _page(request: HttpRequest, whole: Sheet, part: Section, form: AnswersForm) -> HttpResponse:
    context = {
        "sheet": whole,
        "application": whole.application,
        "asked": whole.asked,
        "section": part,
        "number": [section.key for section in whole.asked.sections].index(part.key) + 1,
        "form": form,
        "slots": slots(whole.edition, part.key, form),
        "sitting": token_urlsafe(9),
    }
    return render(request, "applications/section.html", context)


def _conflict(
    request: HttpRequest, whole: Sheet, part: Section, form: AnswersForm, stale: Stale
) -> HttpResponse:
    """Both values side by side, nothing chosen for her but what she has just typed."""
    sent: Mapping[str, Any] = form.typed()
    questions = {field.key: field for field in part.fields}
    differing = [
        {
            "key": clash.key,
            "label": questions[clash.key].label,
            "stored": shown(questions[clash.key], clash.stored),
            "sent": shown(questions[clash.key], clash.sent),
        }
        for clash in clashes(list(questions), stale.stored, sent)
    ]
    context = {
        "application": whole.application,
        "asked": whole.asked,
        "section": part,
        "differing": differing,
        "kept": [
            (name, each)
            for name in request.POST
            if name not in _STEERING
            for each in request.POST.getlist(name)
        ],
        "version": stale.version,
        "stale": stale,
    }
    return render(request, "applications/conflict.html", context, status=409)
