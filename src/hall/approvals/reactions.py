"""What cases do when something happens on a lower floor."""

from __future__ import annotations

from hall.approvals.tasks import recount_due_dates
from hall.foundation.events import CalendarAnnounced

__all__ = ["count_again"]


def count_again(announced: CalendarAnnounced) -> None:
    """Leave the counting to a task: a city's open cases take longer than an event may be held."""
    recount_due_dates.configure(queueing_lock=f"approvals.recount:{announced.year}").defer(
        year=announced.year
    )
