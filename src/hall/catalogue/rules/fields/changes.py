"""What differs between two contents, field by field and row by row, in words that fit in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from hall.catalogue.rules.fields.content import Content
from hall.catalogue.rules.fields.field import Field, Table
from hall.catalogue.rules.fields.registry import FIELDS

__all__ = ["Changed", "RowChange", "changed", "merged", "shown", "shown_row"]


@dataclass(frozen=True)
class RowChange:
    """A row of a table before and after; None where there was or will be none."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True)
class Changed:
    """One field that differs. For a table `rows` are those that differ, in the order of the newer."""

    field: Field | Table
    before: Any
    after: Any
    rows: tuple[RowChange, ...] = ()

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What is shown side by side, a row of a table by itself; "" where there is nothing."""
        if isinstance(self.field, Table):
            return [
                (shown_row(self.field, one.before), shown_row(self.field, one.after)) for one in self.rows
            ]
        return [(shown(self.field, self.before), shown(self.field, self.after))]


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """Every field that differs, in the order of the registry."""
    found = []
    for field in FIELDS:
        old, new = before.get(field.key), after.get(field.key)
        if old != new:
            rows = tuple(_row_changes(old or [], new or [])) if isinstance(field, Table) else ()
            found.append(Changed(field, old, new, rows))
    return found


def _row_changes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterable[RowChange]:
    matcher = SequenceMatcher(
        a=[_frozen(row) for row in old], b=[_frozen(row) for row in new], autojunk=False
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = max(b - a, d - c)
        for step in range(pairs):
            yield RowChange(old[a + step] if a + step < b else None, new[c + step] if c + step < d else None)


def _frozen(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((key, tuple(one) if isinstance(one, list) else one) for key, one in row.items()))


def merged(base: Mapping[str, Any], given: Mapping[str, Any], told: Iterable[str]) -> Content:
    """The base, with everything that was told put in its place; told without a value means none."""
    content = {key: value for key, value in base.items() if key not in set(told) or key in given}
    content |= given
    return {field.key: content[field.key] for field in FIELDS if field.key in content}


def shown(field: Field | Table, value: Any) -> str:
    """A value as one reads it in a table or a form: several words with 、, rows one a line."""
    if value in (None, "", []):
        return ""
    if isinstance(field, Table):
        return "\n".join(shown_row(field, row) for row in value)
    text = (field.joint or "、").join(value) if isinstance(value, list) else str(value)
    return f"{text} {field.unit}" if field.unit else text


def shown_row(table: Table, row: Mapping[str, Any] | None) -> str:
    """A row of a table in one line: its first column, the others behind with their names."""
    if not row:
        return ""
    first, *rest = table.columns
    said = [shown(first, row.get(first.key))]
    said += [f"{column.title}：{shown(column, row[column.key])}" for column in rest if column.key in row]
    return "；".join(part for part in said if part)
