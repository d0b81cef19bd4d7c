"""How a case stands, for whom it concerns: days left, what is asked, and who did what in which office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from hall.approvals.public import (
    accept_case,
    case_of,
    conclude_review,
    decide_case,
    refuse_acceptance,
    timeline_of,
    withdraw_case,
)
from hall.identity.public import SYSTEM
from tests.rooms.approvals.conftest import Office

pytestmark = pytest.mark.django_db
Clock = Callable[[str], None]


def test_there_is_no_case_before_it_is_opened(office: Office) -> None:
    assert case_of(uuid4()) is None


def test_days_left_count_down_to_the_promise(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    waiting = case_of(case.application_id)
    assert waiting is not None
    assert (waiting.state_label, waiting.days_left, waiting.accept_by) == ("收件", None, date(2026, 12, 1))
    accept_case(case.pk, actor=office.clerk)
    for moment, left in (("2026-11-24 10:00", 7), ("2026-12-02 10:00", 1), ("2026-12-04 10:00", -1)):
        at(moment)
        status = case_of(case.application_id)
        assert status is not None
        assert (status.promised_on, status.days_left) == (date(2026, 12, 3), left)


def test_the_timeline_names_offices_and_what_they_found(office: Office, at: Clock) -> None:
    at("2026-11-24 09:30")
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    for number, (department, reviewer) in enumerate(zip(office.reviewing, office.reviewers, strict=True)):
        conclude_review(
            case.pk, department_id=department.pk, passed=number != 1, opinion="见意见书", actor=reviewer
        )
    decide_case(case.pk, outcome="refused", reason="不符合条件", actor=office.decider)
    told = [(entry.title, entry.office, entry.detail, entry.kind) for entry in timeline_of(case.pk)]
    assert told == [
        ("收件", "亳州市政务服务大厅", "", "info"),
        ("受理", "亳州市政务服务大厅", "承诺 2026-12-03 前办结，法定期限 2026-12-22", "ok"),
        ("提交审查意见", "亳州市市场监督管理局", "通过：见意见书", "ok"),
        ("提交审查意见", "亳州市消防救援局", "不通过：见意见书", "late"),
        ("提交审查意见", "亳州市卫生健康局", "通过：见意见书", "ok"),
        ("审查完成", "系统", "", "ok"),
        ("作出决定", "亳州市市场监督管理局", "不予：不符合条件", "late"),
    ]
    assert timeline_of(case.pk)[1].person == "王芳"


def test_a_refusal_at_the_counter_tells_the_way_on(office: Office) -> None:
    case = office.case()
    refuse_acceptance(
        case.pk,
        ground="not_ours",
        reason="归县局办理",
        where_to_go="涡阳县市场监督管理局",
        actor=office.clerk,
    )
    last = timeline_of(case.pk)[-1]
    assert last.detail == "依法不属于本机关职权范围。归县局办理。涡阳县市场监督管理局"


def test_a_withdrawal_is_the_applicants_own_deed(office: Office) -> None:
    case = office.case()
    withdraw_case(case.pk, reason="不再经营", actor=SYSTEM)
    last = timeline_of(case.pk)[-1]
    assert (last.title, last.office, last.detail, last.person) == ("撤回申请", "申请人", "不再经营", "")
