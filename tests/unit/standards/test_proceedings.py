"""Each type of matter is named, founded and contested as its own law says; 行政许可法 is for permits."""

from __future__ import annotations

import re

import pytest

from hall.documents.rules.remedies import remedies
from hall.standards.code_sets import ItemType
from hall.standards.proceedings import LICENSING, PROCEEDINGS, Step, proceeding_of

APPLIED_FOR = ["01", "05", "07", "08", "09", "10", "20"]
LETTERS = {"receipt", "acceptance", "supplement", "not_accepted", "granted", "refused"}


@pytest.mark.parametrize(
    ("item_type", "granted", "refused", "not_accepted", "grants", "refuses"),
    [
        ("01", "准予行政许可决定书", "不予行政许可决定书", "不予受理决定书", "准予行政许可", "不予行政许可"),
        ("05", "准予给付决定书", "不予给付决定书", "不予受理决定书", "准予给付", "不予给付"),
        ("07", "行政确认决定书", "不予确认决定书", "不予受理决定书", "予以确认", "不予确认"),
        ("08", "行政奖励决定书", "不予奖励决定书", "不予受理决定书", "给予奖励", "不予奖励"),
        ("09", "行政裁决书", "行政裁决书（驳回申请）", "不予受理决定书", "支持申请", "驳回申请"),
        ("10", "准予办理决定书", "不予办理决定书", "不予受理决定书", "准予办理", "不予办理"),
        ("20", "办理结果通知书", "不予办理答复书", "不予受理告知书", "予以办理", "不予办理"),
    ],
)
def test_a_notice_is_named_after_the_matter(
    item_type: str, granted: str, refused: str, not_accepted: str, grants: str, refuses: str
) -> None:
    matter = proceeding_of(item_type)
    assert (matter.titles["granted"], matter.titles["refused"]) == (granted, refused)
    assert matter.titles["not_accepted"] == not_accepted
    assert (matter.outcome("granted"), matter.outcome("refused")) == (grants, refuses)


@pytest.mark.parametrize("item_type", APPLIED_FOR)
def test_every_type_has_every_notice_and_every_step(item_type: str) -> None:
    matter = PROCEEDINGS[item_type]
    assert set(matter.titles) == LETTERS
    assert set(matter.bases) == set(Step)
    assert all(basis.demands.endswith("。") for basis in matter.bases.values())


@pytest.mark.parametrize("item_type", [each for each in APPLIED_FOR if each != "01"])
def test_no_other_matter_leans_on_the_law_of_permits(item_type: str) -> None:
    matter = PROCEEDINGS[item_type]
    said = [basis.law + basis.demands for basis in matter.bases.values()]
    said += [*matter.titles.values(), matter.not_needed, matter.grants, matter.refuses]
    assert not matter.is_permit
    assert not [text for text in said if "许可法" in text]
    # 政府信息公开条例 第二十条（五） speaks of permits and of other services in one breath
    assert [text for text in said if "许可" in text] == [
        matter.basis(Step.PUBLISH).law + matter.basis(Step.PUBLISH).demands
    ]


def test_each_step_of_a_permit_cites_its_article() -> None:
    permit = proceeding_of("01")
    assert permit.is_permit
    for step in Step:
        assert re.match(rf"{re.escape(LICENSING)}第.+条", permit.basis(step).law), step
    assert permit.basis(Step.REFUSE).law.endswith("第三十八条第二款")


def test_a_law_about_firms_is_no_basis_before_a_person() -> None:
    told_once = proceeding_of("07").basis(Step.SUPPLEMENT)  # 优化营商环境条例 第三十六条第一款: 市场主体
    assert told_once.clause_for("legal") == "依照《优化营商环境条例》第三十六条第一款，"
    assert told_once.clause_for("natural") == ""
    assert (
        proceeding_of("01")
        .basis(Step.SUPPLEMENT)
        .clause_for("natural")
        .startswith("依照《中华人民共和国行政")
    )


@pytest.mark.parametrize(
    ("item_type", "review", "suit"),
    [
        # 行政复议法 第十一条: （三）permits, （十二）benefits, （十五）any other act;
        # 行政诉讼法 第十二条第一款: （三）, （十）, （十二）
        ("01", "三", "三"),
        ("05", "十二", "十"),
        ("07", "十五", "十二"),
        ("20", "十五", "十二"),
    ],
)
def test_redress_is_named_by_the_item_that_opens_it(item_type: str, review: str, suit: str) -> None:
    first, second = remedies(item_type, government="亳州市人民政府")
    assert (
        f"60日内，依照《行政复议法》第十一条第（{review}）项、第二十条，向亳州市人民政府申请行政复议" in first
    )
    assert f"6个月内，依照《行政诉讼法》第十二条第一款第（{suit}）项、第四十六条，" in second


def test_a_type_nobody_applies_for_counts_as_another_power() -> None:
    assert proceeding_of(ItemType.PENALTY) is proceeding_of("") is PROCEEDINGS["10"]
