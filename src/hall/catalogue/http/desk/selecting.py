"""What is done to many items at once, and new items begun from old ones."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hall.catalogue.actions.beginning import begin_item
from hall.catalogue.actions.selecting import MOST, set_field, submit_drafts
from hall.catalogue.http.desk.entering import items_page
from hall.catalogue.queries.desk import Sought, items_sought
from hall.catalogue.queries.desk_item import item_seen
from hall.catalogue.rules.fields.registry import FIXED, SCALARS
from hall.foundation.public import HallError, Invalid
from hall.identity.public import Actor


class SetField(forms.Form):
    """Which field of all of them gets which value."""

    key = forms.ChoiceField(label=gettext_lazy("字段"))
    value = forms.CharField(
        label=gettext_lazy("值"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("空着就是去掉这个值。有可选值的照可选值写，几个之间用“、”。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        english = (get_language() or "").startswith("en")
        offered = [one for one in SCALARS if one.key not in FIXED and one.key != "name"]
        choices = [(one.key, one.english if english else one.title) for one in offered]
        self.fields["key"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@items_page
def together(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Set a field of every item of a narrowed list."""
    sought = Sought.of(request.GET)
    items = items_sought(actor, sought)
    form = SetField(request.POST) if request.method == "POST" else SetField()
    error: HallError | None = None
    if form.is_valid():
        codes = list(items.order_by("pk").values_list("code", flat=True)[: MOST + 1])
        try:
            said = form.cleaned_data
            count = set_field(codes, name=said["key"], value=said["value"], actor=actor)
        except Invalid as refusal:
            error = refusal
            if "value" in refusal.errors:
                form.add_error("value", refusal.message)
        except HallError as refusal:
            error = refusal
        else:
            messages.success(request, _("已写入 %(count)s 份草稿，请提交审核。") % {"count": count})
            return redirect(f"{_list()}?{urlencode({**sought.as_query(), 'standing': 'draft'})}")
    context = {
        "actor": actor,
        "form": form,
        "error": error if error and not form.errors else None,
        "sought": sought,
        "query": urlencode(sought.as_query()),
        "count": items.count(),
        "most": MOST,
    }
    status = error.status if error else 422 if form.errors else 200
    return render(request, "catalogue/desk/together.html", context, status=status)


@require_POST
@items_page
def submit(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Submit every draft of a narrowed list."""
    sought = Sought.of(request.GET)
    drafts = items_sought(actor, Sought(sought.words, sought.function, "draft"))
    count = submit_drafts(list(drafts.order_by("pk").values_list("code", flat=True)[: MOST + 1]), actor=actor)
    messages.success(request, _("已提交 %(count)s 份草稿。") % {"count": count})
    return redirect(f"{_list()}?standing=submitted")


class NewItem(forms.Form):
    """What a new item is called."""

    name = forms.CharField(label=gettext_lazy("事项名称"), max_length=250)
    catalog_code = forms.CharField(
        label=gettext_lazy("基本编码"),
        max_length=14,
        help_text=gettext_lazy("同一事项的另一种办法，基本编码不变。"),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    business_code = forms.CharField(
        label=gettext_lazy("办理项编码"),
        max_length=2,
        help_text=gettext_lazy("2 位，如 02。"),
        widget=forms.TextInput(attrs={"class": "w-s"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


@require_http_methods(["GET", "HEAD", "POST"])
@items_page
def begin(request: HttpRequest, code: str, *, actor: Actor) -> HttpResponse:
    """Begin a new item that says what an old one says."""
    item = item_seen(code, actor)
    start = {"name": item.name, "catalog_code": item.catalog_code}
    form = NewItem(request.POST) if request.method == "POST" else NewItem(initial=start)
    error: HallError | None = None
    if form.is_valid():
        try:
            fresh = begin_item(like=code, **form.cleaned_data, actor=actor)
        except HallError as refusal:
            error = refusal
            for name, reason in getattr(refusal, "errors", {}).items():
                form.add_error(name, reason)
        else:
            messages.success(request, _("已新建，内容照抄，请逐组核对。"))
            return redirect("catalogue:desk:item", code=fresh)
    context = {"actor": actor, "item": item, "form": form, "error": None if form.errors else error}
    status = error.status if error else 422 if form.errors else 200
    return render(request, "catalogue/desk/begin.html", context, status=status)


def _list() -> str:
    return reverse("catalogue:desk:items")
