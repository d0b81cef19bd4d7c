"""One item at the desk: look at it, edit it group by group, compare its versions, lead it on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hall.catalogue.actions.contents import discard_draft, edit_guide
from hall.catalogue.actions.publishing import publish_guide, send_back_guide, submit_guide, withdraw_guide
from hall.catalogue.http.desk.entering import items_page
from hall.catalogue.http.desk.fields import GroupForm
from hall.catalogue.policies import Permission, reach_of
from hall.catalogue.queries.contents import open_sets, standing
from hall.catalogue.queries.desk_item import compared_versions, found_in, impact_of, item_desk, item_seen
from hall.catalogue.rules.fields.field import Group
from hall.catalogue.rules.fields.registry import GROUPS
from hall.foundation.public import HallError, today
from hall.identity.public import Actor


@require_safe
@items_page
def item(request: HttpRequest, code: str, *, actor: Actor) -> HttpResponse:
    """The item: its versions, what it says, what is wrong, what can be done."""
    return _shown(request, code, actor)


def _shown(request: HttpRequest, code: str, actor: Actor, error: HallError | None = None) -> HttpResponse:
    desk = item_desk(code, actor)
    function = desk.item.function
    opened = desk.open_version
    context = {
        "actor": actor,
        "desk": desk,
        "impact": impact_of(desk.item),
        "may_edit": reach_of(actor, Permission.EDIT).covers(function),
        "may_publish": reach_of(actor, Permission.PUBLISH).covers(function),
        "wrote_it": opened is not None and actor.account_id in opened.editors,
        "today": today(),
        "error": error,
        "typed": request.POST,
    }
    status = error.status if error else 200
    return render(request, "catalogue/desk/item.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@items_page
def edit(request: HttpRequest, code: str, group: str, *, actor: Actor) -> HttpResponse:
    """One group of fields. Whatever goes wrong, what was typed stays in the form."""
    if group not in set(Group):
        raise Http404
    item_seen(code, actor)
    stands = standing([code])[code]
    more = request.POST.get("more", "")
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        group=Group(group),
        content=stands.content,
        sets=open_sets(),
        seen=stands.digest,
        more=more,
    )
    error: HallError | None = None
    if request.method == "POST" and not more and form.is_valid():
        try:
            version = edit_guide(code, content=form.edited(), seen=form.cleaned_data["seen"], actor=actor)
        except HallError as refusal:
            error = refusal
        else:
            return _saved(request, code, group, version)
    wrong = bool(form.errors) and not more
    context = {
        "actor": actor,
        "item": stands.item,
        "group": Group(group),
        "groups": GROUPS,
        "form": form,
        "findings": [one for one in found_in(stands) if one.group == group],
        "error": error,
        "is_submitted": stands.is_submitted,
        "shows_errors": wrong,
    }
    status = error.status if error else 422 if wrong else 200
    return render(request, "catalogue/desk/edit.html", context, status=status)


def _saved(request: HttpRequest, code: str, group: str, version: int) -> HttpResponse:
    """Lead on to the next group when that was asked for, else back to the item."""
    messages.success(request, _("已存入草稿（第 %(version)s 版）。") % {"version": version})
    order = list(GROUPS)
    following = order.index(Group(group)) + 1
    if "next" in request.POST and following < len(order):
        return redirect("catalogue:desk:edit", code=code, group=order[following])
    return redirect("catalogue:desk:item", code=code)


class Versions(forms.Form):
    """Which two versions to compare."""

    before = forms.IntegerField(min_value=1)
    after = forms.IntegerField(min_value=1)


@require_safe
@items_page
def compare(request: HttpRequest, code: str, *, actor: Actor) -> HttpResponse:
    """Two versions side by side."""
    item = item_seen(code, actor)
    asked = Versions(request.GET)
    if not asked.is_valid():
        return redirect("catalogue:desk:item", code=code)
    compared = compared_versions(item, asked.cleaned_data["before"], asked.cleaned_data["after"])
    context = {"actor": actor, "item": item, "compared": compared}
    return render(request, "catalogue/desk/compare.html", context)


def _deed(act: Callable[..., Any], done: Callable[[], str]) -> Callable[..., HttpResponseBase]:
    """A button that does one thing to an item's version and comes back to the item."""

    @require_POST
    @items_page
    def deed(request: HttpRequest, code: str, *, actor: Actor) -> HttpResponse:
        item_seen(code, actor)
        try:
            act(request, code, actor)
        except HallError as error:
            return _shown(request, code, actor, error)
        messages.success(request, done())
        return redirect("catalogue:desk:item", code=code)

    return deed


submit = _deed(lambda request, code, actor: submit_guide(code, actor=actor), lambda: _("已提交审核。"))
discard = _deed(lambda request, code, actor: discard_draft(code, actor=actor), lambda: _("草稿已丢弃。"))
send_back = _deed(
    lambda request, code, actor: send_back_guide(code, reason=request.POST.get("reason", ""), actor=actor),
    lambda: _("已退回修改。"),
)
publish = _deed(
    lambda request, code, actor: publish_guide(code, begins=request.POST.get("begins", ""), actor=actor),
    lambda: _("已发布。"),
)
withdraw = _deed(
    lambda request, code, actor: withdraw_guide(code, reason=request.POST.get("reason", ""), actor=actor),
    lambda: _("已撤回，这个事项暂时没有办事指南。"),
)
