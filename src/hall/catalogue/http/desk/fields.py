"""One group of fields as a form: each value is read by its own type, a table row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language

from hall.catalogue.rules.fields.codes import labels
from hall.catalogue.rules.fields.content import Content, read_row
from hall.catalogue.rules.fields.field import ALWAYS, Field, Group, Kind, Table
from hall.catalogue.rules.fields.reading import OpenSets, read_value
from hall.catalogue.rules.fields.registry import FIXED, of_group
from hall.catalogue.rules.fields.trouble import NotAValue, Trouble

__all__ = ["GroupForm", "TableRows"]

#: How many empty rows a table offers, and the most it takes at once.
BLANK_ROWS = 1
MOST_ROWS = 300
_SHORT = {Kind.NUMBER, Kind.DATE}


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def said(trouble: Trouble) -> str:
    """What is wrong and what to do, in the reader's language."""
    if _is_english():
        return f"{trouble.english_reason}. {trouble.english_remedy}"
    return f"{trouble.reason}。{trouble.remedy}"


class Typed(forms.Field):
    """A form field that reads its value by the registry."""

    def __init__(self, field: Field, sets: OpenSets, known: Any) -> None:
        self.field, self.sets = field, sets
        english = _is_english()
        super().__init__(
            required=False,
            label=field.english if english else field.title,
            help_text=field.hint_english if english else field.hint,
            widget=_widget(field, sets, known),
        )
        self.required = field.need is ALWAYS  # said beside it; a draft may lack it, a submission not

    def clean(self, value: Any) -> Any:
        try:
            return read_value(self.field, value, self.sets)
        except NotAValue as error:
            raise forms.ValidationError(said(error.trouble)) from error


def _widget(field: Field, sets: OpenSets, known: Any) -> forms.Widget:
    """Choices for what has a set, with the words of the source that stands there; a box for the rest."""
    choices = _choices(field, sets, known)
    if field.kind is Kind.CODES and choices:
        return forms.CheckboxSelectMultiple(choices=choices)
    if field.kind in {Kind.CODE, Kind.YES_NO}:
        return forms.Select(choices=[("", "—"), *choices])
    if field.kind is Kind.LONG:
        return forms.Textarea(attrs={"rows": 3, "maxlength": field.longest})
    if field.kind is Kind.DATE:
        return forms.DateInput(attrs={"type": "date", "class": "w-m"})
    numeric = {"inputmode": "numeric", "class": "w-s"} if field.kind is Kind.NUMBER else {}
    return forms.TextInput(attrs={"maxlength": field.longest, **numeric})


def _choices(field: Field, sets: OpenSets, known: Any) -> list[tuple[str, str]]:
    if field.kind is Kind.YES_NO:
        return [("是", "是"), ("否", "否")]
    offered = [(label, label) for label in labels(field.codes)] if field.codes else []
    offered += list(sets.get(field.open_set, {}).items())
    words = known if isinstance(known, list) else [known] if known else []
    return [(word, word) for word in words if word not in dict(offered)] + offered


@dataclass(frozen=True)
class Row:
    """A row of a table in the form: its number and its bound fields."""

    number: int
    fields: list[forms.BoundField]
    is_blank: bool


@dataclass(frozen=True)
class TableRows:
    """A table in the form."""

    table: Table
    rows: list[Row]
    counter: str

    @property
    def title(self) -> str:
        return self.table.english if _is_english() else self.table.title


class GroupForm(forms.Form):
    """The fields of one group of one item. `content` is what stands there now."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self, data: Any = None, *, group: Group, content: Content, sets: OpenSets, seen: str, more: str = ""
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.use_required_attribute = False
        self.group, self.content, self.sets = group, content, sets
        self.scalars = [one for one in of_group(group) if isinstance(one, Field) and one.key not in FIXED]
        self.fixed = [one for one in of_group(group) if one.key in FIXED and one.key in content]
        self.tables = [one for one in of_group(group) if isinstance(one, Table)]
        self._rows = {one.key: self._row_count(one, more) for one in self.tables}
        for one in self.scalars:
            self._add(one.key, one, content.get(one.key))
        for table in self.tables:
            stored = content.get(table.key, [])
            for number in range(self._rows[table.key]):
                row = stored[number] if number < len(stored) else {}
                for column in table.columns:
                    self._add(f"{table.key}-{number}-{column.key}", column, row.get(column.key))

    def _row_count(self, table: Table, more: str) -> int:
        asked = str(self.data.get(f"{table.key}-rows", "")) if self.is_bound else ""
        count = int(asked) if asked.isdigit() else len(self.content.get(table.key, [])) + BLANK_ROWS
        return min(count + (3 if more == table.key else 0), MOST_ROWS)

    def _add(self, name: str, field: Field, value: Any) -> None:
        self.fields[name] = Typed(field, self.sets, value)
        self.initial[name] = value

    def plain_fields(self) -> Iterator[forms.BoundField]:
        """What is said once, for the page."""
        for one in self.scalars:
            yield self[one.key]

    def table_rows(self) -> Iterator[TableRows]:
        """The tables with their rows, for the page."""
        for table in self.tables:
            stored = len(self.content.get(table.key, []))
            rows = [
                Row(
                    number + 1,
                    [self[f"{table.key}-{number}-{column.key}"] for column in table.columns],
                    number >= stored,
                )
                for number in range(self._rows[table.key])
            ]
            yield TableRows(table, rows, f"{table.key}-rows")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        for table in self.tables:
            for number in range(self._rows[table.key]):
                row = self._row(cleaned, table, number)
                for trouble in read_row(table, row, self.sets)[1]:
                    name = f"{table.key}-{number}-{trouble.column}"
                    if name not in self.errors:
                        self.add_error(name, said(trouble))
        return cleaned

    def _row(self, cleaned: Mapping[str, Any], table: Table, number: int) -> dict[str, Any]:
        said = {column.key: cleaned.get(f"{table.key}-{number}-{column.key}") for column in table.columns}
        return {key: value for key, value in said.items() if value is not None}

    def edited(self) -> Content:
        """The whole content of the item with this group as it was typed."""
        content = dict(self.content)
        for one in self.scalars:
            content[one.key] = self.cleaned_data.get(one.key)
        for table in self.tables:
            rows = [self._row(self.cleaned_data, table, number) for number in range(self._rows[table.key])]
            content[table.key] = [row for row in rows if row]
        return {key: value for key, value in content.items() if value not in (None, "", [])}
