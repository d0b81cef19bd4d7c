"""Write guides to a workbook, one at a time: memory doesn't grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from hall.catalogue.rules.fields.codes import labels
from hall.catalogue.rules.fields.field import Field, Kind
from hall.catalogue.rules.fields.reading import NO_SETS, OpenSets
from hall.catalogue.rules.sheets.layout import CODES, GUIDES, HELP, MOST_ROWS, SHEETS, Sheet, plain_kinds
from hall.standards.code_sets import YesNo

__all__ = ["TooManyRows", "write_workbook"]

_HEAD: Final = (Font(bold=True), PatternFill("solid", fgColor="FFEDE7DA"), Alignment(wrap_text=True))
_KEYS: Final = (Font(color="FF777777", size=9), PatternFill("solid", fgColor="FFF7F4EE"), Alignment())
_TEXT: Final = "@"
#: What a spreadsheet would take for a formula, an error or a number: kept as text by format and mark.
_SUSPECT: Final = re.compile(r"[=+\-@#'\t]|[0-9.]+(?:[eE][0-9]+)?$|[0-9]+[-/.年:]")
_ESCAPED: Final = re.compile(r"_x[0-9A-Fa-f]{4}_")
#: Before this day the two calendars of spreadsheets differ; earlier days are written as text.
_FIRST_DAY: Final = "1900-03-01"
_WIDTHS: Final = {Kind.LONG: 48, Kind.NUMBER: 10, Kind.YES_NO: 10, Kind.CODE: 16, Kind.DATE: 13}


class TooManyRows(ValueError):
    """More rows than a sheet can hold."""


def write_workbook(
    file: IO[bytes], guides: Iterable[tuple[str, Mapping[str, Any]]], sets: OpenSets = NO_SETS
) -> int:
    """Write each guide (its item's code, its content) to its rows. Returns: how many guides.

    Raises: TooManyRows.
    """
    book = Workbook(write_only=True)
    sheets = {sheet.table: _begun(book, sheet) for sheet in SHEETS}
    rows = dict.fromkeys(sheets, 0)
    count = 0
    for code, content in guides:
        count += 1
        for sheet in SHEETS:
            for row in _rows(sheet, code, content):
                rows[sheet.table] += 1
                if rows[sheet.table] > MOST_ROWS:
                    raise TooManyRows(sheet.title)
                sheets[sheet.table].append([_cell(sheets[sheet.table], value) for value in row])
    _write_codes(book)
    _write_help(book, sets)
    book.save(file)
    return count


def _rows(sheet: Sheet, code: str, content: Mapping[str, Any]) -> Iterator[list[Any]]:
    if not sheet.table:
        yield [code, *(_shown(field, content.get(field.key)) for field in sheet.columns)]
        return
    for row in content.get(sheet.table, ()):
        yield [code, content.get("name"), *(_shown(field, row.get(field.key)) for field in sheet.columns)]


def _shown(field: Field, value: Any) -> Any:
    if isinstance(value, list):
        return (field.joint or "、").join(value)
    if field.kind is Kind.DATE and value and value >= _FIRST_DAY:
        return datetime.fromisoformat(value)
    return value


def _cell(sheet: Any, value: Any) -> Any:
    """A value as a cell. Text that looks like something else is marked as text, as a leading ' would."""
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str):
        return value
    value = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", value)
    if not _SUSPECT.match(value):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.quotePrefix = True
    return cell


def _begun(book: Workbook, sheet: Sheet) -> Any:
    """A sheet with its two head rows frozen, its widths, its lists to choose from."""
    begun = book.create_sheet(sheet.title)
    begun.freeze_panes = "B3" if sheet is GUIDES else "C3"
    for number, field in enumerate(sheet.head, start=1):
        letter = get_column_letter(number)
        begun.column_dimensions[letter].width = _WIDTHS.get(field.kind, 22)
        if field.kind not in {Kind.NUMBER, Kind.DATE}:
            begun.column_dimensions[letter].number_format = _TEXT
        if choice := _choice(field):
            choice.add(f"{letter}3:{letter}{MOST_ROWS + 2}")
            begun.data_validations.append(choice)
    begun.append([_styled(begun, field.title, _HEAD) for field in sheet.head])
    begun.append([_styled(begun, field.key, _KEYS) for field in sheet.head])
    return begun


def _styled(sheet: Any, text: str, style: tuple[Font, PatternFill, Alignment]) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill, cell.alignment = style
    return cell


def _code_sets() -> dict[str, list[str]]:
    """Each set that some column chooses one value from, by the name of its column on the sheet of codes."""
    found = {"YesNo": labels(YesNo)}
    for sheet in SHEETS:
        found |= {one.codes.__name__: labels(one.codes) for one in sheet.columns if one.codes}
    return found


def _choice(field: Field) -> DataValidation | None:
    name = "YesNo" if field.kind is Kind.YES_NO else field.codes.__name__ if field.codes else ""
    if field.kind not in {Kind.CODE, Kind.YES_NO} or not name:
        return None
    number, members = next(
        (number, members) for number, (set_, members) in enumerate(_code_sets().items(), 1) if set_ == name
    )
    letter = get_column_letter(number)
    choice = DataValidation(
        type="list", formula1=f"'{CODES}'!${letter}$2:${letter}${len(members) + 1}", allow_blank=True
    )
    choice.showErrorMessage, choice.errorStyle = True, "warning"
    choice.errorTitle, choice.error = field.title, "不在可选值里。来源的原话可以保留。"
    return choice


def _write_codes(book: Workbook) -> None:
    sheet = book.create_sheet(CODES)
    sheet.sheet_state = "hidden"
    sets = _code_sets()
    sheet.append(list(sets))
    for number in range(max(len(members) for members in sets.values())):
        sheet.append([members[number] if number < len(members) else None for members in sets.values()])


def _write_help(book: Workbook, sets: OpenSets) -> None:
    """What each column is, for those who fill it in, and the city's own codes."""
    sheet = book.create_sheet(HELP)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", (14, 22, 26, 34, 26, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    names = ("表", "列", "英文名", "写什么", "何时填", "可选值", "说明")
    sheet.append([_styled(sheet, name, _HEAD) for name in names])
    kinds = plain_kinds()
    for one in SHEETS:
        for field in one.head:
            if field.key:
                choices = "、".join(labels(field.codes)) if field.codes else ""
                row = (
                    one.title,
                    field.title,
                    field.key,
                    kinds[field.kind][0],
                    field.need.title,
                    choices,
                    field.hint,
                )
                sheet.append([_cell(sheet, value) for value in row])
    for name, members in sets.items():
        for code, label in members.items():
            sheet.append([_cell(sheet, value) for value in (CODES, name, code, label)])
