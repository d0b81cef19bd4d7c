"""A section of an application as a Django form: one box per question, judged by `rules.answers` alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hall.applications.http.composed_widgets import COMPOSED, Rows, WorkedOut
from hall.applications.http.widgets import DateParts, Place
from hall.applications.queries import shown
from hall.applications.queries.words import said
from hall.applications.rules.answers import check, is_empty, missing
from hall.applications.rules.asked import Field, Section
from hall.applications.rules.faults import Fault
from hall.foundation.public import today

_PLAIN = {"spellcheck": "false", "autocapitalize": "off"}
_TEXT: Mapping[str, dict[str, str]] = {
    "text": {},
    "address": {"spellcheck": "false"},
    "number": _PLAIN | {"inputmode": "decimal", "class": "w-s num", "autocomplete": "off"},
    "resident_id": _PLAIN | {"class": "w-m num", "autocomplete": "off"},
    "credit_code": _PLAIN | {"class": "w-m num", "autocomplete": "off"},
    "phone": _PLAIN | {"inputmode": "tel", "class": "w-m num"},
    "money": _PLAIN | {"inputmode": "decimal", "class": "w-s num", "autocomplete": "off"},
    "percent": _PLAIN | {"inputmode": "decimal", "class": "w-s num", "autocomplete": "off"},
    "time": {"type": "time", "class": "w-s num"},
    "email": _PLAIN | {"inputmode": "email", "class": "w-m"},
}
#: WCAG 1.3.5: what the browser may fill in for the person herself.
_AUTOCOMPLETE = {
    "person.name": "name",
    "person.phone": "tel",
    "person.address": "street-address",
    "firm.name": "organization",
}


class AnswerField(forms.Field):
    """One question. Says from where its answer was filled in, and what it was before she changed it."""

    def __init__(self, asked: Field, known: Mapping[str, Any], current: Any) -> None:
        super().__init__(
            label=asked.label,
            help_text=_hint(asked),
            required=asked.required,
            widget=widget_of(asked),
            template_name="applications/parts/field.html",
        )
        self.asked = asked
        self.source = known.get("source", "")
        self.as_of = date.fromisoformat(known["as_of"]) if known.get("as_of") else None
        self.registered = shown(asked, known.get("value", ""))
        self.is_changed = bool(known) and known.get("value") != current
        self.must = asked.required and asked.type != "file"
        self.oob = False

    def to_python(self, value: Any) -> Any:
        return value

    def validate(self, value: Any) -> None:
        return None

    def clean(self, value: Any) -> Any:
        try:
            kept = check(self.asked, value, today=today())
            if self.must and is_empty(kept):
                raise missing(self.asked)
        except Fault as fault:
            raise forms.ValidationError(said(fault)) from None
        return kept


def _hint(asked: Field) -> str:
    unit = asked.unit or {"money": gettext("元"), "percent": "%"}.get(asked.type, "")
    unit = gettext("单位：%(unit)s") % {"unit": unit} if unit else ""
    return "　".join(part for part in (asked.hint, unit) if part)


def widget_of(asked: Field) -> forms.Widget:
    """The box that such a question is answered in."""
    if asked.formula is not None:
        return WorkedOut(asked)
    if asked.type == "table":
        return Rows(asked, [(column, _cell(column)) for column in asked.columns])
    if asked.type in {"select", "radio", "checkbox"}:
        return _choice(asked)
    if asked.type == "textarea":
        return forms.Textarea(attrs={"rows": 4})
    if asked.type == "date":
        return DateParts()
    if asked.type == "division":
        return Place()
    if asked.type in COMPOSED:
        return COMPOSED[asked.type](asked)
    attrs = dict(_TEXT[asked.type])
    if asked.held in _AUTOCOMPLETE:
        attrs["autocomplete"] = _AUTOCOMPLETE[asked.held]
    return forms.TextInput(attrs=attrs)


def _choice(asked: Field) -> forms.Widget:
    choices = list(asked.options)
    if asked.type == "select":
        return forms.Select(choices=[("", _("请选择")), *choices])
    if asked.type == "radio":
        return forms.RadioSelect(choices=choices)
    return forms.CheckboxSelectMultiple(choices=choices) if choices else forms.CheckboxInput()


def _cell(column: Field) -> forms.Widget:
    """The box of one column: a date is one box there, not three."""
    if column.type == "date" and column.formula is None:
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return widget_of(column)


class AnswersForm(forms.Form):
    """The questions of a section (or those that a supplement asks again)."""

    use_required_attribute = False

    def __init__(
        self,
        questions: Iterable[Field],
        answers: Mapping[str, Any],
        provenance: Mapping[str, Any],
        data: Any = None,
    ) -> None:
        super().__init__(data=data, initial=dict(answers))
        for asked in questions:
            current = answers.get(asked.key, "")
            self.fields[asked.key] = AnswerField(asked, provenance.get(asked.key, {}), current)

    def typed(self) -> dict[str, Any]:
        """Everything that was sent, sound or not, as it was typed; what the page did not have is left out."""
        values = {
            name: field.widget.value_from_datadict(self.data, self.files, name)
            for name, field in self.fields.items()
            if not field.widget.value_omitted_from_data(self.data, self.files, name)
        }
        return {name: "" if value is None else value for name, value in values.items()}

    def judge(self, *, required: bool) -> AnswersForm:
        """This form as a refused one: what is stored judged in full, or only for what is wrong."""
        for field in self.fields.values():
            if isinstance(field, AnswerField):
                field.must = field.must and required
        return self


def section_form(
    section: Section, answers: Mapping[str, Any], provenance: Mapping[str, Any], data: Any = None
) -> AnswersForm:
    return AnswersForm(section.fields, answers, provenance, data)


def as_data(section: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Stored answers as a browser would send them, so that a page can be shown with its faults."""
    return {field.key: answers.get(field.key, "") for field in section}


class StatementForm(forms.Form):
    """The statement of truth before handing in (行政许可法 第三十一条)."""

    use_required_attribute = False
    agreed = forms.BooleanField(
        label=_("我已核对以上内容，承诺所填信息和所交材料真实、有效。"),
        error_messages={"required": _("请先阅读并勾选承诺")},
    )


class WithdrawForm(forms.Form):
    """Why one doesn't want it any more: asked, never demanded."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("撤回原因"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("撤回原因最多 500 个字")},
    )
