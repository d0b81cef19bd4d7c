"""Read a workbook row by row. Every bad cell is named; nothing is guessed that isn't certain."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from hall.catalogue.rules.fields.content import read_row
from hall.catalogue.rules.fields.field import Field
from hall.catalogue.rules.fields.reading import NO_SETS, OpenSets, read_value
from hall.catalogue.rules.fields.registry import BY_KEY
from hall.catalogue.rules.fields.trouble import NotAValue, Trouble
from hall.catalogue.rules.sheets.flaws import FileFlaw, Unreadable, at_cell
from hall.catalogue.rules.sheets.layout import CODE, CODES, HELP, KEY_ROW, SHEETS, Sheet
from hall.catalogue.rules.sheets.rows import Part, ReadPart

__all__ = ["Workbook", "open_workbook"]

#: The most a workbook may grow when it is unpacked: what it says of itself is believed, then held to.
_MOST_BYTES: Final = 1_500_000_000
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Workbook:
    """An open workbook: the tables it has sheets for, and its rows."""

    def __init__(self, book: Any, sets: OpenSets) -> None:
        self._book, self._sets = book, sets
        self._sheets = {sheet.title: sheet for sheet in SHEETS}

    @property
    def tables(self) -> list[str]:
        """The tables it has sheets for, the sheet of guides left out."""
        return [sheet.table for sheet in SHEETS if sheet.title in self._book.sheetnames and sheet.table]

    def parts(self) -> Iterator[ReadPart]:
        """Good rows and flaws, as they come. Codes stand in a workbook once on the sheet of guides."""
        seen: set[str] = set()
        for title in self._book.sheetnames:
            if title in {HELP, CODES}:
                continue
            sheet = self._sheets.get(title)
            if sheet is None:
                yield _unknown_sheet(title)
                continue
            yield from self._of_sheet(sheet, seen)

    def _of_sheet(self, sheet: Sheet, seen: set[str]) -> Iterator[ReadPart]:
        source = self._book[sheet.title]
        source.reset_dimensions()
        rows = source.iter_rows()
        names, keys = next(rows, ()), next(rows, ())
        columns, flaws = _columns(sheet, [cell.value for cell in names], [cell.value for cell in keys])
        yield from flaws
        if CODE.key not in {field.key for field in columns.values()}:
            yield _no_code(sheet)
            return
        for number, row in enumerate(rows, start=KEY_ROW + 1):
            cells = {index: cell for index, cell in enumerate(row) if index in columns}
            if any(cell.value not in (None, "") for cell in cells.values()):
                yield from _row(sheet, number, columns, cells, self._sets, seen)


def open_workbook(file: IO[bytes], sets: OpenSets = NO_SETS) -> Workbook:
    """Open an XLSX file for reading by rows. Raises: Unreadable."""
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MOST_BYTES:
                raise Unreadable(
                    "文件展开后太大。",
                    "分成几个文件导入。",
                    "The file is too large when unpacked.",
                    "Split it.",
                )
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except Unreadable:
        raise
    except Exception as error:  # whatever is inside, it isn't a workbook
        raise Unreadable(
            "不是可以读取的 XLSX 文件。",
            "用 Excel 或 WPS 另存为“Excel 工作簿（.xlsx）”，去掉打开密码，再上传。",
            "This isn't an XLSX file that can be read.",
            "Save it as an Excel workbook (.xlsx) without a password and upload it again.",
        ) from error
    if not {sheet.title for sheet in SHEETS} & set(book.sheetnames):
        raise Unreadable(
            f"没有认识的工作表。工作簿里有：{'、'.join(book.sheetnames)}。",
            "从“导出”下载一份，在里面改；工作表的名称不要改。",
            "There is no sheet that is known here.",
            "Export a workbook and edit that; keep the names of its sheets.",
        )
    return Workbook(book, sets)


def _columns(
    sheet: Sheet, names: Sequence[Any], keys: Sequence[Any]
) -> tuple[dict[int, Field], list[FileFlaw]]:
    """The column of each index, by its key, or by its name when the row of keys was deleted."""
    found: dict[int, Field] = {}
    flaws: list[FileFlaw] = []
    titles = {field.title: field for field in (CODE, *sheet.columns)}
    for index in range(max(len(names), len(keys))):
        name = str(names[index] or "").strip() if index < len(names) else ""
        key = str(keys[index] or "").strip() if index < len(keys) else ""
        field = sheet.column(key) if key else titles.get(name)
        place = f"{sheet.title}!{get_column_letter(index + 1)}{KEY_ROW}"
        if field is None:
            if key:
                flaws.append(at_cell(place, key, Trouble("unknown_column", {"word": key})))
        elif field in found.values():
            flaws.append(at_cell(place, key or name, Trouble("several")))
        else:
            found[index] = field
    return found, flaws


def _row(
    sheet: Sheet,
    number: int,
    columns: Mapping[int, Field],
    cells: Mapping[int, Any],
    sets: OpenSets,
    seen: set[str],
) -> Iterator[ReadPart]:
    raw: dict[str, Any] = {}
    places: dict[str, tuple[str, Any]] = {}
    flaws: list[FileFlaw] = []
    for index, cell in cells.items():
        field, place = columns[index], f"{sheet.title}!{get_column_letter(index + 1)}{number}"
        places[field.key] = (place, cell.value)
        try:
            raw[field.key] = _value(cell)
        except NotAValue as error:
            flaws.append(at_cell(place, cell.value, error.trouble))
    row_place = f"{sheet.title}!A{number}"
    said, troubles = _said(sheet, {key: value for key, value in raw.items() if key != CODE.key}, sets)
    code, trouble = _code(raw.get(CODE.key), seen if not sheet.table else None)
    troubles += [trouble] if trouble else []
    if flaws:
        troubles = [one for one in troubles if one.code != "needed"]
    for one in troubles:
        place, value = places.get(one.column or one.key, (row_place, None))
        flaws.append(at_cell(place, value, one))
    if flaws:
        yield from flaws
    elif not sheet.table:
        yield Part(code, "", number, said, tuple(field.key for field in columns.values()), row_place)
    elif said:
        yield Part(code, sheet.table, number, said, place=row_place)


def _said(sheet: Sheet, raw: dict[str, Any], sets: OpenSets) -> tuple[dict[str, Any], list[Trouble]]:
    if sheet.table:
        return read_row(BY_KEY[sheet.table], raw, sets)  # type: ignore[arg-type]
    said: dict[str, Any] = {}
    troubles: list[Trouble] = []
    for field in sheet.columns:
        try:
            value = read_value(field, raw.get(field.key), sets)
        except NotAValue as error:
            troubles.append(error.trouble.at(field.key))
            continue
        if value is not None:
            said[field.key] = value
    return said, troubles


def _code(raw: Any, seen: set[str] | None) -> tuple[str, Trouble | None]:
    """The item's code, which stands only once on the sheet of guides."""
    try:
        code = read_value(CODE, raw)
    except NotAValue as error:
        return "", error.trouble.at(CODE.key)
    if code is None:
        need = {"title": CODE.title, "english": CODE.english, "need": "必填", "need_english": "Required"}
        return "", Trouble("needed", need, CODE.key)
    if seen is not None:
        if code in seen:
            return "", Trouble("several", {}, CODE.key)
        seen.add(code)
    return code, None


def _value(cell: Any) -> Any:
    """What a cell holds; formulas and errors are no values."""
    if cell.data_type == "f":
        raise NotAValue("formula")
    if cell.data_type == "e":
        raise NotAValue("cell_error")
    if isinstance(cell.value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell.value)
    return cell.value


def _unknown_sheet(title: str) -> FileFlaw:
    return FileFlaw(
        title,
        title,
        "不认识这张工作表",
        f"改回原来的名称（{'、'.join(sheet.title for sheet in SHEETS)}），或把它删掉。",
        "this sheet isn't known",
        "Give it back its name, or delete it.",
    )


def _no_code(sheet: Sheet) -> FileFlaw:
    return FileFlaw(
        sheet.title,
        "",
        "没有“事项编码”列（code）",
        "从“导出”下载一份，把内容粘贴进去。",
        "there is no column of item codes (code)",
        "Export a workbook and paste into that.",
    )
