"""Workbooks: what is written is read back, and every bad cell is named."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from hall.catalogue.rules.sheets.flaws import FileFlaw, Unreadable
from hall.catalogue.rules.sheets.layout import SHEETS
from hall.catalogue.rules.sheets.reading import open_workbook
from hall.catalogue.rules.sheets.rows import Given, Part, given_by
from hall.catalogue.rules.sheets.writing import write_workbook
from tests.unit.catalogue.content_strategies import AWKWARD, contents

CODE = "000121008000-01"


def written(*guides: tuple[str, dict[str, Any]]) -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(file, guides)
    file.seek(0)
    return file


def read(file: io.BytesIO) -> tuple[list[Given], list[FileFlaw]]:
    book = open_workbook(file)
    parts = list(book.parts())
    good = sorted((one for one in parts if isinstance(one, Part)), key=lambda part: part.code)
    return list(given_by(good, book.tables)), [one for one in parts if isinstance(one, FileFlaw)]


def made(sheet: str, *rows: Iterable[Any]) -> io.BytesIO:
    """A workbook as people make it: one sheet, its head rows, some rows."""
    book = Book()
    active = book.active
    assert active is not None
    active.title = sheet
    for row in rows:
        active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(contents(), min_size=1, max_size=3))
def test_every_content_comes_back_from_a_workbook_as_it_went(guides: list[dict[str, Any]]) -> None:
    sent = [(f"{CODE}-{number}", content) for number, content in enumerate(guides)]
    given, flaws = read(written(*sent))
    assert flaws == []
    assert [(one.code, one.content) for one in given] == sent


def test_what_looks_like_a_formula_stays_text() -> None:
    file = written(*((f"c{number}", {"result": text}) for number, text in enumerate(AWKWARD)))
    book = load_workbook(file)
    cells = {cell.value: cell for row in book["办事指南"].iter_rows(min_row=3) for cell in row if cell.value}
    for text in AWKWARD:
        cell = cells[text.replace("_x0041_", "_x005F_x0041_")]
        assert cell.data_type == "s", text
    for text in ("=1+1", "+86 558", "-", "@SUM(A1)", "007"):
        assert cells[text].quotePrefix, text
        assert cells[text].number_format == "@", text


def test_each_table_has_its_sheet_with_frozen_heads_keys_and_lists_to_choose_from() -> None:
    book = load_workbook(written((CODE, {"name": "甲"})))
    assert [sheet.title for sheet in SHEETS] == book.sheetnames[: len(SHEETS)]
    assert book.sheetnames[-2:] == ["可选值", "说明"]
    assert book["可选值"].sheet_state == "hidden"
    papers = book["申请材料"]
    assert papers.freeze_panes == "C3"
    assert [cell.value for cell in papers[1]][:4] == ["事项编码", "事项", "材料名称", "必要性"]
    assert [cell.value for cell in papers[2]][:4] == ["code", None, "title", "must"]
    lists = {str(choice.sqref): choice.formula1 for choice in papers.data_validations.dataValidation}
    letter = next(cell.column_letter for cell in papers[2] if cell.value == "must")
    start, _, end = lists[f"{letter}3:{letter}1048576"].removeprefix("'可选值'!").partition(":")
    offered = [row[0].value for row in book["可选值"][f"{start}:{end}".replace("$", "")]]
    assert offered == ["必要", "非必要", "容缺后补", "信用免交、信用后补"]
    assert book["说明"].max_row > 100


def test_every_bad_cell_is_named_with_its_value_reason_and_remedy() -> None:
    head = ["code", "title", "must", "kind", "original", "source", "copies"]
    good = [CODE, "身份证", "必要", "证照", "原件", "申请人自备", 1]
    file = made(
        "申请材料",
        ["事项编码", "材料名称", "必要性", "材料类型", "材料形式", "来源渠道", "份数"],
        head,
        good,
        [CODE, "户口簿", "随便", "证照", "原件", "申请人自备", "两份"],
        [None, "照片", "必要", "其他", "原件", "申请人自备", 1],
        [CODE, None, "必要", "其他", "原件", "申请人自备", 1],
        [CODE, "=1+1", "必要", "其他", "原件", "申请人自备", 1],
        [],
        good,
    )
    given, flaws = read(file)
    assert [(one.place, one.value) for one in flaws] == [
        ("申请材料!C4", "随便"),
        ("申请材料!G4", "两份"),
        ("申请材料!A5", ""),
        ("申请材料!B6", ""),
        ("申请材料!B7", "=1+1"),
    ]
    assert "必要、非必要" in flaws[0].remedy
    assert "公式" in flaws[4].reason
    assert all(one.reason and one.remedy and one.english_reason and one.english_remedy for one in flaws)
    assert [len(one.content["materials"]) for one in given] == [2]


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("catalog_code", 121008000, "000121008000"),
        ("yw_code", 1, "01"),
        ("visits", 1.0, 1),
        ("visits", "　１ ", 1),
        ("online", True, "是"),
        ("effective_on", "2026年3月1日", "2026-03-01"),
        ("name", "  甲\u3000", "甲"),
    ],
)
def test_what_spreadsheets_do_to_values_is_put_right(key: str, cell: object, value: object) -> None:
    given, flaws = read(made("办事指南", ["事项编码", ""], ["code", key], [CODE, cell]))
    assert flaws == []
    assert given[0].content == {key: value}


def test_a_code_that_lost_digits_is_named() -> None:
    _, flaws = read(
        made("办事指南", ["", ""], ["code", "implementation_code"], [CODE, 11370800284559184000.0])
    )
    assert flaws[0].place == "办事指南!B3"
    assert "科学记数" in flaws[0].reason


def test_without_the_row_of_keys_names_lead_to_columns() -> None:
    file = made(
        "办理窗口", ["事项编码", "大厅或办公场所", "办理地点", "办理时间"], [], [CODE, "甲", "乙路", "周一"]
    )
    given, flaws = read(file)
    assert flaws == []
    assert given[0].content == {"windows": [{"hall": "甲", "address": "乙路", "hours": "周一"}]}


def test_columns_and_sheets_nobody_knows_are_named_and_own_remarks_passed_over() -> None:
    _, flaws = read(made("办事指南", ["", "", "我的备注"], ["code", "colour", ""], [CODE, "红", "问老王"]))
    assert [one.place for one in flaws] == ["办事指南!B2"]
    book = load_workbook(written((CODE, {"name": "甲"})))
    book.create_sheet("草稿")
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    assert [one.place for one in read(file)[1]] == ["草稿"]


def test_an_item_that_stands_twice_is_named() -> None:
    _, flaws = read(made("办事指南", ["", ""], ["code", "name"], [CODE, "甲"], [CODE, "乙"]))
    assert [one.place for one in flaws] == ["办事指南!A4"]


def test_a_row_of_guides_tells_its_item_whole_a_row_of_a_table_only_that_table() -> None:
    given, _ = read(written((CODE, {"name": "甲"})))
    assert given[0].content == {"name": "甲"}
    assert {"materials", "fees", "visits", "name"} <= given[0].told
    given, _ = read(made("常见问题", ["", "", ""], ["code", "question", "answer"], [CODE, "问", "答"]))
    assert given[0].told == {"questions"}


@pytest.mark.parametrize("content", [b"", b"code,name\n", b"PK\x03\x04 not a zip"])
def test_what_is_no_workbook_is_told_as_such(content: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        open_workbook(io.BytesIO(content))
    assert "xlsx" in caught.value.flaw.remedy


def test_a_workbook_of_something_else_is_told_what_it_holds() -> None:
    with pytest.raises(Unreadable, match="收入"):
        open_workbook(made("收入", ["甲"]))


def _peak(guides: int) -> int:
    """The most memory that writing and reading so many guides takes."""
    papers = {"title": "证", "must": "必要", "kind": "证照", "original": "原件", "source": "申请人自备"}
    tracemalloc.start()
    with tempfile.TemporaryFile() as file:
        content = {"name": "甲", "quantity_limit": "字" * 2000, "materials": [papers] * 5}
        write_workbook(file, ((f"c-{number}", content) for number in range(guides)))
        file.seek(0)
        assert sum(isinstance(one, Part) for one in open_workbook(file).parts()) == guides * 6
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_doesnt_grow_with_the_number_of_guides() -> None:
    _peak(1)
    # A guide with its five papers takes 9 KiB; what is kept of each is its code and an empty element.
    assert (_peak(150) - _peak(50)) / 100 < 2048
