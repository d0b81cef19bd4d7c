"""What a form is told before anybody has to fill it in."""

from __future__ import annotations

from typing import Any

import pytest

from hall.catalogue.rules.form_findings import findings


def field(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "label": f"问{key}", "type": kind, **more}


def form(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "slug": "x",
        "title": "表",
        "sections": [{"key": "s1", "title": "一", "fields": list(fields), **more}],
    }


def is_equal(key: str, value: Any) -> dict[str, Any]:
    return {"==": [{"var": key}, value]}


KIND = field("kind", "radio", options=["店", "厂"])


@pytest.mark.parametrize(
    "definition, place, says",
    [
        (form(), "s1", "还没有填写项"),
        (form(field("aa"), field("aa")), "aa", "字段重复"),
        (form(field("aa", pattern="([")), "aa", "不是正则表达式"),
        (form(field("aa", "number", minimum=5, maximum="3")), "aa", "最小值大于最大值"),
        (form(field("tt", "table", columns=[field("cc"), field("cc")])), "tt", "列重复"),
        (form(field("aa", show_if={"!!": [{"var": "gone"}]})), "aa", "不存在的字段：gone"),
        (form(field("aa", formula={"sum": [{"var": "aa.cost"}]})), "aa", "不存在的字段：aa.cost"),
        (form(field("aa", show_if={"eval": ["x"]})), "aa", "没有这种运算"),
        (form(field("aa"), show_if={"!!": [{"var": "gone"}]}), "s1", "不存在的字段"),
        (
            form(field("aa", show_if={"!!": [{"var": "bb"}]}), field("bb", show_if={"!!": [{"var": "aa"}]})),
            "aa",
            "成了一个圈",
        ),
        (form(field("aa", "number", formula={"+": [{"var": "aa"}, 1]})), "aa", "成了一个圈"),
        (form(KIND, field("aa", show_if=is_equal("kind", "馆"))), "aa", "永远不会出现"),
        (
            form(KIND, field("aa", show_if={"and": [is_equal("kind", "店"), is_equal("kind", "厂")]})),
            "aa",
            "永远不会出现",
        ),
        (
            form(KIND, field("aa", show_if=is_equal("kind", "馆")), field("bb", show_if=is_equal("aa", "1"))),
            "bb",
            "永远不会出现",
        ),
    ],
)
def test_a_fault_is_found_and_placed(definition: dict[str, Any], place: str, says: str) -> None:
    found = [finding for finding in findings(definition) if finding.stops]
    assert any(says in finding.text and finding.place == place for finding in found), found


def test_a_chain_too_long_to_follow_is_refused() -> None:
    chain = [field("f0", "number")]
    chain += [field(f"f{n}", "number", formula={"+": [{"var": f"f{n - 1}"}, 1]}) for n in range(1, 40)]
    assert any("太深" in finding.text for finding in findings(form(*chain)))


def test_a_sound_form_is_told_nothing() -> None:
    table = field(
        "tt", "table", columns=[field("cc", "number"), field("dd", "number", formula={"+": [{"var": "cc"}]})]
    )
    sound = form(
        KIND,
        field("aa", show_if={"or": [is_equal("kind", "店"), is_equal("kind", "馆")]}),
        table,
        field("sum", "number", formula={"sum": [{"var": "tt.dd"}]}),
        field("who", "person"),
        field("id", show_if={"!!": [{"var": "who.name"}]}),
    )
    assert findings(sound) == []
