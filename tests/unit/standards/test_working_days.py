"""The ruler against the announced calendar, counted the slow way, and against the law's own wording."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.standards.calendar_days import days_of_year
from hall.standards.working_days import (
    Calendar,
    CalendarDay,
    Counted,
    DueDate,
    provisional_year,
    read_calendar_file,
)
from tests.unit.standards.reference import DATA

ROWS = list(read_calendar_file(DATA / "workdays_cn_2024_2026.csv"))
CALENDAR = Calendar.of(ROWS)
WORKED = {entry.day: entry.is_working for entry in ROWS}
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)

starts = st.dates(FIRST, date(2028, 12, 31))
limits = st.integers(0, 120)
pauses = st.lists(
    st.tuples(starts, st.integers(0, 40)).map(lambda p: (p[0], p[0] + timedelta(days=p[1]))), max_size=4
)


def days_after(start: date, end: date) -> list[date]:
    return [start + timedelta(days=i) for i in range(1, (end - start).days + 1)]


def test_the_announced_years_have_251_248_and_248_working_days() -> None:
    counts = {year: sum(map(CALENDAR.is_working, days_of_year(year))) for year in (2024, 2025, 2026)}
    assert counts == {2024: 251, 2025: 248, 2026: 248}


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 25)),  # Tuesday → Wednesday: the first day isn't counted
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday → Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # filed on a Saturday: Monday is the first day
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # Sunday 20 September is worked in exchange for 6 October
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # 国庆节, 1–7 October
        (date(2025, 1, 24), 5, date(2025, 2, 7)),  # 26 (Sunday, worked), 27 Jan; 春节 to 4 Feb; 5, 6, 7 Feb
        (date(2026, 3, 2), 20, date(2026, 3, 30)),  # four full weeks
    ],
)
def test_due_dates_follow_the_announced_calendar(start: date, n: int, due: date) -> None:
    assert CALENDAR.due_date(start, n) == DueDate(due)


@given(starts.filter(lambda d: d <= date(2026, 6, 1)), st.integers(1, 120))
def test_the_due_date_is_what_counting_day_by_day_finds(start: date, n: int) -> None:
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= WORKED[day]
    assert CALENDAR.due_date(start, n) == DueDate(day)
    assert CALENDAR.working_days_between(start, day) == n


@given(st.dates(FIRST, LAST), st.dates(FIRST, LAST))
def test_days_between_are_what_counting_day_by_day_finds(a: date, b: date) -> None:
    low, high = min(a, b), max(a, b)
    counted = sum(WORKED[day] for day in days_after(low, high))
    assert CALENDAR.working_days_between(low, high) == counted
    assert CALENDAR.working_days_between(high, low) == -counted


@given(starts, limits, limits)
def test_two_limits_in_a_row_are_one_long_limit(start: date, a: int, b: int) -> None:
    first = CALENDAR.due_date(start, a)
    assert CALENDAR.due_date(first.on, b).on == CALENDAR.due_date(start, a + b).on


@given(starts, limits, st.integers(0, 60))
def test_a_longer_limit_or_a_later_start_never_ends_earlier(start: date, n: int, more: int) -> None:
    due = CALENDAR.due_date(start, n).on
    assert CALENDAR.due_date(start, n + more).on >= due
    assert CALENDAR.due_date(start + timedelta(days=more), n).on >= due
    assert CALENDAR.due_date(start, n, extension=more).on == CALENDAR.due_date(start, n + more).on


@given(starts, st.integers(1, 120))
def test_a_limit_ends_on_a_working_day(start: date, n: int) -> None:
    assert CALENDAR.is_working(CALENDAR.due_date(start, n).on)


@given(starts, limits, pauses)
def test_provisional_is_said_exactly_when_a_counted_day_is_a_guess(
    start: date, n: int, stops: list[tuple[date, date]]
) -> None:
    due = CALENDAR.due_date(start, n, pauses=stops)
    counted = [
        day for day in days_after(start, due.on) if not any(begins < day <= ends for begins, ends in stops)
    ]
    guessed = {day.year for day in counted if day > LAST}
    assert due.provisional == bool(guessed)
    assert due.unannounced_years == tuple(sorted(guessed))


def test_a_limit_that_runs_into_the_unannounced_year_says_so() -> None:
    # filed 24 November 2026: 27 working days are left in 2026, 3 more in 2027 after 1 January (Fri)
    assert CALENDAR.working_days_between(date(2026, 11, 24), LAST) == 27
    assert CALENDAR.due_date(date(2026, 11, 24), 27) == DueDate(LAST)
    assert CALENDAR.due_date(date(2026, 11, 24), 30) == DueDate(date(2027, 1, 6), True, (2027,))


@given(starts, st.integers(1, 60), pauses)
def test_a_pause_moves_the_end_by_the_working_days_it_leaves_out(
    start: date, n: int, stops: list[tuple[date, date]]
) -> None:
    due = CALENDAR.due_date(start, n, pauses=stops).on
    counted = [
        day
        for day in days_after(start, due)
        if CALENDAR.is_working(day) and not any(begins < day <= ends for begins, ends in stops)
    ]
    assert len(counted) == n
    assert counted[-1] == due


def test_a_pause_begins_the_day_after_like_every_period() -> None:
    start = date(2026, 11, 2)  # Monday
    plain = CALENDAR.due_date(start, 5).on  # Monday 9th
    stopped_tuesday = date(2026, 11, 3)
    assert CALENDAR.due_date(start, 5, pauses=[(stopped_tuesday, stopped_tuesday)]).on == plain
    # Tuesday still counts as the 1st; Wed–Fri are left out; Mon 9 – Thu 12 are the 2nd to 5th
    assert CALENDAR.due_date(start, 5, pauses=[(stopped_tuesday, date(2026, 11, 6))]).on == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 24), 3),  # Wed, Thu, Fri
        (date(2026, 11, 27), 0),  # the day itself
        (date(2026, 11, 28), -1),  # Saturday: the limit has passed
        (date(2026, 11, 30), -1),  # Monday, the first working day over
        (date(2026, 12, 1), -2),
    ],
)
def test_days_left_shrink_to_nought_and_go_below(today: date, days: int) -> None:
    left = CALENDAR.days_left(today, date(2026, 11, 27))
    assert (left.days, left.is_overdue, left.provisional) == (days, days < 0, False)


def test_days_left_say_when_they_lean_on_an_unannounced_year() -> None:
    assert CALENDAR.days_left(date(2026, 12, 30), date(2027, 1, 4)).provisional
    assert CALENDAR.days_left(date(2027, 1, 5), date(2027, 1, 4)).provisional
    assert not CALENDAR.days_left(date(2026, 12, 30), LAST).provisional


def test_the_ledger_gives_every_day_a_reason() -> None:
    rows = CALENDAR.ledger(date(2026, 9, 18), 8, pauses=[(date(2026, 9, 21), date(2026, 9, 22))])
    told = [(row.day.day, row.counted_as, row.reason) for row in rows]
    assert told == [
        (18, None, "起算日，不计入"),
        (19, None, "周末"),
        (20, 1, "国庆节调休上班"),
        (21, 2, "工作日"),
        (22, None, "不计入期限"),
        (23, 3, "工作日"),
        (24, 4, "工作日"),
        (25, None, "中秋节"),
        (26, None, "中秋节"),
        (27, None, "中秋节"),
        (28, 5, "工作日"),
        (29, 6, "工作日"),
        (30, 7, "工作日"),
        *[(day, None, "国庆节") for day in range(1, 8)],
        (8, 8, "工作日"),
    ]
    assert rows[0].weekday == "星期五"
    assert not any(row.provisional for row in rows)


@given(starts, limits, pauses)
def test_the_ledger_ends_where_the_limit_ends(start: date, n: int, stops: list[tuple[date, date]]) -> None:
    rows = CALENDAR.ledger(start, n, pauses=stops)
    assert rows[-1].day == CALENDAR.due_date(start, n, pauses=stops).on
    assert [row.counted_as for row in rows if row.counted_as] == list(range(1, n + 1))
    assert [row.day for row in rows[1:]] == days_after(start, rows[-1].day)


def test_a_rest_day_given_in_exchange_without_a_name_is_explained() -> None:
    calendar = Calendar.of([CalendarDay(date(2026, 11, 25), False)])
    (_, row, _) = calendar.ledger(date(2026, 11, 24), 1)
    assert (row.kind, row.reason) == (Counted.EXCHANGED_REST, "调休放假")


def test_a_provisional_year_has_the_statutory_holidays_and_no_exchanges() -> None:
    year = {entry.day: entry for entry in provisional_year(2027)}
    rest = {day: entry.name for day, entry in year.items() if day.weekday() < 5 and not entry.is_working}
    assert all(entry.provisional for entry in year.values())
    assert not any(entry.is_working and day.weekday() >= 5 for day, entry in year.items())
    # 2027: 元旦 Fri · 春节 5–8 Feb (Fri–Mon), two days made up 9, 10 · 清明 Mon · 劳动节 Sat, Sun → 3, 4 May
    # · 端午 Wed 9 Jun · 中秋 Wed 15 Sep · 国庆 Fri–Sun → 4, 5 Oct
    assert sorted((day.month, day.day) for day in rest) == [
        (1, 1), (2, 5), (2, 8), (2, 9), (2, 10), (4, 5), (5, 3), (5, 4), (6, 9), (9, 15),
        (10, 1), (10, 4), (10, 5),
    ]  # fmt: skip
    assert len(rest) == 13
    assert rest[date(2027, 2, 5)] == "春节"


@pytest.mark.parametrize("year", range(2025, 2101))
def test_every_provisional_year_gives_thirteen_days_of_rest(year: int) -> None:
    rest = [day for day, _, name, _ in provisional_year(year) if name]
    on_weekends = [day for day in rest if day.weekday() >= 5]
    assert len(rest) - len(on_weekends) in (12, 13)  # 12 when two festivals fall on one day


def test_far_years_are_guessed_and_said_to_be() -> None:
    due = CALENDAR.due_date(date(2150, 9, 30), 1)
    assert due == DueDate(date(2150, 10, 5), True, (2150,))  # 1–3 October rest, 3 and 4 are a weekend


def test_a_year_known_in_part_is_a_guess_for_the_rest() -> None:
    calendar = Calendar.of(row for row in ROWS if row.day <= date(2026, 11, 30))
    assert not calendar.is_provisional(date(2026, 11, 30))
    assert calendar.is_provisional(date(2026, 12, 1))
    assert calendar.due_date(date(2026, 11, 27), 1) == DueDate(date(2026, 11, 30))
    assert calendar.due_date(date(2026, 11, 27), 2) == DueDate(date(2026, 12, 1), True, (2026,))


def test_negative_limits_are_an_error_in_the_program() -> None:
    with pytest.raises(ValueError, match="期限不能为负数"):
        CALENDAR.due_date(FIRST, -1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [("2027-13-01,1,,0", "2027-13-01"), ("2027-01-04,2,,0", "is_workday"), ("2027-01-04", "第 2 行")],
)
def test_a_broken_calendar_file_names_its_line(tmp_path, row: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "days.csv"
    path.write_text(f"date,is_workday,holiday_en,is_adjusted_workday\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        list(read_calendar_file(path))
