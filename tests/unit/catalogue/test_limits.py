"""Which limit binds, as a table: the shortest, and never a promise longer than the law."""

from __future__ import annotations

import pytest

from hall.catalogue.rules.limits import NO_LAW, LawLimit, binding_limits, general_limit

SEVEN = LawLimit(7, "日", "建筑法", "第八条", "2019-04-23", "……七日内……")
MONTHS = LawLimit(3, "月", "民办教育促进法", "第十七条", "2018-12-29", "……三个月内……")


@pytest.mark.parametrize(
    ("legal", "promise", "law", "item_type", "binding"),
    [
        (20, 7, None, "01", (20, "公布", 7)),  # published, kept
        (15, 5, SEVEN, "01", (7, "《建筑法》第八条", 5)),  # min(15, 7) = 7
        (5, 5, SEVEN, "01", (5, "公布", 5)),  # min(5, 7) = 5: the city binds itself harder
        (20, 30, None, "01", (20, "公布", 20)),  # min(20, 30) = 20
        (15, 10, SEVEN, "01", (7, "《建筑法》第八条", 7)),  # min(15, 7) = 7, min(7, 10) = 7
        (None, 30, None, "01", (20, "《行政许可法》第四十二条第一款", 20)),  # the general limit of licensing
        (None, 5, None, "20", (5, NO_LAW, 5)),  # no law: the promise binds itself
        (None, 5, SEVEN, "20", (7, "《建筑法》第八条", 5)),
        (30, 30, MONTHS, "01", (30, "公布", 30)),  # months are not compared with working days
    ],
)
def test_the_shortest_limit_binds(legal, promise, law, item_type, binding) -> None:
    found = binding_limits(legal=legal, legal_source="公布", promise=promise, law=law, item_type=item_type)
    assert (found.legal_days, found.legal_source, found.promise_days) == binding


def test_what_was_published_otherwise_is_said() -> None:
    shorter = binding_limits(legal=15, legal_source="公布", promise=5, law=SEVEN, item_type="01")
    assert "从短" in shorter.doubt
    longer = binding_limits(legal=20, legal_source="公布", promise=30, law=None, item_type="01")
    assert "长于法定时限" in longer.doubt
    assert not binding_limits(legal=20, legal_source="公布", promise=5, law=None, item_type="01").doubt


def test_only_licensing_has_a_general_limit() -> None:
    assert general_limit("01").days == 20  # 行政许可法 第四十二条
    assert general_limit("20") is None
