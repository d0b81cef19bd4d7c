"""The working calendar as the database holds it, handed to the one ruler in `standards.working_days`."""

from __future__ import annotations

import time

from hall.foundation.models import CalendarDay
from hall.standards.working_days import Calendar

FRESH_SECONDS = 30.0
_held: tuple[float, Calendar] | None = None


def calendar() -> Calendar:
    """The calendar now in force. Read at most every 30 seconds in a process; `forget_calendar` reads anew."""
    global _held
    if _held is None or time.monotonic() - _held[0] > FRESH_SECONDS:
        days = CalendarDay.objects.values_list("day", "is_working", "name", "is_provisional")
        _held = time.monotonic(), Calendar.of(days)
    return _held[1]


def forget_calendar() -> None:
    global _held
    _held = None
