"""The content of one guide as plain values by key, and how facts hold it.

A content has one value for every field that is said and a list of rows for every table; what isn't said isn't
in it. Facts fold what belongs together ({"days", "unit"} with its note) and keep plain lists plain. Both ways
lose nothing but the sources, which facts keep beside each value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from hall.catalogue.rules.fields.field import Field, Kind, Table
from hall.catalogue.rules.fields.reading import NO_SETS, OpenSets, coded, read_value
from hall.catalogue.rules.fields.registry import BY_KEY, FIELDS
from hall.catalogue.rules.fields.trouble import NotAValue, Trouble

__all__ = ["Content", "content_of", "folded", "read_content", "read_row", "troubles_of", "words_coded"]

Content = dict[str, Any]
_DAYS_OF: Final = {"工作日": 1.0, "日": 0.7, "月": 21.0, "年": 250.0, "小时": 0.125}


def content_of(facts: Mapping[str, Any]) -> Content:
    """What the facts of a guide say, field by field, in the order of the registry."""
    content: Content = {}
    for field in FIELDS:
        fact = facts.get(field.fact_key)
        if not fact:
            continue
        value = _rows_of(field, fact.get("value")) if isinstance(field, Table) else _part_of(field, fact)
        if value not in (None, "", []):
            content[field.key] = value
    return content


def words_coded(key: str, value: Any) -> list[str]:
    """The standard's codes of a fact's words: 个人/法人 are 1, 2, 3, 4; none when nothing is said."""
    field = BY_KEY[key]
    return coded(field, value) if isinstance(field, Field) and value else []


def _part_of(field: Field, fact: Mapping[str, Any]) -> Any:
    part, value = field.fact[1], fact.get("value")
    if part == "note":
        return fact.get("note", "")
    if part in {"days", "unit"}:
        return (value or {}).get(part)
    return read_value(field, value) if field.kind is Kind.CODES else value


def _rows_of(table: Table, value: Any) -> list[dict[str, Any]]:
    if table.as_pairs:
        return [{"aspect": what, "before": pair[0], "after": pair[1]} for what, pair in (value or {}).items()]
    first = table.single or table.columns[0].key
    rows = [{first: row} if isinstance(row, str) else dict(row) for row in value or ()]
    return [{key: one for key, one in row.items() if one not in (None, "")} for row in rows]


def folded(content: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    """The content as facts want it: key → (value, note)."""
    parts: dict[str, dict[str, Any]] = {}
    for key, value in content.items():
        field = BY_KEY[key]
        part = "value" if isinstance(field, Table) else field.fact[1]
        parts.setdefault(field.fact_key, {})[part] = _folded_value(field, value)
    return {key: (_whole(said), said.get("note", "")) for key, said in parts.items()}


def _folded_value(field: Field | Table, value: Any) -> Any:
    if isinstance(field, Table):
        if field.as_pairs:
            return {row["aspect"]: [row["before"], row["after"]] for row in value}
        return [row[field.single] for row in value] if field.single else value
    return field.joint.join(value) if field.joint else value


def _whole(said: Mapping[str, Any]) -> Any:
    limit = {part: said[part] for part in ("days", "unit") if part in said}
    return limit or said.get("value")


def read_content(raw: Mapping[str, Any], sets: OpenSets = NO_SETS) -> tuple[Content, list[Trouble]]:
    """A content from untyped values (a form, a JSON file), and everything that is wrong with it."""
    content: Content = {}
    troubles = [Trouble("unknown_column", {"word": key}, key) for key in raw if key not in BY_KEY]
    for field in FIELDS:
        if field.key not in raw:
            continue
        if isinstance(field, Table):
            rows, found = _read_rows(field, raw[field.key], sets)
            troubles += found
            if rows:
                content[field.key] = rows
            continue
        try:
            value = read_value(field, raw[field.key], sets)
        except NotAValue as error:
            troubles.append(error.trouble.at(field.key))
            continue
        if value is not None:
            content[field.key] = value
    return content, troubles


def _read_rows(table: Table, raw: Any, sets: OpenSets) -> tuple[list[dict[str, Any]], list[Trouble]]:
    if not isinstance(raw, list) or any(not isinstance(row, dict) for row in raw):
        return [], [Trouble("not_a_list", {}, table.key)] if raw else []
    rows, troubles = [], []
    for number, said in enumerate(raw):
        row, found = read_row(table, said, sets)
        troubles += [trouble.at(table.key, number, trouble.column) for trouble in found]
        if row:
            rows.append(row)
    return rows, troubles


def read_row(
    table: Table, raw: Mapping[str, Any], sets: OpenSets = NO_SETS
) -> tuple[dict[str, Any], list[Trouble]]:
    """One row of a table from untyped values; what its columns need is checked at once."""
    row: dict[str, Any] = {}
    troubles = [
        Trouble("unknown_column", {"word": key}, column=key) for key in raw if key not in table.by_key
    ]
    for column in table.columns:
        try:
            value = read_value(column, raw.get(column.key), sets)
        except NotAValue as error:
            troubles.append(error.trouble.at(table.key, column=column.key))
            continue
        if value is not None:
            row[column.key] = value
    if row and not troubles:
        troubles += [
            _needed(column).at(table.key, column=column.key)
            for column in table.columns
            if column.key not in row and column.need.holds(row)
        ]
    return row, troubles


def _needed(field: Field | Table) -> Trouble:
    said = {
        "title": field.title,
        "english": field.english,
        "need": field.need.title,
        "need_english": field.need.english,
    }
    return Trouble("needed", said, field.key)


def troubles_of(content: Mapping[str, Any]) -> Iterator[Trouble]:
    """What is wrong with a content as a whole: missing values, and values that contradict each other."""
    for field in FIELDS:
        if field.key not in content and field.need.holds(content):
            yield _needed(field)
    legal, promise = _days(content, "legal_limit"), _days(content, "promise_limit")
    if legal is not None and promise is not None and promise > legal:
        yield Trouble("promise_above_law", {}, "promise_limit")
    starts, ends = content.get("effective_on"), content.get("cancelled_on")
    if starts and ends and date.fromisoformat(ends) < date.fromisoformat(starts):
        yield Trouble("ends_before_it_starts", {}, "cancelled_on")


def _days(content: Mapping[str, Any], key: str) -> float | None:
    """The limit in working days, only when its unit can be compared."""
    limit, unit = content.get(key), content.get(f"{key}_unit", "工作日")
    return limit * _DAYS_OF[unit] if limit is not None and unit in _DAYS_OF else None
