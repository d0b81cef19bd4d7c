"""A form that changed while she was filling it in: what is new, what is gone, and whether to move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from hall.applications.actions.holding import Stale
from hall.applications.actions.moving import move_draft
from hall.applications.http.citizen.entering import applicant_page
from hall.applications.policies import Permission
from hall.applications.queries import Sheet, sheet, shown
from hall.applications.queries.editions import changes_since
from hall.applications.queries.words import said
from hall.applications.rules.editions import Change
from hall.identity.public import Actor


@applicant_page
def changed(request: HttpRequest, application_id: UUID, *, actor: Actor) -> HttpResponse:
    """GET shows both editions against each other; POST moves the draft to the newer one."""
    whole = sheet(application_id, actor, Permission.EDIT)
    if not whole.is_draft:
        return redirect(f"/my/applications/{application_id}/")
    if request.method == "POST":
        return _move(request, whole, actor)
    found = changes_since(whole.application, whole.edition)
    if not found:
        return redirect("applications:draft", application_id=application_id)
    context = {
        "application": whole.application,
        "asked": whole.asked,
        "groups": [
            {"title": title, "lines": [_line(whole, each) for each in found if each.kind == kind]}
            for kind, title in (
                ("added", gettext("新增的内容")),
                ("altered", gettext("有改动的内容")),
                ("removed", gettext("不再需要的内容")),
            )
        ],
    }
    return render(request, "applications/changes.html", context)


def _move(request: HttpRequest, whole: Sheet, actor: Actor) -> HttpResponse:
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
    try:
        move_draft(application_id=whole.application.pk, seen=seen, actor=actor)
    except Stale:
        messages.warning(request, gettext("草稿刚刚在别处改动过，还没有换版。请重新核对。"))
        return redirect("applications:changed", application_id=whole.application.pk)
    messages.success(request, gettext("已换用新版申请表，填过的内容都已保留，请核对后接着填。"))
    return redirect("applications:draft", application_id=whole.application.pk)


def _line(whole: Sheet, change: Change) -> Mapping[str, Any]:
    field = whole.edition.field(change.key) if change.what == "field" else None
    files = whole.files_of(change.key) if change.what == "material" else []
    typed = shown(field, whole.answers.get(field.key)) if field else "、".join(file.name for file in files)
    return {
        "label": change.label,
        "is_paper": change.what == "material",
        "says": [said(each) for each in change.says],
        "typed": typed,
    }
