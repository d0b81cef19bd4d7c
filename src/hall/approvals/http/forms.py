"""What the desk asks of an officer: one form per deed, in the law's terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.applications.public import FiledApplication
from hall.approvals.events import Wanted
from hall.approvals.models import Case
from hall.approvals.rules.wording import ground_labels
from hall.standards.proceedings import proceeding_of

__all__ = ["AskSupplement", "Conclude", "Decide", "Deed", "RefuseAcceptance"]

LONGEST_TEXT = 2000


class Deed(forms.Form):
    """A deed on a case: a key, so that a second click isn't a second deed, and the version that was seen."""

    department_id: int | None = None  # whose review it is, when it is one

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": str(uuid4()), "version": case.version})
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)
        self.case = case
        self.use_required_attribute = False

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"key", "version"}}

    def typed(self) -> list[tuple[str, str]]:
        """(label, text) of everything typed: shown again when the deed isn't possible any more."""
        return [
            (str(field.label), str(field.value()))
            for field in self.visible_fields()
            if field.value() and isinstance(field.field.widget, forms.Textarea | forms.TextInput)
        ]


def _text(label: Any, *, required: bool = True, hint: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("请写明理由")},
    )


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class RefuseAcceptance(Deed):
    """不予受理: on one of the two grounds that 行政许可法 第三十二条 knows, and other matters share."""

    ground = forms.ChoiceField(
        label=_("法定情形"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择不予受理的法定情形")},
    )
    reason = _text(_("理由"), hint=_("写给申请人看，会原文写入决定书。"))
    where_to_go = forms.CharField(
        label=_("应当向哪个行政机关申请"),
        required=False,
        max_length=200,
        help_text=_("不属于本机关职权的，必须告知。"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        labels = ground_labels(case.item.item_type)
        _choices(self, "ground", [(ground.value, _(label)) for ground, label in labels.items()])


class Conclude(Deed):
    """审查意见 (第三十四条)."""

    passed = forms.TypedChoiceField(
        label=_("审查结论"),
        widget=forms.RadioSelect,
        choices=[("yes", _("通过")), ("no", _("不通过"))],
        coerce=lambda value: value == "yes",
        error_messages={"required": _("请选择审查结论")},
    )
    opinion = _text(_("审查意见"), required=False, hint=_("不通过的，必须写明理由和依据。"))


class Decide(Deed):
    """准予／不予, in the words of the matter: 准予行政许可, 不予确认 …"""

    outcome = forms.ChoiceField(
        label=_("决定"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择准予或者不予")},
    )
    reason = _text(
        _("理由"),
        required=False,
        hint=_("不予的，必须写明理由和依据，会原文写入决定书；不采纳部门不通过意见的，也须说明理由。"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        matter = proceeding_of(case.item.item_type)
        _choices(self, "outcome", [("granted", _(matter.grants)), ("refused", _(matter.refuses))])


@dataclass(frozen=True)
class WantedLine:
    """One thing that may be wanted: a box to tick and a line for the reason."""

    title: str
    tick: forms.BoundField
    why: forms.BoundField


class AskSupplement(Deed):
    """一次告知补正 (第三十二条(四)): everything at once, each with its reason."""

    note = _text(_("补充说明"), required=False, rows=2)

    def __init__(self, *args: Any, case: Case, filed: FiledApplication | None, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        self._things = list(_things(filed)) if filed else []
        for kind, key, title in self._things:
            name = f"{kind}:{key}"
            self.fields[f"want-{name}"] = forms.BooleanField(label=title, required=False)
            self.fields[f"why-{name}"] = forms.CharField(
                label=title,
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"list": "usual-reasons"}),
            )

    def lines(self) -> list[WantedLine]:
        return [
            WantedLine(title, self[f"want-{kind}:{key}"], self[f"why-{kind}:{key}"])
            for kind, key, title in self._things
        ]

    def clean(self) -> dict[str, Any]:
        """A reason without a tick is a tick: who writes why wants it."""
        data = super().clean() or {}
        wanted = []
        for kind, key, title in self._things:
            name = f"{kind}:{key}"
            why = data.get(f"why-{name}", "").strip()
            if not data.get(f"want-{name}") and not why:
                continue
            if not why:
                self.add_error(f"why-{name}", _("请写明需要补正的原因"))
            wanted.append(Wanted(kind, key, title, why))
        if not wanted:
            self.add_error(None, _("请勾选需要补正的材料或填写项。补正只能告知一次，请一次列全。"))
        return {**data, "wanted": wanted}

    def said(self) -> dict[str, Any]:
        return {"wanted": self.cleaned_data["wanted"], "note": self.cleaned_data["note"]}

    def typed(self) -> list[tuple[str, str]]:
        note = [(str(self["note"].label), str(self["note"].value()))] if self["note"].value() else []
        return [(line.title, str(line.why.value())) for line in self.lines() if line.why.value()] + note


def _things(filed: FiledApplication) -> Iterator[tuple[str, str, str]]:
    for material in filed.materials:
        yield "material", material.key, material.title
    for section in filed.sections:
        for answer in section.answers:
            if answer.type != "file":  # already among the materials
                yield "field", answer.key, answer.label
