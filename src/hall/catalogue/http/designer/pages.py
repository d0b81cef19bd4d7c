"""The list of forms, and one form: its versions, its draft, and what can be done with them."""

from __future__ import annotations

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hall.catalogue.actions.designing import (
    begin_form,
    drop_draft,
    offer_form,
    publish_form,
    return_form,
    revise_form,
)
from hall.catalogue.http.designer.entering import keeper_page
from hall.catalogue.policies import Permission, reach_of
from hall.catalogue.queries.forms import forms as every_form
from hall.catalogue.queries.forms import whole_form
from hall.foundation.public import HallError
from hall.identity.public import Actor

#: How many of the items that use a form its page names.
SHOWN_ITEMS = 30


class NewForm(django_forms.Form):
    """What a form is called."""

    use_required_attribute = False
    title = django_forms.CharField(
        label=_("表单名称"), max_length=120, error_messages={"required": _("请填写表单名称")}
    )
    slug = django_forms.RegexField(
        r"^[a-z0-9-]{2,60}$",
        label=_("编号"),
        help_text=_("小写字母、数字和连字符，例如 food-operation；定了就不再改。"),
        error_messages={
            "required": _("请填写编号"),
            "invalid": _("编号只能用小写字母、数字和连字符，2 到 60 个"),
        },
    )


@keeper_page
def forms(request: HttpRequest, *, actor: Actor) -> HttpResponse:
    """Every form; a new one is begun here."""
    new = NewForm(request.POST or None)
    if request.method == "POST" and new.is_valid():
        slug = new.cleaned_data["slug"]
        try:
            begin_form(slug=slug, title=new.cleaned_data["title"], actor=actor)
        except HallError as refused:
            new.add_error("slug", f"{refused.message}{refused.remedy}")
        else:
            return redirect("designer:edit", slug=slug)
    designs = bool(reach_of(actor, Permission.DESIGN_FORM))
    context = {"lines": every_form(), "form": new, "designs": designs}
    return render(request, "catalogue/designer/forms.html", context)


@keeper_page
def form(request: HttpRequest, slug: str, *, actor: Actor) -> HttpResponse:
    """One form. POST does what its button says."""
    if request.method == "POST":
        return _do(request, slug, actor)
    whole = whole_form(slug)
    draft = whole.draft
    publishes = reach_of(actor, Permission.PUBLISH_FORM)
    context = {
        "whole": whole,
        "draft": draft,
        "designs": bool(reach_of(actor, Permission.DESIGN_FORM)),
        "publishes": bool(publishes) and all(publishes.covers(item.function) for item in whole.items),
        "wrote_it": draft is not None and actor.account_id in draft.editors,
        "shown_items": whole.items[:SHOWN_ITEMS],
    }
    return render(request, "catalogue/designer/form.html", context)


def _do(request: HttpRequest, slug: str, actor: Actor) -> HttpResponse:
    deed, sent = request.POST.get("do", ""), request.POST
    if deed == "revise":
        revise_form(slug=slug, actor=actor)
        return redirect("designer:edit", slug=slug)
    if deed == "offer":
        offer_form(slug=slug, note=sent.get("note", ""), actor=actor)
        messages.success(request, gettext("已提交审核，由审核员发布。"))
    elif deed == "return":
        return_form(slug=slug, reason=sent.get("reason", ""), actor=actor)
        messages.success(request, gettext("已退回编辑。"))
    elif deed == "publish":
        seen = sent.get("seen", "")
        version = publish_form(slug=slug, seen=int(seen) if seen.isdecimal() else 0, actor=actor)
        messages.success(
            request, gettext("第 %(version)s 版已发布，新的申请即时使用。") % {"version": version}
        )
    elif deed == "drop":
        drop_draft(slug=slug, actor=actor)
        messages.success(request, gettext("草稿已放弃，已发布的版本不变。"))
        return redirect("designer:forms")
    return redirect("designer:form", slug=slug)
