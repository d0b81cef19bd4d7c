"""The hall's own clock: the only place that asks what time it is. Time never comes from a client."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware (UTC inside, Asia/Shanghai when shown)."""
    return timezone.now()


def today() -> date:
    """The calendar date in Asia/Shanghai: the day that statutory limits are counted in."""
    return timezone.localdate(now())


def day_of(moment: datetime) -> date:
    """The calendar date of `moment` in Asia/Shanghai: an evening in UTC may be tomorrow here."""
    return timezone.localdate(moment)
