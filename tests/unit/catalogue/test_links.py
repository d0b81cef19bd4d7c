"""Links are found wherever they stand, and none is called dead that might not be."""

from __future__ import annotations

from datetime import date

import pytest

from hall.catalogue.rules.links import LinkSeen, Verdict, judged, links_in

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)


def test_links_are_found_in_every_field_row_and_paper() -> None:
    said = {
        "online_url": "https://sc.ahzwfw.gov.cn/item?code=1&x=2#form",
        "consult": "请看（https://www.gov.cn/a_b.html），或者打 12345。",
        "flow": ["登录 www.bozhou.gov.cn。", "提交"],
        "windows": [{"hall": "政务大厅", "note": "见 http://例.cn 与 http://a.cn/x."}],
        "visits": 1,
        "phone": "0558-1234567",
    }
    assert list(links_in(said)) == [
        ("online_url", "https://sc.ahzwfw.gov.cn/item?code=1&x=2#form"),
        ("consult", "https://www.gov.cn/a_b.html"),
        ("flow", "http://www.bozhou.gov.cn"),
        ("windows", "http://a.cn/x"),
    ]


@pytest.mark.parametrize(
    ("status", "trouble", "verdict"),
    [
        (200, "", Verdict.ALIVE),
        (304, "", Verdict.ALIVE),
        (404, "", Verdict.GONE),
        (410, "", Verdict.GONE),
        (403, "", Verdict.UNCHECKED),  # a wall against programs; a browser may pass
        (412, "", Verdict.UNCHECKED),
        (500, "", Verdict.FAILING),
        (521, "", Verdict.FAILING),
        (0, "no_host", Verdict.GONE),
        (0, "no_answer", Verdict.FAILING),
        (0, "bad_certificate", Verdict.UNCHECKED),
        (0, "not_public", Verdict.UNCHECKED),
        (0, "no_network", Verdict.UNCHECKED),
    ],
)
def test_what_an_answer_says_of_a_link(status: int, trouble: str, verdict: Verdict) -> None:
    found, reason = judged(status, trouble)
    assert found is verdict
    assert bool(reason) is (verdict is not Verdict.ALIVE)


def seen(verdict: Verdict, since: date | None, checked_on: date) -> LinkSeen:
    return LinkSeen("https://a.cn/", verdict, "", since, checked_on)


def test_what_is_gone_is_dead_at_once_and_what_fails_after_three_days() -> None:
    assert seen(Verdict.GONE, MONDAY, MONDAY).is_dead(MONDAY)
    assert not seen(Verdict.FAILING, MONDAY, MONDAY).is_dead(THURSDAY)  # seen once only
    assert not seen(Verdict.FAILING, date(2026, 11, 24), THURSDAY).is_dead(THURSDAY)
    assert seen(Verdict.FAILING, MONDAY, THURSDAY).is_dead(THURSDAY)  # 26 − 23 = 3 days
    assert not seen(Verdict.UNCHECKED, None, MONDAY).is_dead(THURSDAY)
    assert not seen(Verdict.ALIVE, None, MONDAY).is_dead(THURSDAY)


def test_what_was_seen_a_month_ago_proves_nothing() -> None:
    assert seen(Verdict.GONE, MONDAY, MONDAY).is_dead(date(2026, 12, 23))  # 30 days
    assert not seen(Verdict.GONE, MONDAY, MONDAY).is_dead(date(2026, 12, 24))
