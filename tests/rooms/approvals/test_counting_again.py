"""A year's working days are announced: dates that leaned on the guess move, and those concerned are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from hall.approvals.events import CaseDueDateChanged, Wanted
from hall.approvals.models import Case
from hall.approvals.public import accept_case, ask_supplement, conclude_review, decide_case, recount_case
from hall.approvals.reactions import count_again
from hall.approvals.tasks import recount_due_dates
from hall.foundation.events import CalendarAnnounced
from hall.foundation.models import CalendarDay
from hall.foundation.public import forget_calendar, history_of
from hall.identity.public import SYSTEM
from hall.standards.working_days import read_calendar_file
from tests.rooms.approvals.conftest import Office, told

pytestmark = pytest.mark.django_db
Clock = Callable[[str], None]
DATA = Path(__file__).resolve().parents[3] / "data" / "workdays_cn_2024_2026.csv"


def announce(*rest: str, worked: Iterable[str] = ()) -> None:
    """2027 as announced: weekends and `rest` are free, `worked` weekend days are worked."""
    first = date(2027, 1, 1)
    days = [first + timedelta(days=number) for number in range(365)]
    CalendarDay.objects.bulk_create(
        CalendarDay(
            day=day,
            is_working=str(day) in worked or (day.weekday() < 5 and str(day) not in rest),
            name="元旦" if str(day) in rest else "",
            source="国办发明电〔2026〕测试",
        )
        for day in days
    )
    forget_calendar()


@pytest.fixture(autouse=True)
def _announced_2026(db: None) -> None:
    """What is announced already: this year."""
    CalendarDay.objects.bulk_create(
        CalendarDay(day=each.day, is_working=each.is_working, name=each.name, source="国办发明电〔2025〕7号")
        for each in read_calendar_file(DATA)
        if each.day.year == 2026
    )
    forget_calendar()


@pytest.fixture
def leaning(office: Office, at: Clock) -> Case:
    """Accepted on 15 December: 20 working days run to 13 January 2027, by the guess."""
    at("2026-12-15 09:00")
    case = office.case(promise_limit_days=15)
    accept_case(case.pk, actor=office.clerk)
    case.refresh_from_db()
    assert (case.due_on, case.due_provisional) == (date(2027, 1, 13), True)
    return case


def test_a_due_date_that_moves_is_told(leaning: Case) -> None:
    announce("2027-01-01", "2027-01-04", "2027-01-05")  # two days more of rest than guessed
    assert recount_due_dates(2027) == 1
    leaning.refresh_from_db()
    # 16–18, 21–25, 28–31 December are 1–12; 6 7 8 January 13–15, 11–15 are 16–20
    assert (leaning.due_on, leaning.promised_on) == (date(2027, 1, 15), date(2027, 1, 8))
    assert (leaning.due_provisional, leaning.act_by) == (False, date(2027, 1, 8))
    event = told(leaning, CaseDueDateChanged)
    assert (event["old"], event["new"]) == ("2027-01-13", "2027-01-15")
    assert "2027 年工作日安排已公布" in event["cause"]
    assert set(leaning.reviews.values_list("due_on", flat=True)) == {date(2027, 1, 7)}


def test_a_date_that_stands_loses_its_mark_without_a_notice(leaning: Case) -> None:
    announce("2027-01-01")
    assert recount_due_dates(2027) == 1
    leaning.refresh_from_db()
    assert (leaning.due_on, leaning.due_provisional) == (date(2027, 1, 13), False)
    last = history_of(leaning.pk)[-1]
    assert (last.action, last.event) == ("approvals.case.recount", "")
    assert recount_due_dates(2027) == 0


def test_a_case_still_at_the_counter_has_its_days_counted_again(office: Office, at: Clock) -> None:
    at("2026-12-28 09:00")
    waiting, asked = office.case(), office.case()
    wanted = [Wanted("material", "plan", "平面图", "看不清")]
    ask_supplement(asked.pk, wanted=wanted, actor=office.clerk)
    announce("2027-01-01", "2027-01-04")
    assert recount_due_dates(2027) == 2
    for case in (waiting, asked):
        case.refresh_from_db()
    assert waiting.act_by == date(2027, 1, 6)  # 29 30 31, 5 6
    assert asked.act_by == asked.supplement.reply_by == date(2027, 1, 20)  # 29–31, 5–8, 11–15, 18 19 20


def test_a_decided_case_keeps_its_limit_and_only_its_delivery_moves(
    office: Office, leaning: Case, at: Clock
) -> None:
    for department, reviewer in zip(office.reviewing, office.reviewers, strict=True):
        conclude_review(leaning.pk, department_id=department.pk, passed=True, actor=reviewer)
    at("2026-12-25 09:00")
    decide_case(leaning.pk, outcome="granted", actor=office.decider)
    announce("2027-01-01", "2027-01-04")
    assert recount_due_dates(2027) == 1
    leaning.refresh_from_db()
    assert leaning.due_on == date(2027, 1, 13)
    assert leaning.act_by == date(2027, 1, 12)  # 28–31 are 1–4, 5–8 are 5–8, 11 12 are 9 10


def test_cases_that_lean_on_nothing_are_left_alone(office: Office, at: Clock) -> None:
    at("2026-11-24 09:00")
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    version = Case.objects.get(pk=case.pk).version
    announce("2027-01-01")
    assert recount_due_dates(2027) == 0
    assert Case.objects.get(pk=case.pk).version == version


def test_a_closed_case_is_never_counted_again(office: Office) -> None:
    case = office.case()
    Case.objects.filter(pk=case.pk).update(state="withdrawn", act_by=None, closed_at=case.submitted_at)
    assert not recount_case(case.pk, cause="", actor=SYSTEM)


def test_hearing_twice_of_a_year_leaves_one_task(office: Office) -> None:
    for _ in range(2):
        count_again(CalendarAnnounced(2027, ()))
    assert ProcrastinateJob.objects.filter(task_name="approvals.recount_due_dates").count() == 1
