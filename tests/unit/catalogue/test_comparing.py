"""What differs between two versions of a guide."""

from __future__ import annotations

from hall.catalogue.rules.comparing import How, compared

FACTS = {"visits": {"value": 1, "source": "甲"}, "result": {"value": "证", "source": "甲"}}
PAPERS = {"m01": {"title": "申请表", "must": "必要"}, "m02": {"title": "照片", "must": "必要"}}


def told(changes):
    return [(one.paper, one.element, one.how, one.before, one.after) for one in changes]


def test_two_versions_alike_have_no_difference() -> None:
    assert compared(FACTS, dict(FACTS), PAPERS, dict(PAPERS)) == []


def test_every_element_that_differs_is_told_once_in_the_order_of_the_list() -> None:
    after = {"result": {"value": "许可证", "source": "甲"}, "fee": {"value": "否", "source": "甲"}}
    assert told(compared(FACTS, after, {}, {})) == [
        ("", "visits", How.REMOVED, 1, None),
        ("", "fee", How.ADDED, None, "否"),
        ("", "result", How.CHANGED, "证", "许可证"),
    ]


def test_a_new_source_of_the_same_value_is_told_as_such() -> None:
    (change,) = compared(FACTS, {**FACTS, "visits": {"value": 1, "source": "乙"}}, {}, {})
    assert change.only_source


def test_papers_are_told_apart_by_their_keys_wherever_they_stand() -> None:
    after = {
        "m03": {"title": "营业执照", "must": "必要"},
        "m02": {"title": "照片", "must": "非必要"},
    }
    assert told(compared({}, {}, PAPERS, after)) == [
        ("m03", "materials", How.ADDED, None, "营业执照"),
        ("m02", "must", How.CHANGED, "必要", "非必要"),
        ("m01", "materials", How.REMOVED, "申请表", None),
    ]
