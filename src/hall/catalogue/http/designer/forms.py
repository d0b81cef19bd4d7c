"""The boxes of the designer: a question's own settings, and conditions and formulas built without code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hall.catalogue.http.designer.conditions import Conditional
from hall.catalogue.rules.building import (
    FORMULAS,
    TODAY,
    Reckoned,
    formula_of,
    names_of,
    read_formula,
)
from hall.registers.public import FIELDS
from hall.standards.field_types import (
    CHOICES,
    COLUMN_TYPES,
    FORMULA_TYPES,
    HELD_PARTS,
    NUMBERS,
    TYPE_LABELS,
)

_TEXTS = frozenset({"text", "textarea", "address"})
_HELD = frozenset(
    {*_TEXTS, *CHOICES, "date", "resident_id", "credit_code", "phone", "division", "number"}
) | {kind for kind, _ in HELD_PARTS}
MOST_OPERANDS = 4


class SectionForm(Conditional):
    """A page of questions."""

    title = forms.CharField(label=_("名称"), max_length=80, error_messages={"required": _("请填写名称")})
    audience = forms.ChoiceField(
        label=_("问哪类申请人"),
        choices=[
            ("", _("个人和单位都问")),
            ("natural_person", _("只问个人")),
            ("legal_person", _("只问单位")),
        ],
        required=False,
    )

    def __init__(self, section: Mapping[str, Any], definition: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data, initial=dict(section))
        own = {field["key"] for field in section["fields"]}
        self.names = {
            name: each for name, each in names_of(definition).items() if name.partition(".")[0] not in own
        }
        self.before = section.get("show_if")
        self.build_condition("show", self.before, self.names)

    def plain(self) -> list[BoundField]:
        return [self["title"], self["audience"]]

    def show_rows(self) -> list[list[BoundField]]:
        return self.rows_of("show")

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "title": told["title"],
            "audience": told["audience"],
            "show_if": self.condition("show", self.before, self.names),
        }


class QuestionForm(Conditional):
    """A question, or a column of a table: only what its kind has."""

    label = forms.CharField(label=_("问题"), max_length=80, error_messages={"required": _("请填写问题")})
    type = forms.ChoiceField(label=_("类型"), help_text=_("改类型后保存，会出现这种类型的设置。"))
    required = forms.BooleanField(label=_("必填"), required=False)
    hint = forms.CharField(label=_("填写说明"), max_length=200, required=False)

    def __init__(
        self,
        thing: Mapping[str, Any],
        definition: Mapping[str, Any],
        table: Mapping[str, Any] | None = None,
        data: Any = None,
    ) -> None:
        initial = {**thing, "options": "\n".join(thing.get("options", ()))}
        super().__init__(data, initial=initial)
        self.thing, self.is_column = thing, table is not None
        kinds = COLUMN_TYPES if self.is_column else tuple(TYPE_LABELS)
        self.fields["type"] = forms.ChoiceField(
            label=_("类型"),
            choices=[(kind, _(TYPE_LABELS[kind])) for kind in kinds],
            help_text=_("改类型后保存，会出现这种类型的设置。"),
        )
        self.names = self._names(definition, table)
        self._add_settings(thing["type"])
        if not self.is_column:
            self.build_condition("show", thing.get("show_if"), self.names)
            self.build_condition("require", thing.get("require_if"), self.names)
        if thing["type"] in FORMULA_TYPES:
            self._add_formula(thing.get("formula"))

    def _names(
        self, definition: Mapping[str, Any], table: Mapping[str, Any] | None
    ) -> dict[str, tuple[str, str]]:
        own = (table or self.thing)["key"]
        names = {name: each for name, each in names_of(definition).items() if name.partition(".")[0] != own}
        beside = [column for column in (table or {}).get("columns", ()) if column["key"] != self.thing["key"]]
        return {column["key"]: (column["label"], column["type"]) for column in beside} | names

    def _add_settings(self, kind: str) -> None:
        """The boxes that this kind of question has."""
        if kind in CHOICES or kind == "checkbox":
            self.fields["options"] = forms.CharField(
                label=_("选项"),
                widget=forms.Textarea(attrs={"rows": 6}),
                required=False,
                help_text=_("一行一个。"),
            )
        if kind in _TEXTS or kind in NUMBERS:
            self.fields["unit"] = forms.CharField(label=_("单位"), max_length=20, required=False)
        if kind in NUMBERS:
            for name, label in (("minimum", _("最小值")), ("maximum", _("最大值"))):
                self.fields[name] = forms.DecimalField(
                    label=label, required=False, decimal_places=6, max_digits=21
                )
        if kind in _TEXTS:
            self._add_count("max_length", _("最多几个字"), 1, 2000)
        if kind == "table":
            self._add_count("min_rows", _("最少几行"), 0, 200)
            self._add_count("max_rows", _("最多几行"), 1, 200)
        if kind in _HELD and not self.is_column:
            self.fields["held"] = forms.ChoiceField(
                label=_("由登记信息填好"), choices=_held_choices(kind), required=False
            )

    def _add_count(self, name: str, label: Any, least: int, most: int) -> None:
        self.fields[name] = forms.IntegerField(label=label, required=False, min_value=least, max_value=most)

    def _add_formula(self, expression: Any) -> None:
        read = read_formula(expression)
        if read is None:
            self.fields["formula_clear"] = forms.BooleanField(
                label=_("清除这个公式，改用下面的方式设定"),
                help_text=json.dumps(expression, ensure_ascii=False),
                required=False,
            )
            read = Reckoned("", ())
        self.fields["formula_kind"] = forms.ChoiceField(
            label=_("怎样算"),
            choices=[
                ("", _("不算，由申请人填写")),
                *((kind, _(text)) for kind, (text, _op) in FORMULAS.items()),
            ],
            initial=read.kind,
            required=False,
        )
        choices = [
            ("", "—"),
            (TODAY, _("今天")),
            *((name, label) for name, (label, _kind) in self.names.items()),
        ]
        for at in range(MOST_OPERANDS):
            given = read.operands[at] if at < len(read.operands) else ""
            is_name = given == TODAY or given in self.names
            number = {"number": at + 1}
            self.fields[f"formula_{at}"] = forms.ChoiceField(
                label=_("第 %(number)s 项") % number,
                choices=choices,
                initial=given if is_name else "",
                required=False,
            )
            self.fields[f"formula_{at}_number"] = forms.DecimalField(
                label=_("或一个数"),
                initial="" if is_name else given,
                required=False,
                max_digits=18,
                decimal_places=6,
            )

    def plain(self) -> list[BoundField]:
        """The boxes that are neither condition nor formula."""
        return [self[name] for name in self.fields if not name.startswith(("show_", "require_", "formula_"))]

    def show_rows(self) -> list[list[BoundField]]:
        return self.rows_of("show")

    def require_rows(self) -> list[list[BoundField]]:
        return self.rows_of("require")

    def formula_rows(self) -> list[list[BoundField]]:
        return [
            [self[f"formula_{at}"], self[f"formula_{at}_number"]]
            for at in range(MOST_OPERANDS)
            if f"formula_{at}" in self.fields
        ]

    def values(self) -> dict[str, Any]:
        """What the question becomes, by the names of the definition."""
        told = self.cleaned_data
        made: dict[str, Any] = {name: told[name] for name in ("label", "type", "required", "hint")}
        made |= {name: told.get(name) for name in ("unit", "held", "max_length", "min_rows", "max_rows")}
        options = dict.fromkeys(line.strip() for line in told.get("options", "").splitlines())
        made["options"] = [line for line in options if line]
        for name in ("minimum", "maximum"):
            made[name] = f"{told[name].normalize():f}" if told.get(name) is not None else None
        if not self.is_column:
            made["show_if"] = self.condition("show", self.thing.get("show_if"), self.names)
            made["require_if"] = self.condition("require", self.thing.get("require_if"), self.names)
        made["formula"] = self._formula()
        if made["type"] != "table":
            made["columns"] = None
        return made

    def _formula(self) -> Any:
        told = self.cleaned_data
        if "formula_kind" not in self.fields:
            return None
        if "formula_clear" in self.fields and not told["formula_clear"]:
            return self.thing.get("formula")
        operands = []
        for at in range(MOST_OPERANDS):
            number = told[f"formula_{at}_number"]
            operands.append(
                told[f"formula_{at}"] or (f"{number.normalize():f}" if number is not None else "")
            )
        return formula_of(Reckoned(told["formula_kind"], tuple(operands)))


def _held_choices(kind: str) -> list[tuple[str, Any]]:
    composed = {"person": _("申请人（或经办人）本人"), "firm": _("申请单位")}
    sources = [source for composed_kind, source in HELD_PARTS if composed_kind == kind]
    if sources:
        return [("", _("不填好")), *((source, composed[source]) for source in sources)]
    return [("", _("不填好")), *((name, _(field.label)) for name, field in FIELDS.items())]
