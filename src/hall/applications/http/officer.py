"""A form for those who make it: as an applicant would see it, filled in without being kept, and compared."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin

from hall.applications.http.forms import AnswersForm
from hall.applications.queries.words import said
from hall.applications.rules.answers import keep
from hall.applications.rules.asked import Asked, sheet_of
from hall.applications.rules.editions import changes
from hall.applications.rules.unfolding import Unfolded, unfold
from hall.catalogue.public import form_in_the_making, form_of, form_version, may_see_forms
from hall.foundation.public import NotFound, Refused, today
from hall.identity.public import actor_of


def _asked(request: HttpRequest, slug: str) -> Asked:
    """The version named in the address, else the draft, else the newest. Raises: Refused, NotFound."""
    if not may_see_forms(actor_of(request)):
        raise Refused(
            gettext("只有管事项的岗位可以预览表单。"),
            remedy=gettext("办事请从办事指南进入。"),
            code="no-post",
        )
    wanted = request.GET.get("version", "")
    if wanted.isdecimal() and len(wanted) < 8:
        definition, _version = form_version(slug, int(wanted))
        return sheet_of(form_of(definition), definition["title"])
    try:
        definition = form_in_the_making(slug)
    except NotFound:
        definition, _version = form_version(slug)
    return sheet_of(form_of(definition), definition["title"])


@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # typed for views without arguments
@xframe_options_sameorigin
@login_required
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole form on one page. What is typed shows what it brings and comes to; nothing is kept."""
    asked = _asked(request, slug)
    answers = _typed(asked, request.POST) if request.method == "POST" else {}
    unfolded = unfold(asked, answers, today=today())
    context = {
        "asked": asked,
        "slug": slug,
        "parts": [
            {"section": section, "form": AnswersForm(section.fields, unfolded.answers, {})}
            for section in unfolded.asked.sections
        ],
        "hidden": _hidden(asked, unfolded),
        "bare": "bare" in request.GET,
        "is_tried": request.method == "POST",
    }
    response = render(request, "applications/preview.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _typed(asked: Asked, data: Any) -> dict[str, Any]:
    """Every answer that was sent, as a draft would keep it."""
    typed = AnswersForm(asked.fields(), {}, {}, data).typed()
    stamp = {"at": "", "by": ""}
    return {
        field.key: keep(field, typed[field.key], "", today=today(), stamp=stamp)
        for field in asked.fields()
        if field.key in typed and field.formula is None and field.type != "file"
    }


def _hidden(asked: Asked, unfolded: Unfolded) -> list[str]:
    """The questions that these answers don't call for."""
    shown = {field.key for field in unfolded.asked.fields()}
    return [field.label for field in asked.fields() if field.key not in shown]


@login_required
def changes_of_form(request: HttpRequest, slug: str) -> HttpResponse:
    """A version against the one before it; the draft against the newest; or against the form `from`."""
    asked = _asked(request, slug)
    wanted, other = request.GET.get("version", ""), request.GET.get("from", "")
    before = int(wanted) - 1 if wanted.isdecimal() and len(wanted) < 8 and not other else None
    definition, number = form_version(other or slug, before)
    older = sheet_of(form_of(definition), definition["title"])
    found = changes(older, asked)
    kinds = (
        ("added", gettext("新增的内容")),
        ("altered", gettext("有改动的内容")),
        ("removed", gettext("不再需要的内容")),
    )
    context = {
        "asked": asked,
        "slug": slug,
        "before": number,
        "other": definition["title"] if other else "",
        "groups": [
            {
                "title": title,
                "lines": [
                    {"label": each.label, "key": each.key, "says": [said(fault) for fault in each.says]}
                    for each in found
                    if each.kind == kind
                ],
            }
            for kind, title in kinds
        ],
        "found": found,
    }
    response = render(request, "applications/form_changes.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
