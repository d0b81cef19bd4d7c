"""The region tree and the halls come from files, whole or not at all, and a second load changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from hall.foundation.public import NotLoaded, chain_of_load, history_of
from hall.identity.public import SYSTEM
from hall.places.loading.divisions import load_divisions
from hall.places.loading.halls import load_departments, load_halls
from hall.places.models import Department, Division, Hall

DATA = Path(__file__).parents[3] / "data"
Sheet = Callable[[Sequence[str], Sequence[Sequence[str]]], Path]

pytestmark = pytest.mark.django_db

DIVISION_HEADER = ["code", "name", "level", "parent_code"]
ANHUI = ["340000", "安徽省", "province", ""]
BOZHOU = ["341600", "亳州市", "city", "340000"]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    def write(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
        path = tmp_path / "sheet.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write


@pytest.fixture
def tree() -> None:
    load_divisions(DATA / "divisions_china_county.csv", actor=SYSTEM)
    load_divisions(DATA / "divisions_bozhou.csv", actor=SYSTEM)


def test_all_china_to_the_county_and_bozhou_to_its_villages(tree: None) -> None:
    by_level = {level: Division.objects.filter(level=level).count() for level in Division.Level.values}
    # Bozhou's own 1 province, 1 city and 4 counties stand in both files.
    assert by_level == {"province": 34, "city": 342, "county": 2_975, "town": 96, "village": 1_360}


def test_a_second_load_changes_nothing_and_says_so(tree: None) -> None:
    entries = len(history_of(chain_of_load("divisions")))
    report = load_divisions(DATA / "divisions_bozhou.csv", actor=SYSTEM)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1_462)
    assert len(history_of(chain_of_load("divisions"))) == entries == 2


def test_a_renamed_division_is_changed_in_place(tree: None, sheet: Sheet) -> None:
    report = load_divisions(
        sheet(DIVISION_HEADER, [["341602", "谯城新区", "county", "341600"]]), actor=SYSTEM
    )
    assert (report.added, report.changed) == (0, 1)
    assert Division.objects.get(code="341602000000").name == "谯城新区"


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (["3416", "亳州市", "city", "340000"], "code", "6、9 或 12 位"),
        (["341600", "", "city", "340000"], "name", "为空"),
        (["341600", "亳州市", "prefecture", "340000"], "level", "层级应为"),
        (["341600", "亳州市", "city", ""], "parent_code", "必须有上级"),
        (["341600", "亳州市", "city", "350000"], "parent_code", "350000000000 既不在文件中"),
        (ANHUI, "code", "重复"),
    ],
)
def test_one_bad_row_keeps_the_whole_file_out_and_is_named(
    sheet: Sheet, row: list[str], column: str, says: str
) -> None:
    with pytest.raises(NotLoaded) as refusal:
        load_divisions(sheet(DIVISION_HEADER, [ANHUI, row]), actor=SYSTEM)
    (note,) = refusal.value.report.rejected
    assert (note.line, note.column) == (3, column)
    assert says in note.reason
    assert not Division.objects.exists()


def test_every_bad_row_is_named_not_only_the_first(sheet: Sheet) -> None:
    rows = [ANHUI, ["1", "x", "city", "340000"], BOZHOU, ["341602", "谯城区", "county"]]
    with pytest.raises(NotLoaded) as refusal:
        load_divisions(sheet(DIVISION_HEADER, rows), actor=SYSTEM)
    assert [note.line for note in refusal.value.report.rejected] == [3, 5]


def test_another_file_is_told_apart_by_its_header(sheet: Sheet) -> None:
    with pytest.raises(NotLoaded) as refusal:
        load_divisions(sheet(["item_code", "name"], [["1", "x"]]), actor=SYSTEM)
    assert "缺少列：code、level、parent_code" in refusal.value.message
    assert "item_code,name" in refusal.value.remedy


def test_a_file_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "gb.csv"
    path.write_bytes("code,name,level,parent_code\n340000,安徽省,province,\n".encode("gb18030"))
    with pytest.raises(NotLoaded) as refusal:
        load_divisions(path, actor=SYSTEM)
    assert "UTF-8" in refusal.value.remedy


def test_a_spreadsheet_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "divisions.csv"
    path.write_bytes(b"PK\x03\x04rest of a workbook")
    with pytest.raises(NotLoaded, match="xlsx"):
        load_divisions(path, actor=SYSTEM)


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(NotLoaded, match=r"nowhere\.csv"):
        load_divisions(tmp_path / "nowhere.csv", actor=SYSTEM)


def test_six_halls_stand_where_the_data_says(tree: None) -> None:
    report = load_halls(DATA / "bozhou/halls.csv", actor=SYSTEM)
    assert report.added == 6
    assert [hall.short_name for hall in Hall.objects.all()] == [
        "市直",
        "谯城",
        "涡阳",
        "蒙城",
        "利辛",
        "市经开区",
    ]
    zone = Hall.objects.get(kind=Hall.Kind.ZONE)
    assert zone.division.level == Division.Level.TOWN  # a functional zone is no county


def test_departments_are_named_for_their_hall(tree: None) -> None:
    load_halls(DATA / "bozhou/halls.csv", actor=SYSTEM)
    report = load_departments(DATA / "bozhou/department_functions.csv", actor=SYSTEM)
    assert report.added == 37 + 37 * 6
    names = set(Department.objects.values_list("name", flat=True))
    assert {
        "谯城区市场监督管理局",
        "亳州市公安局谯城分局",
        "涡阳县公安局",
        "亳州市涡阳县生态环境分局",
        "国家税务总局蒙城县税务局",
        "亳州经济开发区经济和信息化局",
    } <= names
    assert load_departments(DATA / "bozhou/department_functions.csv", actor=SYSTEM).added == 0


def test_departments_wait_for_halls() -> None:
    with pytest.raises(NotLoaded) as refusal:
        load_departments(DATA / "bozhou/department_functions.csv", actor=SYSTEM)
    assert "先载入 halls" in refusal.value.report.rejected[0].reason


def test_a_hall_outside_the_tree_is_rejected(sheet: Sheet) -> None:
    header = ["slug", "name", "short_name", "kind", "division_code", "place"]
    with pytest.raises(NotLoaded) as refusal:
        load_halls(sheet(header, [["x-hall", "某厅", "某", "city", "999900", "某市"]]), actor=SYSTEM)
    assert refusal.value.report.rejected[0].column == "division_code"


def test_one_source_name_may_mean_only_one_function(tree: None, sheet: Sheet) -> None:
    load_halls(DATA / "bozhou/halls.csv", actor=SYSTEM)
    header = ["function", "name", "county_name", "district_name", "zone_name", "source_names"]
    rows = [["公安", "{place}公安局", "", "", "", "警方"], ["消防", "{place}消防队", "", "", "", "警方"]]
    with pytest.raises(NotLoaded, match="departments"):
        load_departments(sheet(header, rows), actor=SYSTEM)
