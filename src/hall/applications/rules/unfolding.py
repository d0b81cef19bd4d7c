"""A form unfolded for one set of answers: what is asked, what must be answered, what is worked out.

One pure function, at draft, check, filing and afterwards: pages, API and papers all read what it gives. What
a hidden question was answered before stays in the draft, but counts for nothing and isn't filed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from hall.applications.rules.asked import Asked, Field, Section
from hall.standards.expressions import evaluate, is_filled
from hall.standards.field_types import NUMBERS

__all__ = ["Unfolded", "has_logic", "unfold"]


@dataclass(frozen=True)
class Unfolded:
    """`asked` holds only what is asked now; `answers` also what was worked out."""

    asked: Asked
    answers: Mapping[str, Any]
    worked_out: Mapping[str, Any]


def has_logic(asked: Asked) -> bool:
    """Whether anything in the form depends on an answer."""
    return any(
        section.show_if is not None or any(_depends(field) for field in section.fields)
        for section in asked.sections
    )


def unfold(asked: Asked, answers: Mapping[str, Any], *, today: date) -> Unfolded:
    """The form as these answers make it."""
    if not has_logic(asked):
        return Unfolded(asked, answers, {})
    unfolding = _Unfolding(asked, answers, today)
    sections = tuple(filter(None, (unfolding.section(each) for each in asked.sections)))
    shown = {field.key for section in sections for field in section.fields}
    materials = tuple(each for each in asked.materials if not each.of_field or each.of_field in shown)
    required = {field.key for section in sections for field in section.fields if field.required}
    materials = tuple(
        replace(each, required=each.of_field in required) if each.of_field else each for each in materials
    )
    worked_out = unfolding.worked_out(shown)
    return Unfolded(
        replace(asked, sections=sections, materials=materials), {**answers, **worked_out}, worked_out
    )


def _depends(field: Field) -> bool:
    return (
        field.show_if is not None
        or field.require_if is not None
        or field.formula is not None
        or any(column.formula is not None for column in field.columns)
    )


class _Unfolding:
    """Each question is looked at once, whatever the order; one that depends on itself has no value."""

    def __init__(self, asked: Asked, answers: Mapping[str, Any], today: date) -> None:
        self.answers, self.today = answers, today
        self.fields = {field.key: (field, section) for section in asked.sections for field in section.fields}
        self.sections: dict[str, bool] = {}
        self.shown: dict[str, bool] = {}
        self.values: dict[str, Any] = {}
        self._open: set[str] = set()

    def section(self, section: Section) -> Section | None:
        if not self._shows_section(section):
            return None
        fields = tuple(self._settled(field) for field in section.fields if self._shows(field.key))
        return replace(section, fields=fields) if fields else None

    def worked_out(self, shown: set[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in self.fields:
            field = self.fields[key][0]
            if key in shown and field.formula is not None:
                found[key] = _written(field, self.value(key))
            elif key in shown and any(column.formula is not None for column in field.columns):
                found[key] = [self._row(field, row) for row in _rows(self.answers.get(key))]
        return found

    def value(self, key: str) -> Any:
        """The value of an answer as expressions see it; `table.column` and `person.name` by their parts."""
        name, _, part = key.partition(".")
        if name not in self.fields or name in self._open:
            return None
        if name not in self.values:
            self._open.add(name)
            self.values[name] = self._value(name) if self._shows(name) else None
            self._open.discard(name)
        whole = self.values[name]
        if not part:
            return whole
        if isinstance(whole, list):
            column = next((each for each in self.fields[name][0].columns if each.key == part), None)
            return [_typed(column, row.get(part)) for row in whole] if column else None
        return whole.get(part) if isinstance(whole, Mapping) else None

    def _value(self, name: str) -> Any:
        field, _ = self.fields[name]
        if field.formula is not None:
            return _typed(field, _written(field, self._evaluate(field.formula)))
        answer = self.answers.get(name)
        if field.type == "table":
            return [self._row(field, row) for row in _rows(answer)]
        return _typed(field, answer)

    def _row(self, field: Field, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row with its own formulas worked out; a column may lean on those before it."""
        filled = {column.key: row.get(column.key, "") for column in field.columns}
        columns = {column.key: column for column in field.columns}

        def look(key: str) -> Any:
            return _typed(columns[key], filled[key]) if key in columns else self.value(key)

        for column in field.columns:
            if column.formula is not None:
                filled[column.key] = _written(column, evaluate(column.formula, look, today=self.today))
        return filled

    def _shows_section(self, section: Section) -> bool:
        if section.key not in self.sections:
            self.sections[section.key] = section.show_if is None  # while it is being asked
            if section.show_if is not None:
                self.sections[section.key] = is_filled(self._evaluate(section.show_if))
        return self.sections[section.key]

    def _shows(self, key: str) -> bool:
        if key not in self.shown:
            field, section = self.fields[key]
            self.shown[key] = False  # while it is being asked
            holds = field.show_if is None or is_filled(self._evaluate(field.show_if))
            self.shown[key] = holds and self._shows_section(section)
        return self.shown[key]

    def _settled(self, field: Field) -> Field:
        if field.require_if is None or field.required:
            return field
        return replace(field, required=is_filled(self._evaluate(field.require_if)))

    def _evaluate(self, expression: Any) -> Any:
        return evaluate(expression, self.value, today=self.today)


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _typed(field: Field, value: Any) -> Any:
    """A stored answer as expressions see it: numbers as decimals, nothing as `None`."""
    if field.type in NUMBERS:
        return _decimal(value)
    if field.type == "checkbox" and not field.options:
        return value in (True, "on", "True", "true", "1", "是")
    return value if is_filled(value) else None


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, list | Mapping):
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 18 else None


def _written(field: Field, value: Any) -> str:
    """What was worked out, as such an answer is written down; "" where nothing follows yet."""
    if value is None or isinstance(value, bool | list | Mapping):
        return ""
    if field.type not in NUMBERS:
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    number = _decimal(value)
    if number is None:
        return ""
    if field.type == "money":
        return f"{number.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    rounded = number.quantize(Decimal("0.000001"), ROUND_HALF_UP).normalize()
    return f"{rounded:f}"
