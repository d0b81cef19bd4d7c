"""Answers of several parts and rows, and what a form asks once they are given."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hall.applications.rules.answers import check, is_empty, keep
from hall.applications.rules.asked import Asked, Field, Section, of_plain, to_plain
from hall.applications.rules.completeness import Papers, gaps
from hall.applications.rules.faults import Fault
from hall.applications.rules.merging import clashes
from hall.applications.rules.prefill import Known, filled
from hall.applications.rules.shapes import wrong_shape
from hall.applications.rules.unfolding import unfold
from hall.standards import credit_code, resident_id
from hall.standards.field_types import PARTS, FieldType
from tests.unit.applications.sheets import asked

TODAY = date(2026, 11, 25)
ID = "34990219900307001"
ID += resident_id.check_digit(ID)
CODE = "91340000MA2RGT1T2"
CODE += credit_code.check_digit(CODE)
COST = Field(
    "cost",
    "设备",
    "table",
    columns=(
        Field("name", "名称", "text", required=True),
        Field("count", "数量", "number"),
        Field("price", "单价", "money"),
        Field("line", "小计", "money", formula={"*": [{"var": "count"}, {"var": "price"}]}),
    ),
)


def ask(kind: str, **more: Any) -> Field:
    return Field("key", "问题", kind, **more)


@pytest.mark.parametrize(
    "field, typed, kept",
    [
        (ask("money"), "￥1,200.5", "1200.50"),
        (ask("percent", maximum="100"), "12.5", "12.5"),
        (ask("time"), "8:05", "08:05"),
        (ask("email"), "a@b.cn", "a@b.cn"),
        (
            ask("person"),
            {"name": " 张三 ", "id_number": ID.lower(), "x": "1"},
            {"name": "张三", "id_number": ID},
        ),
        (
            ask("legal_person"),
            {"name": "药膳馆", "credit_code": CODE},
            {"name": "药膳馆", "credit_code": CODE},
        ),
        (
            ask("address_tree"),
            {"division": "341602001", "detail": "魏武大道 12 号"},
            {"division": "341602001000", "detail": "魏武大道 12 号"},
        ),
        (
            ask("date_range"),
            {"start": "2026-1-1", "end": "2026-12-31"},
            {"start": "2026-01-01", "end": "2026-12-31"},
        ),
        (ask("map_point"), {"lng": "115.7784565", "lat": "33.84"}, {"lng": "115.778456", "lat": "33.84"}),
        (ask("signature"), {"name": "张三", "strokes": "M1 2L3 4"}, {"name": "张三", "strokes": "M1 2L3 4"}),
        (ask("person"), {"name": "", "id_number": ""}, ""),
        (ask("table", columns=COST.columns), [{"name": ""}, {}], []),
        (COST, [{"name": "灶", "count": "2"}, {"name": ""}], [{"name": "灶", "count": "2", "line": ""}]),
    ],
)
def test_a_composed_answer_is_written_down_in_one_way(field: Field, typed: Any, kept: Any) -> None:
    assert check(field, typed, today=TODAY) == kept


@pytest.mark.parametrize(
    "field, typed, said",
    [
        (ask("money"), "1.234", "最多两位小数"),
        (ask("number", minimum="1"), "0", "不能小于 1"),
        (ask("percent", maximum="100"), "101", "不能大于 100"),
        (ask("time"), "25:00", "应为时间"),
        (ask("email"), "a@b", "完整的电子邮箱"),
        (ask("person"), {"name": "张三"}, "还缺“身份证号码”"),
        (ask("person"), "张三", "还缺“姓名”"),
        (ask("address_tree"), {"division": "341600000000", "detail": "某路"}, "至少选到县"),
        (ask("date_range"), {"start": "2026-02-01", "end": "2026-01-01"}, "早于开始日期"),
        (ask("map_point"), {"lng": "33.8", "lat": "115.7"}, "经度应在 73 到 136"),
        (ask("signature"), {"name": "张三", "strokes": "<svg>"}, "重新签"),
        (COST, [{"count": "2"}], "还缺“名称”"),
        (COST, [{"name": "灶", "count": "两"}], "设备 1 · 数量”应为数字"),
        (ask("table", columns=COST.columns, max_rows=1), [{"name": "a"}, {"name": "b"}], "最多填 1 行"),
        (ask("table", columns=COST.columns, min_rows=2), [{"name": "a"}], "至少填 2 行"),
    ],
)
def test_what_is_wrong_with_a_part_is_named(field: Field, typed: Any, said: str) -> None:
    with pytest.raises(Fault) as fault:
        check(field, typed, today=TODAY)
    assert said in str(fault.value)


def test_a_signature_says_when_and_by_whom_and_a_client_cannot_say_it() -> None:
    first, later = {"at": "2026-11-25T09:00", "by": "citizen"}, {"at": "2026-11-26T10:00", "by": "citizen"}
    field = ask("signature")
    signed = keep(field, {"name": "张三", "at": "1999-01-01", "by": "别人"}, "", today=TODAY, stamp=first)
    assert signed == {"name": "张三", **first}
    assert keep(field, {"name": "张三"}, signed, today=TODAY, stamp=later) == signed
    assert keep(field, {"name": "李四"}, signed, today=TODAY, stamp=later)["at"] == later["at"]
    assert check(field, signed, today=TODAY) == signed
    assert clashes(["key"], {"key": signed}, {"key": {"name": "张三", "strokes": ""}}) == ()


def test_what_cannot_be_taken_is_kept_in_the_shape_of_its_box() -> None:
    stamp: dict[str, str] = {}
    odd = keep(COST, [{"name": "", "count": "两", "evil": "x"}], [], today=TODAY, stamp=stamp)
    assert odd == [{"name": "", "count": "两"}]
    assert keep(ask("person"), {"name": "张三", "evil": 1}, "", today=TODAY, stamp=stamp) == {"name": "张三"}


@pytest.mark.parametrize(
    "kind, value, fits",
    [
        ("person", {"name": "张三"}, True),
        ("person", {"nom": "张三"}, False),
        ("person", "张三", False),
        ("text", {"name": "张三"}, False),
        ("file", "a.pdf", False),
    ],
)
def test_a_program_is_told_the_shape_that_is_wanted(kind: str, value: Any, fits: bool) -> None:
    assert (wrong_shape(ask(kind), value) == "") is fits


def test_every_kind_of_question_is_judged() -> None:
    for kind in FieldType:
        field = ask(kind.value, columns=COST.columns, options=(("1", "一"),))
        assert is_empty(check(field, "", today=TODAY))
    assert len(FieldType) >= 14
    assert set(PARTS) <= {kind.value for kind in FieldType}


def test_the_registers_answer_a_composed_question_part_by_part() -> None:
    form = asked(sections=(Section("1", "一", (Field("who", "经办人", "person", held="person"),)),))
    assert set(form.held_fields) == {"person.name", "person.id_number", "person.phone"}
    known = {"person.name": Known("张三", "公安局"), "person.id_number": Known(ID, "公安局")}
    answers, provenance = filled(form, known, today=TODAY)
    assert answers == {"who": {"name": "张三", "id_number": ID}}
    assert provenance["who"]["source"] == "公安局"


KIND = Field("kind", "种类", "radio", options=(("店", "店"), ("厂", "厂")))
AREA = Field("area", "面积", "number", required=True, show_if={"==": [{"var": "kind"}, "厂"]})
WHY = Field("why", "理由", "text", require_if={">": [{"var": "area"}, 100]})
TOTAL = Field("total", "合计", "money", formula={"sum": [{"var": "cost.line"}]})
DEEP = Section("3", "大厂", (Field("plan", "方案", "file", required=True),), {">": [{"var": "area"}, 100]})
FORM = (Section("1", "一", (KIND, AREA, WHY)), Section("2", "二", (COST, TOTAL)), DEEP)


def form() -> Asked:
    return of_plain(to_plain(asked(sections=FORM, materials=())))  # as it is stored and read again


def keys(answers: dict[str, Any]) -> list[str]:
    return [field.key for field in unfold(form(), answers, today=TODAY).asked.fields()]


def test_what_is_asked_follows_from_the_answers() -> None:
    assert keys({"kind": "店", "area": "500"}) == ["kind", "why", "cost", "total"]
    assert keys({"kind": "厂", "area": "50"}) == ["kind", "area", "why", "cost", "total"]
    assert keys({"kind": "厂", "area": "500"})[-1] == "plan"


def test_a_hidden_answer_counts_for_nothing_but_is_not_lost() -> None:
    answers = {"kind": "店", "area": "500"}
    unfolded = unfold(form(), answers, today=TODAY)
    assert unfolded.answers["area"] == "500"
    assert unfolded.asked.section("3") is None  # its condition looks at a hidden answer
    stops = {gap.key for gap in gaps(unfolded.asked, unfolded.answers, Papers(), today=TODAY)}
    assert stops == set()


def test_a_condition_can_make_a_question_required() -> None:
    unfolded = unfold(form(), {"kind": "厂", "area": "500"}, today=TODAY)
    stops = {gap.key for gap in gaps(unfolded.asked, unfolded.answers, Papers(), today=TODAY)}
    assert stops == {"why"}


def test_what_is_worked_out_is_the_servers_to_say() -> None:
    rows = [
        {"name": "灶", "count": "3", "price": "0.10", "line": "999"},
        {"name": "锅", "count": "", "price": "5"},
    ]
    unfolded = unfold(form(), {"kind": "店", "cost": rows, "total": "1000"}, today=TODAY)
    assert unfolded.answers["total"] == "0.30"  # 3 × 0.10, and a row that isn't filled in counts for nothing
    assert [row["line"] for row in unfolded.answers["cost"]] == ["0.30", ""]


def test_questions_that_wait_for_each_other_are_not_asked_and_nothing_breaks() -> None:
    one = Field("one", "一", "text", show_if={"!": [{"var": "two"}]})
    two = Field("two", "二", "text", show_if={"!": [{"var": "one"}]})
    whole = asked(sections=(Section("1", "一", (one, two, KIND)),))
    assert "kind" in [field.key for field in unfold(whole, {}, today=TODAY).asked.fields()]
