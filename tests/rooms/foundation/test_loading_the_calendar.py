"""The State Council announces a year: the guess gives way, once, and those concerned can hear of it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from hall.foundation.bulk import NotLoaded
from hall.foundation.events import CalendarAnnounced
from hall.foundation.loading.calendar import chain_of_year, load_calendar
from hall.foundation.models import CalendarDay, OutboxMessage
from hall.foundation.outbox import Wiring, deliver_all
from hall.foundation.public import calendar, forget_calendar, history_of, verify_chain
from hall.identity.public import SYSTEM
from hall.standards.calendar_days import provisional_year

ANNOUNCED = Path(__file__).parents[3] / "data" / "workdays_cn_2024_2026.csv"
HEADER = ["date", "is_workday", "holiday_en", "is_adjusted_workday"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_calendar() -> None:
    CalendarDay.objects.all().delete()
    forget_calendar()


def year_file(tmp_path: Path, year: int, *, exchanged: dict[date, bool], leave_out: int = 0) -> Path:
    """A year as it might be announced: the regulation's days, with some worked or given in exchange."""
    path = tmp_path / f"{year}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for entry in provisional_year(year)[leave_out:]:
            worked = exchanged.get(entry.day, entry.is_working)
            writer.writerow([entry.day, int(worked), entry.name, 0])
    return path


SPRING_2027 = {date(2027, 2, 11): False, date(2027, 2, 12): False, date(2027, 2, 20): True}


def test_the_announced_years_come_into_force() -> None:
    report = load_calendar(ANNOUNCED, actor=SYSTEM)
    assert (report.added, report.changed, report.unchanged) == (1_096, 0, 0)
    assert calendar().is_working(date(2026, 10, 10))  # a Saturday worked in exchange
    assert not calendar().is_provisional(date(2026, 12, 31))
    assert calendar().is_provisional(date(2027, 1, 1))


def test_loading_again_changes_nothing_and_says_nothing() -> None:
    load_calendar(ANNOUNCED, actor=SYSTEM)
    told = OutboxMessage.objects.count()
    report = load_calendar(ANNOUNCED, actor=SYSTEM)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1_096)
    assert OutboxMessage.objects.count() == told == 3  # one for each year, from the first time


def test_a_date_that_leaned_on_the_guess_moves_when_the_year_is_announced(tmp_path: Path) -> None:
    load_calendar(ANNOUNCED, actor=SYSTEM)
    guessed = calendar().due_date(date(2027, 2, 4), 3)
    assert guessed == (date(2027, 2, 15), True, (2027,))  # 11, 12, then Monday 15 February

    load_calendar(year_file(tmp_path, 2027, exchanged=SPRING_2027), actor=SYSTEM)
    # 11 and 12 February are given in exchange: 15, 16, 17
    assert calendar().due_date(date(2027, 2, 4), 3) == (date(2027, 2, 17), False, ())


@pytest.mark.django_db(transaction=True)
def test_other_rooms_hear_which_days_turned(tmp_path: Path) -> None:
    heard: list[CalendarAnnounced] = []
    load_calendar(year_file(tmp_path, 2027, exchanged=SPRING_2027), actor=SYSTEM)
    deliver_all(Wiring({CalendarAnnounced: [heard.append]}))
    assert heard == [CalendarAnnounced(2027, tuple(sorted(SPRING_2027)))]


def test_a_year_may_be_corrected_later(tmp_path: Path) -> None:
    load_calendar(year_file(tmp_path, 2027, exchanged={}), actor=SYSTEM)
    report = load_calendar(year_file(tmp_path, 2027, exchanged={date(2027, 1, 2): True}), actor=SYSTEM)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 364)
    first, second = history_of(chain_of_year(2027))
    assert first.data["changed_days"] == []  # the announcement confirmed every guess
    assert second.data["changed_days"] == ["2027-01-02"]
    assert verify_chain(chain_of_year(2027)) == 2


def test_a_provisional_year_that_was_stored_is_replaced(tmp_path: Path) -> None:
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, is_working=worked, name=name, is_provisional=True, source="")
        for day, worked, name, _ in provisional_year(2027)
    )
    report = load_calendar(year_file(tmp_path, 2027, exchanged={}), actor=SYSTEM)
    assert report.changed == 365
    assert not CalendarDay.objects.filter(is_provisional=True).exists()


def test_a_year_with_a_hole_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotLoaded) as refused:
        load_calendar(year_file(tmp_path, 2027, exchanged={}, leave_out=2), actor=SYSTEM)
    assert [note.reason for note in refused.value.report.rejected] == ["2027 年缺少 2 天，最早为 2027-01-01"]
    assert not CalendarDay.objects.exists()


def test_every_bad_row_is_named_and_nothing_is_loaded(tmp_path: Path) -> None:
    path = year_file(tmp_path, 2027, exchanged={})
    with path.open("a", encoding="utf-8") as file:
        file.write("2027-02-30,1,,0\n2027-01-01,0,,0\n2027-01-02,yes,,0\n")
    with pytest.raises(NotLoaded) as refused:
        load_calendar(path, actor=SYSTEM)
    assert [(note.line, note.reason) for note in refused.value.report.rejected] == [
        (367, "日期应为 2027-01-01 的形式：2027-02-30"),
        (368, "日期重复：2027-01-01"),
        (369, "is_workday 应为 0 或 1：yes"),
    ]
    assert not CalendarDay.objects.exists()


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text(",".join(HEADER) + "\n", encoding="utf-8")
    with pytest.raises(NotLoaded):
        load_calendar(path, actor=SYSTEM)
