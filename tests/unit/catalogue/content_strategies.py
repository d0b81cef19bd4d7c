"""Any valid content of a guide, made by hypothesis from the registry itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from hall.catalogue.rules.fields.codes import labels
from hall.catalogue.rules.fields.field import ALWAYS, Field, Kind, Table
from hall.catalogue.rules.fields.registry import FIELDS

#: What spreadsheets make trouble with: formulas, blanks, line ends, codes that look like numbers or escapes.
AWKWARD = (
    "=1+1",
    "+86 558",
    "-",
    "@SUM(A1)",
    "007",
    "1e5",
    "2026-03-01",
    "_x0041_",
    "真“引”&<号>",
    "a\nb",
    "'x",
)
_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Cn"))


def _texts(longest: int, *, lines: bool) -> st.SearchStrategy[str]:
    made = st.text(_LETTERS, min_size=1, max_size=min(longest, 12))
    awkward = [text for text in AWKWARD if len(text) <= longest and (lines or "\n" not in text)]
    return st.one_of(made, st.sampled_from(awkward))


def values(field: Field) -> st.SearchStrategy[Any]:
    """Any value of a field."""
    if field.codes:
        one = st.sampled_from(labels(field.codes))
        return st.lists(one, min_size=1, max_size=3, unique=True) if field.kind is Kind.CODES else one
    match field.kind:
        case Kind.YES_NO:
            return st.sampled_from(["是", "否"])
        case Kind.NUMBER:
            return st.integers(0, field.most)
        case Kind.DATE:
            return st.dates(date(1990, 1, 1), date(2099, 12, 31)).map(date.isoformat)
        case Kind.URL:
            return st.sampled_from(["https://zwfw.example.cn/a?b=c", "http://x.cn/#1"])
        case Kind.CREDIT_CODE:
            return st.just("91110000600037341L")
        case Kind.DIVISION:
            return st.sampled_from(["341602001", "341602001001"])
        case Kind.CODES:
            word = st.sampled_from(["公安", "市场监管", "natural_person/010"])
            return st.lists(word, min_size=1, max_size=3, unique=True)
    if field.pattern:
        return st.sampled_from(["000121008000", "00012100800W"])
    return _texts(field.longest, lines=field.kind is Kind.LONG)


def rows(table: Table) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows of a table, with all that its columns need."""
    needed = {column.key: values(column) for column in table.columns if column.need is ALWAYS}
    others = {column.key: values(column) for column in table.columns if column.need is not ALWAYS}
    row = st.fixed_dictionaries(needed, optional=others).filter(
        lambda row: not any(c.key not in row and c.need.holds(row) for c in table.columns)
    )
    unique = {"unique_by": lambda row: row["aspect"]} if table.as_pairs else {}
    return st.lists(row, min_size=1, max_size=3, **unique)


def contents() -> st.SearchStrategy[dict[str, Any]]:
    """Any content: some of the fields and tables, each with a valid value, in the order of the registry."""
    made = {field.key: rows(field) if isinstance(field, Table) else values(field) for field in FIELDS}
    order = {field.key: number for number, field in enumerate(FIELDS)}
    keys = st.sets(st.sampled_from(sorted(made)), max_size=14)
    return keys.flatmap(
        lambda some: st.fixed_dictionaries({key: made[key] for key in sorted(some, key=order.__getitem__)})
    )
