"""Departments review side by side; a decider who reviewed nothing decides; the result is delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hall.approvals.events import CaseCompleted, CaseDecided, ReviewConcluded, ReviewsCompleted
from hall.approvals.models import Case
from hall.approvals.public import accept_case, complete_case, conclude_review, decide_case, withdraw_case
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, verify_chain
from hall.identity.public import SYSTEM, PostHeld
from tests.rooms.approvals.conftest import Office, told

pytestmark = pytest.mark.django_db


def review_all(office: Office, case: Case, *, failing: int | None = None) -> None:
    for number, (department, reviewer) in enumerate(zip(office.reviewing, office.reviewers, strict=True)):
        passed = number != failing
        conclude_review(
            case.pk,
            department_id=department.pk,
            passed=passed,
            opinion="符合条件" if passed else "操作间与库房未分隔（食品经营许可审查通则第十一条）",
            actor=reviewer,
        )


@pytest.fixture
def accepted(office: Office, at: Callable[[str], None]) -> Case:
    at("2026-11-24 09:30")
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    return case


@pytest.fixture
def decidable(office: Office, accepted: Case) -> Case:
    review_all(office, accepted)
    return accepted


def test_the_last_review_makes_the_case_decidable_in_the_same_deed(office: Office, accepted: Case) -> None:
    for left, (department, reviewer) in zip(
        (2, 1, 0), zip(office.reviewing, office.reviewers, strict=True), strict=True
    ):
        conclude_review(accepted.pk, department_id=department.pk, passed=True, actor=reviewer)
        accepted.refresh_from_db()
        assert (accepted.reviews_open, accepted.state) == (left, "decidable" if not left else "reviewing")
    assert told(accepted, ReviewsCompleted)["all_passed"]
    assert told(accepted, ReviewConcluded)["reviewing_department_id"] == office.reviewing[-1].pk


def test_a_department_concludes_once(office: Office, accepted: Case) -> None:
    conclude_review(accepted.pk, department_id=office.reviewing[1].pk, passed=True, actor=office.reviewers[1])
    with pytest.raises(Conflict, match=r"消防救援.*已于.*提交审查意见"):
        conclude_review(
            accepted.pk, department_id=office.reviewing[1].pk, passed=True, actor=office.reviewers[1]
        )


def test_a_department_that_has_no_say_is_told_so(office: Office, accepted: Case) -> None:
    stranger = replace(office.reviewers[0], posts=(PostHeld("reviewer", office.hall.pk, 0),))
    with pytest.raises(NotFound, match="不需要该部门审查"):
        conclude_review(accepted.pk, department_id=0, passed=True, actor=stranger)


def test_a_failing_review_says_why(office: Office, accepted: Case) -> None:
    with pytest.raises(Invalid) as sent_back:
        conclude_review(
            accepted.pk,
            department_id=office.reviewing[0].pk,
            passed=False,
            opinion=" ",
            actor=office.reviewers[0],
        )
    assert set(sent_back.value.errors) == {"opinion"}


def test_a_grant_is_delivered_within_ten_days_and_then_the_case_is_done(
    office: Office, decidable: Case
) -> None:
    decide_case(decidable.pk, outcome="granted", actor=office.decider)
    decidable.refresh_from_db()
    # 24 November isn't counted; 25–27 are 1–3, 30 is 4, 1–4 December 5–8, 7 8 are 9 10
    assert (decidable.state, decidable.outcome, decidable.act_by) == ("granted", "granted", date(2026, 12, 8))
    assert told(decidable, CaseDecided)["decided_by"] == office.decider.account_id
    complete_case(decidable.pk, actor=SYSTEM)
    decidable.refresh_from_db()
    assert (decidable.state, decidable.act_by) == ("completed", None)
    assert told(decidable, CaseCompleted)["outcome"] == "granted"
    # open, accept, 3 reviews, all reviews in, decided, completed
    assert verify_chain(decidable.pk) == 8


def test_a_refusal_tells_its_reason_and_what_can_be_done_against_it(office: Office, decidable: Case) -> None:
    with pytest.raises(Invalid) as sent_back:
        decide_case(decidable.pk, outcome="refused", actor=office.decider)
    assert set(sent_back.value.errors) == {"reason"}
    decide_case(
        decidable.pk,
        outcome="refused",
        reason="不符合条件",
        actor=office.decider,
    )
    event = told(decidable, CaseDecided)
    assert (event["outcome"], event["reason"]) == ("refused", "不符合条件")
    assert "亳州市人民政府" in event["remedies"]


def test_an_outcome_is_granted_or_refused(office: Office, decidable: Case) -> None:
    with pytest.raises(Invalid, match="准予或者不予"):
        decide_case(decidable.pk, outcome="perhaps", actor=office.decider)


def test_granting_against_a_departments_finding_needs_a_reason(office: Office, accepted: Case) -> None:
    review_all(office, accepted, failing=1)
    assert not told(accepted, ReviewsCompleted)["all_passed"]
    with pytest.raises(Invalid, match="有部门审查不通过"):
        decide_case(accepted.pk, outcome="granted", actor=office.decider)
    decide_case(accepted.pk, outcome="granted", reason="现场已整改并复核", actor=office.decider)


def test_nothing_is_decided_before_all_have_concluded(office: Office, accepted: Case) -> None:
    with pytest.raises(Conflict, match="审查中"):
        decide_case(accepted.pk, outcome="granted", actor=office.decider)


def test_who_reviewed_does_not_decide_unless_the_city_allows_it(
    office: Office, accepted: Case, settings: Any
) -> None:
    both = replace(
        office.reviewers[0],
        posts=(*office.reviewers[0].posts, PostHeld("decider", office.hall.pk, office.lead.pk)),
    )
    office.reviewers[0] = both
    review_all(office, accepted)
    with pytest.raises(Refused, match="您审查过本件"):
        decide_case(accepted.pk, outcome="granted", actor=both)
    settings.HALL_DECIDER_MAY_REVIEW = True
    decide_case(accepted.pk, outcome="granted", actor=both)


def test_no_case_is_withdrawn_once_it_is_decided(office: Office, decidable: Case) -> None:
    decide_case(decidable.pk, outcome="granted", actor=office.decider)
    with pytest.raises(Conflict, match="准予"):
        withdraw_case(decidable.pk, actor=office.applicant)
