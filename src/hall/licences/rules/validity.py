"""How long a licence holds, and what it counts as today."""

from __future__ import annotations

from datetime import date, timedelta

from hall.licences.lifecycle import State
from hall.standards.code_sets import LicenceState

_OFFICIAL = {
    State.MAKING: LicenceState.OTHER,
    State.VALID: LicenceState.VALID,
    State.SUSPENDED: LicenceState.SUSPENDED,
    State.REVOKED: LicenceState.REVOKED,
    State.CANCELLED: LicenceState.CANCELLED,
}


def last_day(valid_from: date, years: int | None) -> date | None:
    """The last day of a licence that holds for `years` years from `valid_from`; None when it has no end.

    2026-12-01 and five years: until 2031-11-30. From 29 February: until 28 February, whatever the year.
    """
    if years is None:
        return None
    try:
        return valid_from.replace(year=valid_from.year + years) - timedelta(days=1)
    except ValueError:  # 29 February in a year that has none
        return date(valid_from.year + years, 2, 28)


def official_state(state: State, valid_until: date | None, on: date) -> LicenceState:
    """The state as interfaces number it: a licence in force whose last day is over has lapsed (失效)."""
    if state in (State.VALID, State.SUSPENDED) and valid_until is not None and valid_until < on:
        return LicenceState.LAPSED
    return _OFFICIAL[state]
