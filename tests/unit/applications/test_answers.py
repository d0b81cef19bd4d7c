"""One answer at a time: what is taken, how it is written down, and what is said when it can't be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.applications.rules.answers import check, is_empty, tidy
from hall.applications.rules.asked import Field
from hall.applications.rules.faults import Fault

TODAY = date(2026, 11, 24)
SEXES = (("男", "男"), ("女", "女"))


def ask(kind: str, **more: Any) -> Field:
    return Field("key", "问题", kind, **more)


@pytest.mark.parametrize(
    "field, typed, kept",
    [
        (ask("text"), "  张三  ", "张三"),
        (ask("text"), "张\u3000三", "张 三"),
        (ask("text", max_length=4), "一二三四", "一二三四"),
        (ask("text", pattern=r"\d{6}"), "236800", "236800"),
        (ask("textarea"), "一行\r\n两行", "一行\n两行"),
        (ask("address"), "谯城区 花戏楼街道", "谯城区 花戏楼街道"),
        (ask("number"), "１２０.5", "120.5"),
        (ask("number"), "1,200", "1200"),
        (ask("number"), "0", "0"),
        (ask("date"), "2026-5-1", "2026-05-01"),
        (ask("date"), "2026年5月1日", "2026-05-01"),
        (ask("date"), "20260501", "2026-05-01"),
        (ask("date"), "2024-02-29", "2024-02-29"),
        (ask("select", options=SEXES), "女", "女"),
        (ask("radio", options=SEXES), "男", "男"),
        (ask("checkbox", options=SEXES), ["男", "女", "男"], ["男", "女"]),
        (ask("checkbox", options=SEXES), "男", ["男"]),
        (ask("checkbox"), "on", True),
        (ask("resident_id"), "349902 19900307 001x", "34990219900307001X"),
        (ask("credit_code"), "91340000 MA2RGT1T2J", "91340000MA2RGT1T2J"),
        (ask("phone"), "161 0000 0001", "16100000001"),
        (ask("phone"), "+86 13800138000", "13800138000"),
        (ask("phone"), "0558-5551234", "0558-5551234"),
        (ask("division"), "341602001", "341602001000"),
    ],
)
def test_what_can_be_taken_is_written_down_in_one_way(field: Field, typed: Any, kept: Any) -> None:
    if field.type == "resident_id":
        from hall.standards import resident_id

        kept = kept[:17] + resident_id.check_digit(kept[:17])
        typed = kept.lower()
    if field.type == "credit_code":
        from hall.standards import credit_code

        kept = kept[:17] + credit_code.check_digit(kept[:17])
        typed = f"{kept[:8]} {kept[8:]}".lower()
    assert check(field, typed, today=TODAY) == kept


@pytest.mark.parametrize(
    "field, typed, said",
    [
        (ask("text", max_length=2), "一二三", "最多 2 个字，现在是 3 个"),
        (ask("text", pattern=r"\d{6}"), "23680", "写法不对"),
        (ask("text"), "长" * 201, "最多 200 个字"),
        (ask("textarea"), "长" * 2001, "最多 2000 个字"),
        (ask("number"), "十二", "应为数字"),
        (ask("number"), "NaN", "应为数字"),
        (ask("number"), "1e9", "应为数字"),
        (ask("number"), "9" * 16, "应为数字"),
        (ask("number", pattern=r"\d+"), "1.5", "写法不对"),
        (ask("date"), "2026-02-30", "不是有效日期"),
        (ask("date"), "昨天", "不是有效日期"),
        (ask("date"), "26-5-1", "不是有效日期"),
        (ask("date"), "1026-05-01", "年份看起来不对"),
        (ask("select", options=SEXES), "其他", "选项"),
        (ask("checkbox", options=SEXES), ["男", "其他"], "选项"),
        (ask("resident_id"), "123", "18 位"),
        (ask("resident_id"), "349902199003070010", "校验位"),
        (ask("credit_code"), "123", "18 位"),
        (ask("phone"), "12345", "11 位手机号码"),
        (ask("division"), "341", "在列表中选择"),
    ],
)
def test_what_cannot_be_taken_is_answered_in_words(field: Field, typed: Any, said: str) -> None:
    with pytest.raises(Fault, match=said):
        check(field, typed, today=TODAY)


@pytest.mark.parametrize("kind", ["text", "number", "date", "select", "phone", "division", "resident_id"])
@pytest.mark.parametrize("nothing", ["", "  ", None])
def test_nothing_is_taken_as_nothing(kind: str, nothing: Any) -> None:
    assert check(ask(kind, required=True), nothing, today=TODAY) == ""


def test_a_birth_date_of_tomorrow_is_no_resident_id_today() -> None:
    from hall.standards import resident_id

    seventeen = "34990220261125001"
    with pytest.raises(Fault, match="晚于今天"):
        check(ask("resident_id"), seventeen + resident_id.check_digit(seventeen), today=TODAY)


def test_zero_is_an_answer_and_an_unticked_box_is_none() -> None:
    assert not is_empty("0")
    assert is_empty(False)
    assert is_empty([])


@given(st.text())
def test_whatever_is_typed_is_kept_without_control_characters(typed: str) -> None:
    kept = tidy(typed)
    assert tidy(kept) == kept
    assert "\x00" not in kept


@given(
    st.sampled_from(["text", "number", "date", "phone", "resident_id", "credit_code", "division"]), st.text()
)
def test_no_text_makes_a_check_fall_over(kind: str, typed: str) -> None:
    try:
        kept = check(ask(kind), typed, today=TODAY)
    except Fault:
        return
    assert check(ask(kind), kept, today=TODAY) == kept
