"""`hall load calendar FILE`: the working days of one or more announced years.

A year takes the place of the guess that was in force until then, and says so as an event, so that whoever
gave people a date that leaned on the guess can give them the right one. A file with a bad row or a year with
a hole loads nothing: half a calendar would be a silent guess.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from hall.foundation.actions import action
from hall.foundation.bulk import LoadReport, NotLoaded, upsert_rows
from hall.foundation.calendar import forget_calendar
from hall.foundation.events import CalendarAnnounced
from hall.foundation.history import Doer, record
from hall.foundation.models import CalendarDay as StoredDay
from hall.standards.calendar_days import CalendarDay, days_of_year, read_calendar_row
from hall.standards.working_days import Calendar

__all__ = ["chain_of_year", "load_calendar"]

STEP = "calendar"
_COLUMNS = ("day", "is_working", "name", "is_provisional", "source")


def chain_of_year(year: int) -> UUID:
    """The history that tells when the days of `year` were announced and changed."""
    return uuid5(NAMESPACE_URL, f"openhall:calendar:{year}")


def load_calendar(path: Path, *, actor: Doer, source: str = "") -> LoadReport:
    """Put the announced days of `path` in force. Loading the same file again changes nothing.

    Raises: NotLoaded, with every bad row named, when the file can't be trusted as a whole.
    """
    report = LoadReport(STEP)
    days = _read(path, report)
    if report.rejected:
        raise NotLoaded(
            "日历没有载入：文件中有不能采用的行。", report, remedy="请按报告改正后重新载入整个文件。"
        )
    _announce(days, source=source or path.name, report=report, actor=actor)
    forget_calendar()
    return report


def _read(path: Path, report: LoadReport) -> list[CalendarDay]:
    found: dict[date, CalendarDay] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                entry = read_calendar_row(row)
            except ValueError as error:
                report.reject(path.name, line, str(error))
                continue
            if entry.day in found:
                report.reject(path.name, line, f"日期重复：{entry.day}")
            found[entry.day] = entry
    days = sorted(found.values())
    for year, known in groupby(days, key=_year):
        missing = set(days_of_year(year)) - {entry.day for entry in known}
        if missing:
            report.reject(path.name, 0, f"{year} 年缺少 {len(missing)} 天，最早为 {min(missing)}")
    if not days:
        report.reject(path.name, 0, "文件中没有任何日期")
    return days


@action("foundation.calendar.announce")
def _announce(days: list[CalendarDay], *, source: str, report: LoadReport, actor: Doer) -> None:
    before = Calendar.of(StoredDay.objects.values_list("day", "is_working", "name", "is_provisional"))
    for year, group in groupby(days, key=_year):
        known = list(group)
        added, changed, unchanged = upsert_rows(
            StoredDay, _COLUMNS, _rows(known, source), key=["day"], ignore=["source"]
        )
        report.count(added, changed, unchanged)
        if added or changed:
            event = CalendarAnnounced(year, _turned(before, known))
            summary = {"source": source, "added": added, "changed": changed}
            record(
                chain=chain_of_year(year),
                actor=actor,
                action="foundation.calendar.announce",
                event=event,
                summary=summary,
            )


def _rows(days: Iterable[CalendarDay], source: str) -> Iterable[tuple[date, bool, str, bool, str]]:
    return ((entry.day, entry.is_working, entry.name, False, source) for entry in days)


def _turned(before: Calendar, days: Iterable[CalendarDay]) -> tuple[date, ...]:
    return tuple(entry.day for entry in days if before.is_working(entry.day) != entry.is_working)


def _year(entry: CalendarDay) -> int:
    return entry.day.year
