"""Applications come in; the counter accepts them, or says why not (行政许可法 第三十二条)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from hall.approvals.events import AcceptanceRefused, CaseAccepted, CaseOpened
from hall.approvals.models import Case, DepartmentReview
from hall.approvals.public import accept_case, open_case, refuse_acceptance, withdraw_case
from hall.approvals.tasks import accept_by_silence
from hall.foundation.public import Conflict, Invalid, NotFound, PreconditionFailed, history_of, verify_chain
from hall.identity.public import SYSTEM
from tests.rooms.approvals.conftest import Office, told

pytestmark = pytest.mark.django_db
Clock = Callable[[str], None]


def test_an_application_opens_one_case_however_often_it_is_told(office: Office) -> None:
    submitted = office.submitted()
    first = open_case(submitted, actor=SYSTEM)
    assert open_case(submitted, actor=SYSTEM) == first
    assert Case.objects.filter(application_id=submitted.application_id).count() == 1
    assert len(history_of(Case.objects.get().pk)) == 1


def test_a_new_case_says_until_when_the_counter_must_answer(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    assert (case.state, case.act_by) == ("received", date(2026, 12, 1))
    assert told(case, CaseOpened)["accept_by"] == "2026-12-01"


def test_acceptance_starts_the_clock_and_opens_the_reviews_side_by_side(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    at("2026-11-25 10:00")
    version = accept_case(case.pk, actor=office.clerk)
    case.refresh_from_db()
    # 25 November isn't counted; the 20th working day is 23 December, the 7th is 4 December.
    assert (case.state, case.due_on, case.promised_on) == ("reviewing", date(2026, 12, 23), date(2026, 12, 4))
    assert (case.act_by, case.version, case.reviews_open) == (date(2026, 12, 4), version, 3)
    reviews = DepartmentReview.objects.filter(case=case)
    assert {review.department_id for review in reviews} == {each.pk for each in office.reviewing}
    assert {(review.state, review.due_on) for review in reviews} == {("pending", date(2026, 12, 3))}
    assert not told(case, CaseAccepted)["deemed"]


def test_a_limit_that_runs_into_an_unannounced_year_says_that_it_is_provisional(
    office: Office, at: Clock
) -> None:
    at("2026-12-15 09:00")
    case = office.case(promise_limit_days=None)
    accept_case(case.pk, actor=office.clerk)
    case.refresh_from_db()
    assert case.due_provisional
    assert told(case, CaseAccepted)["due_provisional"]


def test_an_item_that_nobody_reviews_is_decidable_at_once(office: Office) -> None:
    case = office.case(review_department_ids=())
    accept_case(case.pk, actor=office.clerk)
    case.refresh_from_db()
    assert case.state == "decidable"
    actions = [fact.action for fact in history_of(case.pk)]
    assert actions == ["approvals.case.open", "approvals.case.accept", "approvals.review.complete"]


def test_accepting_late_means_accepted_since_the_day_of_receipt(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    at("2026-12-02 09:00")  # the sixth working day
    accept_case(case.pk, actor=office.clerk)
    case.refresh_from_db()
    assert case.accepted_at == case.submitted_at
    assert case.due_on == date(2026, 12, 22)
    assert told(case, CaseAccepted)["deemed"]


def test_silence_accepts_by_night_and_only_what_is_late(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    late = office.case()
    at("2026-11-25 09:30")
    in_time = office.case()
    at("2026-12-02 01:00")
    assert accept_by_silence() == 1
    late.refresh_from_db()
    in_time.refresh_from_db()
    assert (late.state, late.accepted_at) == ("reviewing", late.submitted_at)
    assert in_time.state == "received"
    assert accept_by_silence() == 0


def test_not_ours_says_why_and_where_to_go(office: Office) -> None:
    case = office.case()
    refuse_acceptance(
        case.pk,
        ground="not_ours",
        reason="跨县经营的许可由市局办理",
        where_to_go="亳州市市场监督管理局",
        actor=office.clerk,
    )
    case.refresh_from_db()
    assert (case.state, case.ground, case.act_by) == ("not_accepted", "not_ours", None)
    assert case.closed_at is not None
    event = told(case, AcceptanceRefused)
    assert event["where_to_go"] == "亳州市市场监督管理局"
    assert "60日内" in event["remedies"]
    assert "向亳州市人民政府申请行政复议" in event["remedies"]
    assert "6个月内" in event["remedies"]


@pytest.mark.parametrize(
    ("ground", "reason", "where_to_go", "missing"),
    [
        ("not_ours", "不属于本机关职权", "", {"where_to_go"}),
        ("not_needed", " ", "", {"reason"}),
        ("papers_missing", "材料不全", "", {"ground"}),
        ("", "", "", {"ground", "reason"}),
    ],
)
def test_a_refusal_at_the_counter_without_its_legal_content_is_sent_back(
    office: Office, ground: str, reason: str, where_to_go: str, missing: set[str]
) -> None:
    case = office.case()
    with pytest.raises(Invalid) as sent_back:
        refuse_acceptance(case.pk, ground=ground, reason=reason, where_to_go=where_to_go, actor=office.clerk)
    assert set(sent_back.value.errors) == missing
    case.refresh_from_db()
    assert case.state == "received"


def test_an_applicant_withdraws_and_open_reviews_end(office: Office) -> None:
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    withdraw_case(case.pk, reason="不再经营", actor=office.applicant)
    case.refresh_from_db()
    assert (case.state, case.act_by, case.reviews_open) == ("withdrawn", None, 0)
    assert set(case.reviews.values_list("state", flat=True)) == {"void"}
    assert withdraw_case(case.pk, actor=office.applicant) == case.version
    assert len([fact for fact in history_of(case.pk) if fact.action == "approvals.case.withdraw"]) == 1


def test_who_comes_second_is_told_who_did_what_and_when(office: Office, at: Clock) -> None:
    at("2026-11-24 10:32")
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    with pytest.raises(Conflict) as refusal:
        accept_case(case.pk, actor=office.clerk)
    assert refusal.value.message == (
        "亳州市政务服务大厅 王芳已于2026-11-24 10:32办理“受理”，本件现为“审查中”。"
    )
    assert "没有执行" in refusal.value.remedy


def test_an_applicant_is_told_the_office_and_not_the_officers_name(office: Office) -> None:
    case = office.case()
    refuse_acceptance(case.pk, ground="not_needed", reason="无需许可", actor=office.clerk)
    with pytest.raises(Conflict) as refusal:
        withdraw_case(case.pk, actor=office.applicant)
    assert "亳州市政务服务大厅" in refusal.value.message
    assert "王芳" not in refusal.value.message


def test_a_case_that_changed_since_it_was_looked_at_is_not_touched(office: Office) -> None:
    case = office.case()
    with pytest.raises(PreconditionFailed):
        accept_case(case.pk, actor=office.clerk, expected_version=case.version + 1)
    accept_case(case.pk, actor=office.clerk, expected_version=case.version)


def test_the_same_key_accepts_once_and_gives_the_same_answer(office: Office) -> None:
    case = office.case()
    first = accept_case(case.pk, actor=office.clerk, key="k1")
    assert accept_case(case.pk, actor=office.clerk, key="k1") == first
    assert verify_chain(case.pk) == 2


def test_no_such_case_is_said_plainly(office: Office) -> None:
    with pytest.raises(NotFound):
        accept_case(uuid4(), actor=office.clerk)
