"""The limits of 行政许可法, counted by hand over real days of 2026 and the guess for 2027."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hall.approvals.rules.deadlines import (
    accept_by,
    case_limits,
    deliver_by,
    is_deemed_accepted,
    promise_days,
    review_due,
    supplement_reply_by,
)
from hall.standards.working_days import Calendar, read_calendar_file

DATA = Path(__file__).resolve().parents[3] / "data"
CALENDAR = Calendar(tuple(read_calendar_file(DATA / "workdays_cn_2024_2026.csv")))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        ("2026-11-24", "2026-12-01"),  # Tue; 25 26 27, 30, 1
        ("2026-11-28", "2026-12-04"),  # Sat; 30, 1 2 3 4
        ("2026-09-18", "2026-09-24"),  # Fri; Sun 20 is worked, 21 22 23 24
        ("2026-09-29", "2026-10-12"),  # Tue; 30, then rest 1–7 October, 8 9, Sat 10 is worked, 12
        ("2026-12-28", "2027-01-05"),  # Mon; 29 30 31, New Year's Day, weekend, 4 5
    ],
)
def test_what_is_missing_is_told_within_five_working_days(received: str, last_day: str) -> None:
    assert accept_by(CALENDAR, day(received)).on == day(last_day)


@pytest.mark.parametrize(
    ("today", "deemed"),
    [
        ("2026-11-24", False),  # the day itself: on the spot
        ("2026-12-01", False),  # the fifth day: still in time
        ("2026-12-02", True),  # the sixth: silence has accepted it
    ],
)
def test_silence_accepts_after_the_fifth_day(today: str, deemed: bool) -> None:
    assert is_deemed_accepted(CALENDAR, day("2026-11-24"), day(today)) is deemed


@pytest.mark.parametrize(
    ("legal", "promised", "days"),
    [
        (20, 7, 7),  # the office promises less than the law allows
        (20, 20, 20),
        (20, 30, 20),  # a promise can't lengthen the law's limit
        (20, None, 20),  # nothing promised: the law's limit
        (20, 0, 0),  # on the spot
    ],
)
def test_the_promise_is_never_longer_than_the_law(legal: int, promised: int | None, days: int) -> None:
    assert promise_days(legal, promised) == days


@pytest.mark.parametrize(
    ("accepted", "legal", "promised", "due_on", "promised_on", "provisional"),
    [
        # Tue; 25–27 are 1–3, 30 4, 1–4 December 5–8 (the 3rd is 7), 7–11 9–13, 14–18 14–18, 21 22 19 20
        ("2026-11-24", 20, 7, "2026-12-22", "2026-12-03", False),
        # Tue; 16–18 are 1–3, 21–25 4–8, 28–31 9–12, New Year rests, 4–8 January 13–17, 11 12 13 are 18 19 20
        ("2026-12-15", 20, 5, "2027-01-13", "2026-12-22", True),
        # on the spot: the day itself
        ("2026-11-24", 0, 0, "2026-11-24", "2026-11-24", False),
        # Wed before the holidays: rest 1–7 October, 8 9 are 1 2, Sat 10 is worked and 3
        ("2026-09-30", 3, None, "2026-10-10", "2026-10-10", False),
    ],
)
def test_the_decision_is_due_counted_from_the_day_after_acceptance(
    accepted: str, legal: int, promised: int | None, due_on: str, promised_on: str, provisional: bool
) -> None:
    limits = case_limits(CALENDAR, day(accepted), legal, promised)
    assert (limits.due.on, limits.promised.on) == (day(due_on), day(promised_on))
    assert limits.due.provisional is provisional


def test_a_promise_in_an_announced_year_is_certain_though_the_limit_is_not() -> None:
    limits = case_limits(CALENDAR, day("2026-12-15"), 20, 5)
    assert limits.due.provisional
    assert not limits.promised.provisional


@pytest.mark.parametrize(
    ("legal", "promised", "due"),
    [
        (20, 7, "2026-12-02"),  # the 6th day: one is left for the decision
        (20, None, "2026-12-21"),  # the 19th
        (20, 1, "2026-11-25"),  # nothing to spare: review and decision on the same day
        (20, 0, "2026-11-24"),
    ],
)
def test_reviews_leave_a_day_for_the_decision(legal: int, promised: int | None, due: str) -> None:
    assert review_due(CALENDAR, day("2026-11-24"), legal, promised).on == day(due)


def test_the_result_is_delivered_within_ten_working_days() -> None:
    # Thu; 4 is 1, 7–11 are 2–6, 14 15 16 17 are 7 8 9 10
    assert deliver_by(CALENDAR, day("2026-12-03")).on == day("2026-12-17")


def test_the_time_to_supply_is_counted_like_every_other() -> None:
    # Tue; 25–27 are 1–3, 30 is 4, 1–4 December 5–8, 7–11 9–13, 14 15 are 14 15
    assert supplement_reply_by(CALENDAR, day("2026-11-24"), 15).on == day("2026-12-15")
