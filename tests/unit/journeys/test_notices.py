"""Every step that concerns an applicant is told in both languages, with its dates, and nothing left blank."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from hall.applications.events import ApplicationSubmitted
from hall.approvals.events import (
    AcceptanceRefused,
    CaseAccepted,
    CaseCompleted,
    CaseDecided,
    CaseDueDateChanged,
    CaseWithdrawn,
    SupplementAsked,
    Wanted,
)
from hall.journeys.rules.notices import day_in_english, day_in_words, text_of

MOMENT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ID = UUID(int=7)
FACT = {
    "case_id": ID,
    "number": "341602-0001",
    "application_id": ID,
    "party_id": ID,
    "applicant_name": "演示·王芳",
    "item_id": 1,
    "item_name": "居住证申领",
    "hall_id": 1,
    "department_id": 1,
}
SUBMITTED = ApplicationSubmitted(
    application_id=ID,
    receipt_number="341602-0001",
    item_id=1,
    guide_id=1,
    hall_id=1,
    department_id=1,
    review_department_ids=(1, 2),
    party_id=ID,
    applicant_name="演示·王芳",
    applicant_kind="natural",
    legal_limit_days=20,
    promise_limit_days=10,
    item_name="居住证申领",
    item_code="000709107003",
    project_type="2",
    submitted_at=MOMENT,
)
ACCEPTED = CaseAccepted(
    **FACT,
    accepted_on=date(2026, 11, 24),
    due_on=date(2026, 12, 22),
    due_provisional=False,
    promised_on=date(2026, 12, 8),
    review_department_ids=(1, 2),
    deemed=False,
)
ASKED = SupplementAsked(
    **FACT,
    wanted=(Wanted("material", "m1", "租赁合同", "缺少签字页"),),
    note="",
    reply_by=date(2026, 12, 24),
    asked_at=MOMENT,
)
DECIDED = {
    "applicant_kind": "natural",
    "decided_at": MOMENT,
    "decided_by": 3,
    "deliver_by": date(2026, 12, 8),
}
GRANTED = CaseDecided(**FACT, **DECIDED, outcome="granted", reason="", remedies="")
REFUSED = CaseDecided(
    **FACT, **DECIDED, outcome="refused", reason="不在本市居住", remedies="可以申请行政复议。"
)
TURNED_AWAY = AcceptanceRefused(
    **FACT,
    ground="not_ours",
    reason="不属于本机关职权",
    where_to_go="蒙城县公安局",
    remedies="可以申请行政复议。",
    refused_at=MOMENT,
)
MOVED = CaseDueDateChanged(
    **FACT,
    old=date(2027, 2, 20),
    new=date(2027, 2, 24),
    promised_on=date(2027, 2, 24),
    provisional=False,
    cause="国务院办公厅公布了2027年节假日安排",
)
WITHDRAWN = CaseWithdrawn(**FACT, reason="", withdrawn_at=MOMENT)


@pytest.mark.parametrize(
    ("event", "chinese", "english"),
    [
        (SUBMITTED, ["居住证申领", "341602-0001", "5 个工作日"], ["341602-0001", "5 working days"]),
        (ACCEPTED, ["2026年11月24日", "2026年12月8日"], ["24 November 2026", "8 December 2026"]),
        (ASKED, ["租赁合同（缺少签字页）", "2026年12月24日", "一次性"], ["租赁合同", "24 December 2026"]),
        (TURNED_AWAY, ["不属于本机关职权", "蒙城县公安局", "行政复议"], ["蒙城县公安局", "remedies"]),
        (GRANTED, ["予以确认", "无需到窗口"], ["Granted", "no visit"]),
        (REFUSED, ["不在本市居住", "行政复议"], ["不在本市居住", "remedies"]),
        (WITHDRAWN, ["撤回", "重新申请"], ["withdrawn", "apply again"]),
        (MOVED, ["2027年2月20日", "2027年2月24日", "2027年节假日"], ["20 February 2027", "24 February 2027"]),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)
def test_a_notice_says_what_happened_until_when_and_what_to_do(
    event: object, chinese: list[str], english: list[str]
) -> None:
    text = text_of(event, "07")
    told, told_en = text.title + text.body, text.title_en + text.body_en
    assert all(phrase in told for phrase in chinese)
    assert all(phrase.lower() in told_en.lower() for phrase in english)
    assert "居住证申领" in text.title
    assert "居住证申领" in text.title_en


@pytest.mark.parametrize(
    ("item_type", "granted", "refused"),
    [
        ("01", "准予行政许可", "不予行政许可"),
        ("05", "准予给付", "不予给付"),
        ("07", "予以确认", "不予确认"),
        ("20", "予以办理", "不予办理"),
    ],
)
def test_a_decision_is_called_what_it_is(item_type: str, granted: str, refused: str) -> None:
    assert granted in text_of(GRANTED, item_type).title
    told = text_of(REFUSED, item_type)
    assert refused in told.title
    assert item_type == "01" or "许可" not in told.title + told.body


def test_a_day_that_leans_on_a_guess_says_so_in_both_languages() -> None:
    day = date(2027, 1, 7)
    assert day_in_words(day, provisional=True) == "2027年1月7日（暂定）"
    assert day_in_english(day, provisional=True) == "7 January 2027 (provisional)"


def test_nobody_is_told_twice_that_a_case_is_done() -> None:
    with pytest.raises(KeyError):
        text_of(CaseCompleted(**FACT, outcome="granted", completed_at=MOMENT), "07")
