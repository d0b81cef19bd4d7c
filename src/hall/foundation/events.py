"""What happened in the foundation that other rooms may care about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CalendarAnnounced:
    """The working days of `year` are known now, or known better; every limit that runs into it may move.

    `changed_days` are those that turned from worked to rest or back against what was known or guessed.
    """

    year: int
    changed_days: tuple[date, ...]
