"""What a place may say otherwise, and what comes out when the levels are laid over each other."""

from __future__ import annotations

from typing import Any

import pytest

from hall.catalogue.rules.fields.codes import labels
from hall.catalogue.rules.inheritance import (
    Layer,
    Terms,
    Tier,
    inherited,
    musts_inherited,
    terms_inherited,
)
from hall.catalogue.rules.latitude import FIELD_OF_FACT, FROM_WORST_TO_BEST, Latitude, latitude_of
from hall.catalogue.rules.overrides import flaw_of_override, flaw_of_papers, flaws_of_overrides

WORKDAYS = "工作日"


def limit(days: int, unit: str = WORKDAYS) -> dict[str, Any]:
    return {"days": days, "unit": unit}


BASIC = {
    "name": {"value": "食品经营许可"},
    "legal_limit": {"value": limit(20)},
    "promise_limit": {"value": limit(10)},
    "visits": {"value": 1},
    "fee": {"value": "否"},
    "online": {"value": "是"},
    "online_depth": {"value": "三级标准"},
    "scope": {"value": "全市"},
    "handle_form": {"value": ["窗口办理", "网上办理"]},
    "conditions": {"value": ["有固定的经营场所"]},
}

MAY = [
    ("promise_limit", limit(5), True),  # 5 < 10 promised, 10 ≤ 20 by law
    ("promise_limit", limit(10), True),
    ("promise_limit", limit(11), False),  # longer than the catalogue promises
    ("promise_limit", limit(21), False),  # longer than the law allows
    ("promise_limit", limit(3, "月"), False),  # no unit a promise is counted in
    ("promise_limit", {"days": "三"}, False),
    ("legal_limit", limit(5), False),  # the law's to say
    ("conditions", ["有固定的经营场所", "本地户籍"], False),  # 行政许可法 第十六条
    ("visits", 0, True),
    ("visits", 2, False),
    ("visits", True, False),
    ("fee", "否", True),
    ("fee", "是", False),  # 行政许可法 第五十八条
    ("online", "否", False),
    ("online_depth", "四级标准", True),
    ("online_depth", "二级标准", False),
    ("online_depth", "五级标准", False),
    ("scope", "全省", True),
    ("scope", "全县", False),
    ("handle_form", ["窗口办理", "网上办理", "快递申请"], True),
    ("handle_form", ["网上办理"], False),  # nobody may be kept from the counter
    ("name", "食品经营许可（利辛县）", True),
    ("name", "开饭店", False),
    ("phone", "0558-8812345", True),
    ("phone", " ", False),
    ("express", "也许", False),
    ("appointment", "是", True),
    ("online_url", "https://zwfw.example.cn/a", True),
    ("online_url", "javascript:alert(1)", False),
    ("windows", [{"window": "3 号窗口", "address": "人民中路 1 号"}], True),
    ("windows", [{"colour": "red"}], False),
    ("windows", "3 号窗口", False),
    ("flow", ["受理", "审查"], True),
    ("flow", "受理", False),
    ("colour", "red", False),  # no element of the list
]


@pytest.mark.parametrize(("key", "value", "allowed"), MAY)
def test_a_place_may_only_move_an_element_the_way_the_law_leaves_open(
    key: str, value: Any, allowed: bool
) -> None:
    flaw = flaw_of_override(key, value, BASIC)
    assert (flaw == "") is allowed, flaw


@pytest.mark.parametrize(
    "key", sorted(key for key in {*FIELD_OF_FACT, "code", "law_limit"} if latitude_of(key) is Latitude.FIXED)
)
def test_what_the_law_or_the_catalogue_fixes_no_place_says(key: str) -> None:
    assert "不能改" in flaw_of_override(key, "x", {})


def test_what_the_catalogue_is_silent_about_a_place_may_say_unless_it_is_fixed() -> None:
    assert not flaw_of_override("promise_limit", limit(30), {})
    assert not flaw_of_override("fee", "是", {})
    assert flaw_of_override("legal_limit", limit(30), {})


