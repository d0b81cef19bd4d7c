"""The editor: sections and questions in order, each with what moves, changes or removes it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from hall.catalogue.actions.designing import save_form
from hall.catalogue.http.designer.entering import manager_page
from hall.catalogue.models import FormDraft
from hall.catalogue.queries.forms import whole_form
from hall.catalogue.rules import designing
from hall.foundation.public import Conflict
from hall.identity.public import Actor
from hall.standards.field_types import COLUMN_TYPES, TYPE_LABELS

Definition = dict[str, Any]
Step = Callable[[Definition, list[str]], Definition]
#: A button's deed → what it does to the form; its value is the deed and the keys it is about.
STEPS: Mapping[str, Step] = {
    "section-up": lambda form, keys: designing.move_section(form, keys[0], -1),
    "section-down": lambda form, keys: designing.move_section(form, keys[0], 1),
    "section-remove": lambda form, keys: designing.remove_section(form, keys[0]),
    "field-up": lambda form, keys: designing.move_field(form, keys[0], -1),
    "field-down": lambda form, keys: designing.move_field(form, keys[0], 1),
    "field-remove": lambda form, keys: designing.remove_field(form, keys[0]),
    "column-up": lambda form, keys: designing.move_column(form, keys[0], keys[1], -1),
    "column-down": lambda form, keys: designing.move_column(form, keys[0], keys[1], 1),
    "column-remove": lambda form, keys: designing.remove_column(form, keys[0], keys[1]),
}


def new_key(kind: str) -> str:
    """A name that was never used and never will be again."""
    return f"{kind}_{secrets.token_hex(4)}"


@manager_page
def edit(request: HttpRequest, slug: str, *, actor: Actor) -> HttpResponse:
    """GET shows the draft; POST takes one step and comes back to where it was taken."""
    whole = whole_form(slug)
    draft = whole.draft
    if draft is None or draft.state != FormDraft.State.EDITING:
        return redirect("designer:form", slug=slug)
    if request.method == "POST":
        return _step(request, draft, actor)
    wrong = {finding.place for finding in whole.findings}
    context = {
        "whole": whole,
        "draft": draft,
        "sections": [_drawn(section, wrong) for section in draft.definition["sections"]],
        "types": TYPE_LABELS.items(),
    }
    return render(request, "catalogue/designer/edit.html", context)


def _drawn(section: Definition, wrong: set[str]) -> Definition:
    """A section as the page lists it: each question with the name of its kind, and whether it has a fault."""
    fields = [
        {**field, "kind": gettext(TYPE_LABELS[field["type"]]), "is_wrong": field["key"] in wrong}
        for field in section["fields"]
    ]
    return {**section, "fields": fields}


def _step(request: HttpRequest, draft: FormDraft, actor: Actor) -> HttpResponse:
    deed, *keys = request.POST.get("do", "").split(":")
    made, anchor = _made(request, draft.definition, deed, keys)
    here = reverse("designer:edit", args=[draft.slug])
    if made is None:
        messages.error(request, gettext("请先填写名称。"))
        return redirect(f"{here}#{anchor}")
    try:
        save_form(slug=draft.slug, definition=made, seen=seen_of(request), actor=actor)
    except Conflict as conflict:
        messages.warning(request, f"{conflict.message}{conflict.remedy}")
    back = request.POST.get("back", "")
    if back and designing.field_of(made, back):
        return redirect("designer:question", slug=draft.slug, key=back)
    return redirect(f"{here}#{anchor}")


def _made(
    request: HttpRequest, definition: Definition, deed: str, keys: list[str]
) -> tuple[Definition | None, str]:
    """The form after the step (none when a name is missing), and where on the page it was taken."""
    sent = request.POST
    if deed == "title":
        title = sent.get("title", "").strip()[:120]
        return ({**definition, "title": title} if title else None), "form-title"
    if deed == "add-section":
        title, key = sent.get("section_title", "").strip()[:80], new_key("part")
        return (designing.add_section(definition, key, title) if title else None), f"s-{key}"
    if deed == "add-field":
        return _with_field(sent, definition, keys[0])
    if deed == "add-column":
        label, kind, key = _asked_for(sent, keys[0], COLUMN_TYPES)
        column = {"key": key, "label": label, "type": kind}
        return (designing.add_column(definition, keys[0], column) if label else None), f"f-{keys[0]}"
    if deed in STEPS and keys:
        return STEPS[deed](definition, [*keys, ""]), f"{deed[0]}-{keys[0]}"
    return definition, ""


def _with_field(
    sent: Mapping[str, str], definition: Definition, section: str
) -> tuple[Definition | None, str]:
    label, kind, key = _asked_for(sent, section, tuple(TYPE_LABELS))
    field: dict[str, Any] = {"key": key, "label": label, "type": kind}
    if kind == "table":
        field["columns"] = []
    return (designing.add_field(definition, section, field) if label else None), f"f-{key}"


def _asked_for(sent: Mapping[str, str], place: str, kinds: tuple[str, ...]) -> tuple[str, str, str]:
    kind = sent.get(f"type-{place}", "text")
    kind = kind if kind in kinds else "text"
    return sent.get(f"label-{place}", "").strip()[:80], kind, new_key("q")


def seen_of(request: HttpRequest) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0
