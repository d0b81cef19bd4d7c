"""One question, one column or one section: what it asks, when, and what it is worked out from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from hall.catalogue.actions.designing import save_form
from hall.catalogue.http.designer.editing import seen_of
from hall.catalogue.http.designer.entering import manager_page
from hall.catalogue.http.designer.forms import QuestionForm, SectionForm
from hall.catalogue.models import FormDraft
from hall.catalogue.queries.forms import draft_of
from hall.catalogue.rules import designing
from hall.foundation.public import Conflict, NotFound
from hall.identity.public import Actor
from hall.standards.field_types import COLUMN_TYPES, TYPE_LABELS


@manager_page
def question(request: HttpRequest, slug: str, key: str, column: str = "", *, actor: Actor) -> HttpResponse:
    """GET shows the question's own form; POST saves it, and stays when its kind asks for more."""
    draft = _draft(slug)
    field = designing.field_of(draft.definition, key)
    thing = designing.column_of(field, column) if field and column else field
    if field is None or thing is None:
        raise NotFound(gettext("表单里没有这一项。"), remedy=gettext("它可能刚刚被另一位管理员删除。"))
    form = QuestionForm(thing, draft.definition, field if column else None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = designing.change_field(draft.definition, key, form.values(), column)
        if _save(request, draft, made, actor):
            stays = "more" in request.POST or form.values()["type"] != thing["type"]
            if stays:
                return redirect(request.path)
            if column:
                return redirect("designer:question", slug=slug, key=key)
            return redirect(f"{reverse('designer:edit', args=[slug])}#f-{key}")
    context = {
        "draft": draft,
        "field": field,
        "thing": thing,
        "column": column,
        "form": form,
        "kind": gettext(TYPE_LABELS[thing["type"]]),
        "columns": [
            {**each, "kind": gettext(TYPE_LABELS[each["type"]])} for each in thing.get("columns", ())
        ],
        "column_types": [(kind, TYPE_LABELS[kind]) for kind in COLUMN_TYPES],
    }
    return render(request, "catalogue/designer/question.html", context)


@manager_page
def section(request: HttpRequest, slug: str, key: str, *, actor: Actor) -> HttpResponse:
    """A page of questions: its title, for whom, and when."""
    draft = _draft(slug)
    part = designing.section_of(draft.definition, key)
    if part is None:
        raise NotFound(gettext("表单里没有这一部分。"), remedy=gettext("它可能刚刚被另一位管理员删除。"))
    form = SectionForm(part, draft.definition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = designing.change_section(draft.definition, key, form.values())
        if _save(request, draft, made, actor):
            if "more" in request.POST:
                return redirect(request.path)
            return redirect(f"{reverse('designer:edit', args=[slug])}#s-{key}")
    context = {"draft": draft, "section": part, "form": form}
    return render(request, "catalogue/designer/section.html", context)


def _draft(slug: str) -> FormDraft:
    draft = draft_of(slug)
    if draft is None or draft.state != FormDraft.State.EDITING:
        raise NotFound(gettext("这个表单没有正在编辑的版本。"), remedy=gettext("请从表单页面开始修改。"))
    return draft


def _save(request: HttpRequest, draft: FormDraft, made: dict[str, Any], actor: Actor) -> bool:
    try:
        save_form(slug=draft.slug, definition=made, seen=seen_of(request), actor=actor)
    except Conflict as conflict:
        messages.warning(request, f"{conflict.message}{conflict.remedy}")
        return False
    return True
