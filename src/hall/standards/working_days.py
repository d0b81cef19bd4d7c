"""Working days: the one ruler by which every limit of every case is measured.

行政许可法 第八十二条 counts limits in working days, holidays left out; 民法典 第二百零一条 does not count the
day on which a period begins. So `due_date(start, n)` is the n-th working day *after* `start`. Everything
else here is that one rule seen from another side: the same days are counted forwards (`due_date`), between
(`working_days_between`), left over (`days_left`) and explained one by one (`ledger`).

A day nobody has announced yet is taken from the provisional year, and every answer that leans on such a day
says so. Cost: a subtraction in a prefix table per year touched, so a list of thousands of cases is cheap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from hall.standards.calendar_days import (
    ONE_DAY,
    CalendarDay,
    fill_year,
    provisional_year,
    read_calendar_file,
    weekday_name,
)

__all__ = [
    "Calendar",
    "CalendarDay",
    "Counted",
    "DayCounted",
    "DueDate",
    "Pause",
    "Remaining",
    "provisional_year",
    "read_calendar_file",
]

#: A stretch not counted in the limit (行政许可法 第四十五条: hearing, inspection, expert review …). Like any
#: period it begins the day after its first date: the days after `[0]` up to and with `[1]`.
Pause = tuple[date, date]


class DueDate(NamedTuple):
    """The last day of a limit; whether it leans on days not announced yet, and of which years."""

    on: date
    provisional: bool = False
    unannounced_years: tuple[int, ...] = ()


class Remaining(NamedTuple):
    """Working days until a due date: 0 on the day itself, negative once it has passed."""

    days: int
    provisional: bool = False

    @property
    def is_overdue(self) -> bool:
        """Whether the due date lies behind."""
        return self.days < 0


class Counted(StrEnum):
    """How a day stands in the ledger; the value is what people are told."""

    START = "起算日，不计入"
    WORKING = "工作日"
    EXCHANGED = "调休上班"
    WEEKEND = "周末"
    HOLIDAY = "法定节假日"
    EXCHANGED_REST = "调休放假"
    PAUSED = "不计入期限"


class DayCounted(NamedTuple):
    """One day of a ledger: its number in the limit (None when not counted) and the reason."""

    day: date
    counted_as: int | None
    kind: Counted
    reason: str
    provisional: bool

    @property
    def weekday(self) -> str:
        """星期一 … 星期日."""
        return weekday_name(self.day)


class _Year:
    """One year as prefix tables: worked[i] and guessed[i] count the days before the i-th (from 0)."""

    __slots__ = ("days", "first", "guessed", "worked", "working")

    def __init__(self, days: Sequence[CalendarDay]) -> None:
        self.days = days
        self.first = days[0].day.toordinal()
        self.worked = list(accumulate((entry.is_working for entry in days), initial=0))
        self.guessed = list(accumulate((entry.provisional for entry in days), initial=0))
        self.working = [entry.day for entry in days if entry.is_working]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The announced days a hall knows, and a provisional guess for every other day."""

    announced: tuple[CalendarDay, ...] = ()
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, rows: Iterable[tuple[date, bool, str, bool]]) -> Calendar:
        """A calendar from (date, is_working, name, provisional) rows, in any order."""
        return cls(tuple(sorted(CalendarDay(*row) for row in rows)))

    def __post_init__(self) -> None:
        by_year: dict[int, list[CalendarDay]] = {}
        for entry in self.announced:
            by_year.setdefault(entry.day.year, []).append(entry)
        for year, known in by_year.items():
            self._years[year] = _Year(fill_year(year, known))

    def on(self, day: date) -> CalendarDay:
        """What is known, or guessed, of one day."""
        return self._year(day.year).days[day.timetuple().tm_yday - 1]

    def is_working(self, day: date) -> bool:
        """Whether `day` is worked, 调休 included."""
        return self.on(day).is_working

    def is_provisional(self, day: date) -> bool:
        """Whether `day` is a guess, its year's arrangement not being announced."""
        return self.on(day).provisional

    def due_date(self, start: date, n: int, *, extension: int = 0, pauses: Iterable[Pause] = ()) -> DueDate:
        """The last day of a limit of `n` working days (and `extension` more) that begins on `start`.

        `start` isn't counted (民法典 第二百零一条), nor are pauses (行政许可法 第四十五条); an extension
        lengthens the limit (第四十二条). No days means `start` itself.
        """
        left = _not_negative(n) + _not_negative(extension)
        cursor, stretches = start, []
        for begins, ends in _merged(pauses, start):
            worked = self.working_days_between(cursor, begins)
            if left <= worked:
                break
            left -= worked
            stretches.append((cursor, begins))
            cursor = ends
        due = self._nth_working_day_after(cursor, left) if left else start
        stretches.append((cursor, due))
        years = sorted({year for stretch in stretches for year in self._guessed_years(*stretch)})
        return DueDate(due, bool(years), tuple(years))

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.working_days_between(end, start)
        total = self._worked_before_end_of(end) - self._worked_before_end_of(start)
        for year in range(start.year, end.year):
            total += self._year(year).worked[-1]
        return total

    def days_left(self, today: date, due: date) -> Remaining:
        """Working days from `today` to `due`: 0 on the day itself, negative once it has passed.

        On a rest day after the due date no working day has gone by, yet the limit has: that is one day over.
        """
        if today > due:
            over = max(1, self.working_days_between(due, today))
            return Remaining(-over, bool(self._guessed_years(due, today)))
        return Remaining(self.working_days_between(today, due), bool(self._guessed_years(today, due)))

    def ledger(
        self, start: date, n: int, *, extension: int = 0, pauses: Iterable[Pause] = ()
    ) -> list[DayCounted]:
        """Every day from `start` to the due date, with its number in the limit or why it isn't counted."""
        pauses = list(_merged(pauses, start))
        due = self.due_date(start, n, extension=extension, pauses=pauses).on
        rows = [DayCounted(start, None, Counted.START, Counted.START.value, self.is_provisional(start))]
        number = 0
        for day in _days_after(start, due):
            entry = self.on(day)
            kind, reason = _explain(entry)
            if any(begins < day <= ends for begins, ends in pauses):
                kind, reason = Counted.PAUSED, Counted.PAUSED.value
            counts = kind in (Counted.WORKING, Counted.EXCHANGED)
            number += counts
            rows.append(DayCounted(day, number if counts else None, kind, reason, entry.provisional))
        return rows

    def _nth_working_day_after(self, start: date, n: int) -> date:
        year = start.year
        n += self._worked_before_end_of(start)
        while n > len(self._year(year).working):
            n -= len(self._year(year).working)
            year += 1
        return self._year(year).working[n - 1]

    def _worked_before_end_of(self, day: date) -> int:
        year = self._year(day.year)
        return year.worked[day.toordinal() - year.first + 1]

    def _guessed_years(self, start: date, end: date) -> list[int]:
        """The years of which an unannounced day lies after `start` up to `end`."""
        found = []
        for number in range(start.year, end.year + 1):
            year = self._year(number)
            low = max(start.toordinal() + 1 - year.first, 0)
            high = min(end.toordinal() + 1 - year.first, len(year.days))
            if high > low and year.guessed[high] > year.guessed[low]:
                found.append(number)
        return found

    def _year(self, number: int) -> _Year:
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = _Year(provisional_year(number))
        return year


