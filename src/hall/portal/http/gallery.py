"""The component gallery: draws the examples of docs/guides/look.md, so that guide and theme can't part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.templatetags.static import static
from django.utils.safestring import SafeString

GUIDE = Path(__file__).resolve().parents[4] / "docs" / "guides" / "look.md"
_FENCE = re.compile(r"^```html\n(.*?)^```$", re.S | re.M)


class ExampleForm(forms.Form):
    """One of each input, in the words of a real form."""

    name = forms.CharField(label="姓名", help_text="与居民身份证一致")
    id_number = forms.CharField(
        label="公民身份号码", max_length=18, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    phone = forms.CharField(
        label="手机号码", widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "w-m"})
    )
    moved_on = forms.DateField(label="迁入日期", widget=forms.DateInput(attrs={"type": "date"}))
    hall = forms.ChoiceField(
        label="办理地点", choices=[("", "请选择"), ("city", "市直大厅"), ("qiaocheng", "谯城大厅")]
    )
    delivery = forms.ChoiceField(
        label="领取方式",
        choices=[("window", "到窗口领取"), ("post", "邮寄到家")],
        widget=forms.RadioSelect,
        help_text="邮寄费用由本级财政承担",
    )
    reasons = forms.MultipleChoiceField(
        label="申请原因",
        choices=[("lost", "丢失"), ("damaged", "损坏"), ("other", "其他")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="补充说明", widget=forms.Textarea, required=False)
    photo = forms.FileField(label="近期照片", help_text="JPG 或 PNG，不超过 20 MB", required=False)
    promise = forms.BooleanField(label="以上内容属实，如有虚假，愿意承担法律责任")


@dataclass
class Chapter:
    """A component of the guide: its name and its examples, each drawn and as source."""

    title: str
    anchor: str
    examples: list[tuple[SafeString, str]] = field(default_factory=list)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with realistic content; not part of a production hall."""
    if settings.HALL_MODE == "production" or not GUIDE.exists():
        raise Http404
    return render(request, "portal/styleguide.html", {"chapters": _chapters(request)})


def _chapters(request: HttpRequest) -> list[Chapter]:
    context = _samples()
    chapters = []
    for number, part in enumerate(GUIDE.read_text(encoding="utf-8").split("\n## ")[1:], start=1):
        title, _, body = part.partition("\n")
        sources = _FENCE.findall(body)
        if sources:
            drawn = [(_draw(source, context, request), source) for source in sources]
            chapters.append(Chapter(title, f"c{number}", drawn))
    return chapters


def _draw(source: str, context: dict[str, Any], request: HttpRequest) -> SafeString:
    template = engines["django"].from_string("{% load i18n look %}" + source)
    return SafeString(template.render(context, request))


def _samples() -> dict[str, Any]:
    refused = ExampleForm({"name": "", "id_number": "34160019900101"}, prefix="refused")
    refused.add_error("id_number", "公民身份号码应为 18 位，现在是 14 位")
    return {
        "form": ExampleForm(),
        "refused_form": refused,
        "day": date(2026, 11, 1),
        "sprite": static("hall/icons.svg"),
        "sample_page": Paginator(range(230), 20).page(2),
        "sample_messages": [
            Message(messages.SUCCESS, "草稿已保存，换一台设备也能接着填。"),
            Message(messages.INFO, "办件已转到市公安局审查。"),
            Message(messages.ERROR, "文件超过 20 MB，没有上传。"),
        ],
    }
