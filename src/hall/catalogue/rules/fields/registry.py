"""All fields, in the order of a guide; how to find one; the page that documents them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hall.catalogue.rules.fields import around, handling, item
from hall.catalogue.rules.fields.codes import labels
from hall.catalogue.rules.fields.field import Field, Group, Level, Table

__all__ = ["BY_KEY", "FIELDS", "FIXED", "GROUPS", "SCALARS", "TABLES", "document", "may_set", "of_group"]

FIELDS: Final[tuple[Field | Table, ...]] = (
    *item.IDENTITY,
    *item.AUTHORITY,
    *item.BASIS,
    *item.AUDIENCE,
    *handling.LIMITS,
    *handling.ACCEPTANCE,
    *handling.PROCESS,
    *handling.ONLINE,
    *handling.VISITS,
    *handling.MATERIALS,
    *around.FEES,
    *around.RESULT,
    *around.DELIVERY,
    *around.WINDOWS,
    *around.CONTACT,
    *around.REDRESS,
    *around.RIGHTS,
    *around.INTERMEDIARY,
    *around.QUESTIONS,
    *around.VALIDITY,
)
BY_KEY: Final = {field.key: field for field in FIELDS}
SCALARS: Final = tuple(field for field in FIELDS if isinstance(field, Field))
TABLES: Final = tuple(field for field in FIELDS if isinstance(field, Table))
#: What names an item: set by the basic list and by whoever keeps the codes, never by editing a guide.
FIXED: Final = frozenset({"catalog_code", "yw_code", "theme_code", "implementation_code", "type"})
GROUPS: Final = tuple(dict.fromkeys(field.group for field in FIELDS))


def of_group(group: Group) -> list[Field | Table]:
    """The fields of one part of a guide."""
    return [field for field in FIELDS if field.group is group]


def may_set(key: str, level: Level) -> bool:
    """Whether a value of `key` may be set at `level`; unknown keys may not."""
    field = BY_KEY.get(key)
    return field is not None and level in field.levels


def document() -> str:
    """docs/generated/catalogue-fields.md."""
    columns = sum(len(table.columns) for table in TABLES)
    lines = [
        "# Fields of the implementing list · 实施清单字段",
        "",
        f"{len(SCALARS)} fields and {len(TABLES)} tables with {columns} columns, written by `make docs`.",
        "Column: place in the national exchange tables, `basic.x` for `up_task_general_basic.x`.",
    ]
    for group in GROUPS:
        lines += ["", f"## {group.chinese} · {group.english}", "", *_HEAD]
        for field in of_group(group):
            lines += _rows(field)
    return "\n".join(lines) + "\n"


_HEAD: Final = (
    "| Key | Name | Type | Codes | Needed | Set at | From | Column |",
    "|---|---|---|---|---|---|---|---|",
)


def _rows(field: Field | Table) -> Iterator[str]:
    levels = "、".join(level for level in Level if level in field.levels)
    if isinstance(field, Field):
        yield _row(field, field.key, levels)
        return
    yield (
        f"| `{field.key}` | {field.title} · {field.english} | table | |"
        f" {field.need.title} | {levels} | {field.standard} | {field.column} |"
    )
    for column in field.columns:
        yield _row(column, f"{field.key}.{column.key}", "")


def _row(field: Field, key: str, levels: str) -> str:
    codes = "、".join(labels(field.codes)) if field.codes else field.open_set
    return (
        f"| `{key}` | {field.title} · {field.english} | {field.kind} | {codes} | {field.need.title} |"
        f" {levels} | {field.standard} | {field.column} |"
    )