def _not_negative(n: int) -> int:
    if n < 0:
        raise ValueError(f"期限不能为负数：{n}")
    return n


def _days_after(start: date, end: date) -> Iterator[date]:
    day = start
    while day < end:
        day += ONE_DAY
        yield day


def _merged(pauses: Iterable[Pause], start: date) -> Iterator[Pause]:
    """Pauses in order, cut to what lies after `start`, overlapping ones joined."""
    open_pause: Pause | None = None
    for begins, ends in sorted(pauses):
        begins = max(begins, start)
        if ends <= begins:
            continue
        if open_pause is None or begins > open_pause[1]:
            if open_pause is not None:
                yield open_pause
            open_pause = (begins, ends)
        else:
            open_pause = (open_pause[0], max(open_pause[1], ends))
    if open_pause is not None:
        yield open_pause


def _explain(entry: CalendarDay) -> tuple[Counted, str]:
    if entry.is_working:
        if entry.day.weekday() >= 5:
            return Counted.EXCHANGED, f"{entry.name}{Counted.EXCHANGED}"
        return Counted.WORKING, Counted.WORKING.value
    if entry.name:
        return Counted.HOLIDAY, entry.name
    if entry.day.weekday() >= 5:
        return Counted.WEEKEND, Counted.WEEKEND.value
    return Counted.EXCHANGED_REST, Counted.EXCHANGED_REST.value
