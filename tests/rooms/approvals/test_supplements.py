"""一次告知: once, wholly, within five days (行政许可法 第三十二条(四))."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hall.approvals.events import SupplementAsked, SupplementTaken, Wanted
from hall.approvals.models import Case, SupplementRequest
from hall.approvals.public import accept_case, ask_supplement, case_of, file_supplement
from hall.foundation.public import Conflict, Invalid, history_of, now
from hall.identity.public import SYSTEM
from tests.rooms.approvals.conftest import Office, told

pytestmark = pytest.mark.django_db
Clock = Callable[[str], None]
PLAN = Wanted("material", "floor-plan", "经营场所平面图", "图上没有标明操作间")
PHONE = Wanted("field", "contact_phone", "联系电话", "号码少一位")


def ask(office: Office, case: Case, **changes: Any) -> int:
    return ask_supplement(case.pk, **({"wanted": [PLAN, PHONE], "actor": office.clerk} | changes))


def test_everything_missing_is_told_with_its_reason(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    ask(office, case, note="可到窗口当场更正电话")
    case.refresh_from_db()
    assert (case.state, case.act_by) == ("supplement", date(2026, 12, 15))
    event = told(case, SupplementAsked)
    assert [thing["key"] for thing in event["wanted"]] == ["floor-plan", "contact_phone"]
    status = case_of(case.application_id)
    assert status is not None
    assert status.supplement is not None
    assert status.supplement.wanted == (PLAN, PHONE)


def test_what_was_asked_for_comes_back_to_the_counter(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    ask(office, case)
    at("2026-12-01 16:00")
    filed_at = now()
    file_supplement(case.pk, filed_at=filed_at, actor=SYSTEM)
    case.refresh_from_db()
    assert (case.state, case.act_by) == ("received", date(2026, 12, 8))
    assert told(case, SupplementTaken)["accept_by"] == "2026-12-08"
    version = case.version
    assert file_supplement(case.pk, filed_at=filed_at, actor=SYSTEM) == version
    assert len(history_of(case.pk)) == 3


def test_a_second_request_for_supplements_is_refused(office: Office) -> None:
    case = office.case()
    ask(office, case)
    file_supplement(case.pk, filed_at=now(), actor=SYSTEM)
    with pytest.raises(Conflict) as refusal:
        ask(office, case)
    assert refusal.value.code == "supplement-asked-before"
    assert "一次告知" in refusal.value.message
    assert SupplementRequest.objects.filter(case=case).count() == 1


def test_a_late_request_is_refused_for_the_law_has_accepted_the_case(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    at("2026-12-02 09:00")
    with pytest.raises(Conflict) as refusal:
        ask(office, case)
    assert refusal.value.code == "deemed-accepted"
    accept_case(case.pk, actor=office.clerk)


def test_acceptance_after_a_supplement_counts_from_its_day(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    ask(office, case)
    at("2026-11-30 09:00")
    file_supplement(case.pk, filed_at=now(), actor=SYSTEM)
    at("2026-12-01 09:00")
    accept_case(case.pk, actor=office.clerk)
    case.refresh_from_db()
    # 1 December isn't counted; 2–4 are 1–3, 7–11 4–8, 14–18 9–13, 21–25 14–18, 28 29 are 19 20
    assert case.due_on == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("wanted", "errors"),
    [([], {"wanted"}), ([PLAN, Wanted("field", "contact_phone", "联系电话", " ")], {"contact_phone"})],
)
def test_a_notice_that_does_not_say_what_and_why_is_sent_back(
    office: Office, wanted: list[Wanted], errors: set[str]
) -> None:
    case = office.case()
    with pytest.raises(Invalid) as sent_back:
        ask(office, case, wanted=wanted)
    assert set(sent_back.value.errors) == errors
