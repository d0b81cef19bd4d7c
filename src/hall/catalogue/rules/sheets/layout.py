"""Which sheets a workbook has and which columns: one sheet for what is said once, one for each table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hall.catalogue.rules.fields.field import ALWAYS, Field, Group, Kind
from hall.catalogue.rules.fields.registry import SCALARS, TABLES

__all__ = [
    "CODE",
    "CODES",
    "GUIDES",
    "HELP",
    "KEY_ROW",
    "MOST_ROWS",
    "NAME",
    "SHEETS",
    "Sheet",
    "plain_kinds",
]

#: The first row names the columns for people, the second for programs.
NAME_ROW: Final = 1
KEY_ROW: Final = 2
#: The rows a spreadsheet can hold, less those two.
MOST_ROWS: Final = 1_048_574

CODE: Final = Field(
    "code", "事项编码", "Item code", Group.IDENTITY, longest=100, need=ALWAYS, pattern=r"[0-9A-Za-z|-]+",
    hint="本大厅的事项编码，每一行都要有。", hint_english="The item's code in this hall, in every row.",
)  # fmt: skip
#: For the eye only; never read back.
NAME: Final = Field("", "事项", "Item", Group.IDENTITY)
HELP: Final = "说明"
CODES: Final = "可选值"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, the table it holds ("" for the sheet of guides), its columns after the code."""

    title: str
    english: str
    table: str
    columns: tuple[Field, ...]

    @property
    def head(self) -> tuple[Field, ...]:
        return (CODE, NAME, *self.columns) if self.table else (CODE, *self.columns)

    def column(self, key: str) -> Field | None:
        return next((one for one in (CODE, *self.columns) if one.key == key), None)


GUIDES: Final = Sheet("办事指南", "Guides", "", SCALARS)
SHEETS: Final = (GUIDES, *(Sheet(one.title, one.english, one.key, one.columns) for one in TABLES))


def plain_kinds() -> dict[Kind, tuple[str, str]]:
    """How the help sheet calls each type."""
    return {
        Kind.TEXT: ("一行文字", "One line"),
        Kind.LONG: ("文字，可以分行", "Text, several lines allowed"),
        Kind.CODE: ("从可选值里选一个", "One of the values"),
        Kind.CODES: ("从可选值里选，几个之间用“、”", "Some of the values, with 、 between them"),
        Kind.YES_NO: ("是／否", "是 or 否"),
        Kind.NUMBER: ("整数", "Whole number"),
        Kind.DATE: ("日期，如 2026-03-01", "Date, such as 2026-03-01"),
        Kind.URL: ("网址，以 https:// 开头", "Address, beginning with https://"),
        Kind.CREDIT_CODE: ("统一社会信用代码，18 位", "Unified social credit code, 18 characters"),
        Kind.DIVISION: ("区划代码，9 位或 12 位", "Division code, 9 or 12 digits"),
    }
