"""What cases do when something happens on a lower floor."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from hall.approvals.tasks import recount_due_dates
from hall.foundation.events import CalendarAnnounced

__all__ = ["count_again"]


def count_again(announced: CalendarAnnounced) -> None:
    """Leave the counting to a task: a city's open cases take longer than an event may be held."""
    once = f"approvals.recount:{announced.year}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        recount_due_dates.configure(queueing_lock=once).defer(year=announced.year)