def test_every_choice_that_may_be_bettered_has_an_order() -> None:
    bettered = {key for key in FIELD_OF_FACT if latitude_of(key) is Latitude.BETTER}
    assert bettered == set(FROM_WORST_TO_BEST)
    for key, order in FROM_WORST_TO_BEST.items():
        field = FIELD_OF_FACT[key]
        codes = getattr(field, "codes", None)
        known = set(labels(codes)) if codes else {"是", "否"}
        assert set(order) <= known, key


def test_every_fact_that_the_registry_knows_has_a_latitude() -> None:
    assert all(latitude_of(key) for key in FIELD_OF_FACT)
    assert latitude_of("colour") is None


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"m01": "不需要"}, True),
        ({"m01": "容缺后补", "m02": "不需要"}, True),
        ({"m02": "必要"}, False),  # asked for only in some cases, so not of everybody
        ({"m03": "必要"}, False),  # no such paper: a place adds none (行政许可法 第三十一条)
    ],
)
def test_a_place_asks_for_fewer_papers_never_for_more(changes: dict[str, str], allowed: bool) -> None:
    musts = {"m01": "必要", "m02": "非必要"}
    assert (flaw_of_papers(changes, musts) == "") is allowed
    assert bool(flaws_of_overrides({"materials": {"value": changes}}, BASIC, musts)) is not allowed


def test_every_value_says_from_which_level_it_comes() -> None:
    facts = inherited(
        [
            Layer(Tier.BASIC, BASIC),
            Layer(Tier.OFFICE, {"dept_type": {"value": "法定机关"}, "phone": {"value": "0558-8812345"}}),
            Layer(Tier.LOCAL, {"promise_limit": {"value": limit(5)}, "phone": {"value": "0558-8899999"}}),
        ]
    )
    assert {key: (facts[key].value, facts[key].tier) for key in ("visits", "dept_type", "phone")} == {
        "visits": (1, Tier.BASIC),
        "dept_type": ("法定机关", Tier.OFFICE),
        "phone": ("0558-8899999", Tier.LOCAL),
    }
    assert facts["promise_limit"].value == limit(5)


def test_a_local_value_steps_back_when_a_later_version_makes_it_unlawful() -> None:
    stricter = {**BASIC, "promise_limit": {"value": limit(3)}}
    local = Layer(Tier.LOCAL, {"promise_limit": {"value": limit(5)}})
    assert inherited([Layer(Tier.BASIC, BASIC), local])["promise_limit"].value == limit(5)
    now = inherited([Layer(Tier.BASIC, stricter), local])["promise_limit"]
    assert (now.value, now.tier) == (limit(3), Tier.BASIC)
    assert now.set_aside == {"value": limit(5)}
    assert "长于承诺办结时限的 3 工作日" in now.because


def test_an_heir_that_says_nothing_says_what_the_catalogue_says() -> None:
    alone = inherited([Layer(Tier.BASIC, BASIC)])
    assert inherited([Layer(Tier.BASIC, BASIC), Layer(Tier.LOCAL, {})]) == alone
    assert {key: valued.fact for key, valued in alone.items()} == BASIC


def test_filing_reckons_with_the_better_of_both_and_never_against_the_law() -> None:
    terms = Terms(legal_limit_days=8, promise_limit_days=8, visits=1, fee_note="20 元")
    local = {"promise_limit": {"value": limit(9)}, "visits": {"value": 0}, "fee": {"value": "否"}}
    facts = inherited([Layer(Tier.BASIC, {}), Layer(Tier.LOCAL, local)])
    # the catalogue's reconciled limit is 8: a promise of 9 has no effect; 0 < 1 visits; no fee, no note
    assert terms_inherited(terms, facts) == Terms(8, 8, 0, "")
    assert terms_inherited(terms, inherited([Layer(Tier.BASIC, local)])) == terms


def test_papers_that_a_place_does_without_are_not_asked_for() -> None:
    musts = {"m01": "必要", "m02": "必要", "m03": "非必要"}
    changes = {"m01": "不需要", "m02": "容缺后补", "m03": "必要", "m09": "不需要"}
    facts = inherited([Layer(Tier.LOCAL, {"materials": {"value": changes}})])
    assert musts_inherited(musts, facts) == {"m02": "容缺后补", "m03": "非必要"}
    assert musts_inherited(musts, {}) == musts
