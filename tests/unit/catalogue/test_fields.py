"""The registry of fields: complete, told apart, and read as forgivingly as is certain."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given

from hall.catalogue.rules.fields.codes import codes_of
from hall.catalogue.rules.fields.content import content_of, folded, read_content, read_row, troubles_of
from hall.catalogue.rules.fields.field import Field, Group, Kind, Level, Table
from hall.catalogue.rules.fields.reading import coded, read_value
from hall.catalogue.rules.fields.registry import BY_KEY, FIELDS, GROUPS, SCALARS, TABLES, may_set
from hall.catalogue.rules.fields.trouble import NotAValue
from tests.unit.catalogue.content_strategies import contents

DATA = Path(__file__).parents[3] / "data"
#: What a deployed implementing list holds, by the issue and the exchange tables: each must have a field.
WANTED = [
    "legal_limit",
    "legal_limit_unit",
    "promise_limit",
    "conditions",
    "special_procedures",
    "fee",
    "fee_basis",
    "fees",
    "visits",
    "visits_reason",
    "online_depth",
    "scope",
    "windows",
    "review_body",
    "litigation_body",
    "rights",
    "duties",
    "result_samples",
    "express",
    "serve_object",
    "topics",
    "questions",
    "intermediary",
    "handler",
    "dept_type",
    "power_source",
    "entrusted",
    "legal_basis",
]


def field(key: str) -> Field:
    found = BY_KEY[key]
    assert isinstance(found, Field)
    return found


def column(table: str, key: str) -> Field:
    found = BY_KEY[table]
    assert isinstance(found, Table)
    return found.by_key[key]


def test_every_field_of_a_deployed_list_is_there() -> None:
    assert [key for key in WANTED if key not in BY_KEY] == []
    assert set(GROUPS) == set(Group)


def test_keys_and_the_facts_they_stand_in_are_unique() -> None:
    assert len(BY_KEY) == len(FIELDS) == len(SCALARS) + len(TABLES)
    places = [(one.fact_key, one.fact[1]) for one in SCALARS]
    assert len(set(places)) == len(places)
    assert not {table.key for table in TABLES} & {one.fact_key for one in SCALARS}


def test_no_two_fields_stand_in_the_same_column_of_the_exchange_tables() -> None:
    every = [*SCALARS, *(one for table in TABLES for one in table.columns)]
    columns = [one.column for one in every if one.column]
    assert sorted({name for name in columns if columns.count(name) > 1}) == []


@pytest.mark.parametrize("one", [*SCALARS, *TABLES], ids=lambda one: one.key)
def test_every_field_has_both_names_and_a_level(one: Field | Table) -> None:
    assert one.title
    assert one.english.isascii()
    assert one.levels
    assert one.standard


def test_what_the_national_list_sets_isnt_set_by_a_place() -> None:
    assert may_set("type", Level.BASIC)
    assert not may_set("type", Level.IMPLEMENTING)
    assert may_set("windows", Level.IMPLEMENTING)
    assert not may_set("windows", Level.BASIC)
    assert not may_set("no_such_field", Level.BASIC)


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("visits", "１ 次", 1),  # full-width digit, blank, unit
        ("visits", 1.0, 1),
        ("promise_limit", " 15 ", 15),
        ("catalog_code", 121008000, "000121008000"),  # 12 digits, the zeros lost
        ("catalog_code", "０００１２１００８０００", "000121008000"),
        ("yw_code", 1, "01"),
        ("type", "行政许可", "行政许可"),
        ("type", 1, "行政许可"),  # code 01, the zero lost
        ("type", "05", "行政给付"),
        ("levels", "省级/直属、县级", ["省级/直属", "县级"]),
        ("levels", "市、县", ["市", "县"]),
        ("levels", "镇(乡、街道)级", ["镇(乡、街道)级"]),
        ("serve_object", "个人/法人", ["个人", "法人"]),
        ("online", True, "是"),
        ("online", "N", "否"),
        ("effective_on", "2026年3月1日", "2026-03-01"),
        ("effective_on", "2026/3/1", "2026-03-01"),
        ("effective_on", 46082, "2026-03-01"),  # days since 1899-12-30
        ("effective_on", datetime(2026, 3, 1), "2026-03-01"),
        ("effective_on", date(2026, 3, 1), "2026-03-01"),
        ("online_url", " https://a.cn/x ", "https://a.cn/x"),
        ("dept_code", "91110000600037341l", "91110000600037341L"),
        ("result", "\u3000无\r\n", "无"),
        ("phone", "0558-1\r\n0558-2", "0558-1\n0558-2"),
        ("phone", "　 ", None),
    ],
)
def test_what_is_certain_is_put_right(key: str, raw: object, value: object) -> None:
    assert read_value(field(key), raw) == value


@pytest.mark.parametrize(
    ("key", "raw", "trouble"),
    [
        ("visits", "一次", "not_a_number"),
        ("visits", -1, "not_a_number"),
        ("visits", 1.5, "not_a_number"),
        ("visits", 30, "too_big"),
        ("type", "行政许诺", "not_in_set"),
        ("online", "也许", "not_yes_no"),
        ("effective_on", "2026-02-30", "not_a_date"),
        ("effective_on", "明年", "not_a_date"),
        ("online_url", "www.a.cn", "not_a_url"),
        ("dept_code", "91110000600037341A", "not_a_credit_code"),
        ("town_code", "3416", "not_a_division"),
        ("implementation_code", 1.137e30, "science"),
        ("implementation_code", "1.137E+30", "science"),
        ("name", "两\n行", "one_line"),
        ("name", "字" * 251, "too_long"),
        ("name", "a\x07b", "control"),
        ("catalog_code", "基本", "shape"),
    ],
)
def test_what_isnt_certain_is_named_with_a_reason_and_what_to_do(key: str, raw: object, trouble: str) -> None:
    with pytest.raises(NotAValue) as caught:
        read_value(field(key), raw)
    found = caught.value.trouble
    assert found.code == trouble
    assert found.reason
    assert found.remedy
    assert found.english_reason
    assert found.english_remedy


def test_words_of_sources_stand_for_the_codes_of_the_standard() -> None:
    assert coded(field("serve_object"), "个人/法人") == ["1", "2", "3", "4"]
    assert coded(field("levels"), ["省", "市", "县"]) == ["2", "3", "4"]
    assert coded(field("levels"), "镇(乡、街道)级") == ["5"]
    assert codes_of(field("type").codes, "无此类") == ()  # type: ignore[arg-type]


def test_a_city_brings_its_own_topics() -> None:
    sets = {
        "topics": {"natural_person/085": "社会保障（社会保险、社会救助）", "natural_person/010": "户籍办理"}
    }
    read = read_value(field("topics"), "社会保障（社会保险、社会救助）、natural_person/010", sets)
    assert read == ["natural_person/085", "natural_person/010"]
    with pytest.raises(NotAValue, match="不在可选的值里"):
        read_value(field("topics"), "没有的主题", sets)


def test_a_row_needs_what_its_columns_need() -> None:
    fees = BY_KEY["fees"]
    assert isinstance(fees, Table)
    whole = {"name": "工本费", "standard": "10 元/本", "basis": "发改价格〔2019〕914 号"}
    assert read_row(fees, whole) == (whole, [])
    _, troubles = read_row(fees, {**whole, "reducible": "是"})
    assert [(one.code, one.column) for one in troubles] == [("needed", "reduction_basis")]
    assert read_row(fees, {"name": "", "note": " "}) == ({}, [])


def test_what_a_guide_as_a_whole_lacks_or_contradicts_is_told() -> None:
    content = {
        "type": "行政许可",
        "legal_limit": 20,
        "legal_limit_unit": "工作日",
        "promise_limit": 30,
        "promise_limit_unit": "工作日",
        "fee": "是",
        "visits": 1,
        "effective_on": "2026-03-01",
        "cancelled_on": "2026-02-01",
    }
    found = {(one.key, one.code) for one in troubles_of(content)}
    assert {
        ("promise_limit", "promise_above_law"),
        ("cancelled_on", "ends_before_it_starts"),
        ("fee_basis", "needed"),
        ("visits_reason", "needed"),
        ("name", "needed"),
    } <= found
    # 1 month of 21 working days is within 30 working days.
    month = {"legal_limit": 30, "promise_limit": 1, "promise_limit_unit": "月", "legal_limit_unit": "工作日"}
    assert "promise_above_law" not in {one.code for one in troubles_of(month)}


@given(contents())
def test_facts_hold_every_content_without_loss(content: dict[str, object]) -> None:
    facts = {key: {"value": value, "note": note} for key, (value, note) in folded(content).items()}
    assert content_of(facts) == content


@given(contents())
def test_a_valid_content_is_read_as_it_stands(content: dict[str, object]) -> None:
    assert read_content(content) == (content, [])


def test_every_real_guide_is_read_without_a_trouble() -> None:
    guides = json.loads((DATA / "service_guides.json").read_text(encoding="utf-8"))["guides"]
    assert len(guides) == 91
    for guide in guides:
        said = {key: {"value": value} for key, value in guide.items() if key in BY_KEY}
        for key in ("legal_limit", "promise_limit", "materials"):
            said.pop(key, None)
        content = content_of(said)
        assert read_content(content) == (content, [])


def test_reading_names_unknown_columns_and_things_that_are_no_lists() -> None:
    content, troubles = read_content(
        {"name": "甲", "colour": "红", "fees": "十元", "materials": [{"titel": "证"}]}
    )
    assert content == {"name": "甲"}
    assert [(one.key, one.code) for one in troubles] == [
        ("colour", "unknown_column"),
        ("materials", "unknown_column"),
        ("fees", "not_a_list"),
    ]


def test_kinds_with_codes_have_a_set() -> None:
    for one in SCALARS:
        assert (one.kind in {Kind.CODE, Kind.CODES}) == bool(one.codes or one.open_set), one.key
    assert column("materials", "must").codes
