"""What the hall does by itself: nightly, what silence has accepted; once a year, dates counted again."""

from __future__ import annotations

from datetime import date

import structlog
from django.db.models import Q
from procrastinate.contrib.django import app

from hall.approvals.actions import accept_case, recount_case
from hall.approvals.lifecycle import State
from hall.approvals.models import Case
from hall.foundation.public import Conflict, forget_calendar, today
from hall.identity.public import SYSTEM

log = structlog.get_logger(__name__)

__all__ = ["accept_by_silence", "recount_due_dates"]


@app.periodic(cron="10 16 * * *")
@app.task(name="approvals.accept_by_silence", queueing_lock="approvals.accept_by_silence")
def accept_by_silence(timestamp: int = 0) -> int:
    """行政许可法 第三十二条(四), every night at 00:10 (the cron line is UTC): who wasn't told is accepted.

    Returns: how many cases.
    """
    late = Case.objects.filter(state=State.RECEIVED, act_by__lt=today()).values_list("pk", flat=True)
    accepted = 0
    for case_id in list(late):
        try:
            accept_case(case_id, actor=SYSTEM)
            accepted += 1
        except Conflict:
            log.info("somebody accepted it first", case=str(case_id))
    return accepted


@app.task(name="approvals.recount_due_dates")
def recount_due_dates(year: int) -> int:
    """The days of `year` are announced: count again every open case whose dates reach into it.

    Each case is a deed of its own, so a stopped worker goes on where it was. Returns: how many changed.
    """
    forget_calendar()
    first = date(year, 1, 1)
    reaching = Case.objects.filter(closed_at=None).filter(
        Q(due_provisional=True) | Q(act_by__gte=first) | Q(due_on__gte=first)
    )
    cause = f"{year} 年工作日安排已公布"
    return sum(recount_case(pk, cause=cause, actor=SYSTEM) for pk in reaching.values_list("pk", flat=True))
