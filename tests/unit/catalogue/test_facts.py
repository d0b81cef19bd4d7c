"""A fact tells whose it is, and whether it was published for another place."""

from __future__ import annotations

from hall.catalogue.rules.facts import LAW, Origin, fact, is_elsewhere

HUNAN = Origin("湖南政务服务网的公开办事指南", "湖南省", "2026-07")


def test_a_fact_keeps_its_source_place_and_date() -> None:
    assert fact(20, HUNAN, note="说明", doubt="存疑") == {
        "value": 20,
        "source": "湖南政务服务网的公开办事指南",
        "place": "湖南省",
        "as_of": "2026-07",
        "note": "说明",
        "doubt": "存疑",
    }


def test_a_fact_of_another_place_is_told_from_law_and_from_ones_own() -> None:
    assert is_elsewhere(fact(1, HUNAN), "亳州市")
    assert not is_elsewhere(fact(1, Origin("《行政许可法》第四十二条", kind=LAW)), "亳州市")
    assert not is_elsewhere(fact(1, Origin("亳州市政务服务网", "亳州市谯城区")), "亳州市")
    assert not is_elsewhere(fact(1, Origin("安徽政务服务网", "安徽省亳州市")), "亳州市")
