"""Each rule finds the contradiction it was made for, and leaves a sound guide alone."""

from __future__ import annotations

import pytest

from hall.catalogue.rules.doubts import doubts_of

SOUND = {
    "type": "公共服务",
    "legal_limit": 20,
    "legal_limit_note": "自受理之日起20个工作日内办结",
    "promise_limit": 10,
    "visits": 0,
    "online_depth": "四级标准",
    "charge": "否",
    "online": "是",
    "handle_form": ["网上办理"],
    "flow": ["申请", "受理", "决定"],
    "result": "许可证",
}


def test_a_sound_guide_has_no_doubts() -> None:
    assert doubts_of(SOUND) == {}


@pytest.mark.parametrize(
    ("changes", "key", "says"),
    [
        ({"legal_limit_note": "该事项法律法规未规定办结时限"}, "legal_limit", "没有规定时限"),
        ({"legal_limit_note": "相关材料符合规定，当场办结"}, "legal_limit", "当场办结"),
        ({"legal_limit_note": "应当自受理之日起二十日内作出决定"}, "legal_limit", "没有说是工作日"),
        ({"promise_limit": 21}, "promise_limit", "长于法定时限"),
        ({"visits": 1}, "visits", "不超过 0 次"),
        ({"charge_note": "工本费10元"}, "fee", "收费说明"),
        ({"online": "否"}, "handle_form", "网上办理"),
        ({"flow": ["见流程图"]}, "flow", "没有写出"),
        ({"result": "无"}, "result", "没有写出"),
    ],
)
def test_a_contradiction_is_found(changes, key, says) -> None:
    found = doubts_of(SOUND | changes)
    assert list(found) == [key]
    assert says in found[key]


def test_days_of_licensing_are_working_days_by_law() -> None:
    """行政许可法 第八十二条: no doubt where a licensing note says 日."""
    licence = SOUND | {"type": "行政许可", "legal_limit_note": "应当自受理之日起20日内作出决定"}
    assert doubts_of(licence) == {}


def test_twenty_is_not_found_in_a_hundred_and_twenty() -> None:
    assert doubts_of(SOUND | {"legal_limit_note": "公示120日"}) == {}
