"""What the foundation does by the clock: forget what has served its time, take up what a dead worker left."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.contrib.sessions.models import Session
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from hall.foundation.clock import now
from hall.foundation.models import IdempotencyKey, PublicChange

log = structlog.get_logger(__name__)
KEYS_ARE_KEPT = timedelta(days=30)
CHANGES_ARE_KEPT = timedelta(days=1)


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="foundation.forget", pass_context=False)
def forget_what_has_expired(timestamp: int) -> None:
    """Drop idempotency keys older than 30 days, sessions that have run out, yesterday's announcements.

    History is never dropped.
    """
    IdempotencyKey.objects.filter(used_at__lt=now() - KEYS_ARE_KEPT).delete()
    Session.objects.filter(expire_date__lt=now()).delete()
    PublicChange.objects.filter(at__lt=now() - CHANGES_ARE_KEPT).delete()


@app.periodic(cron="* * * * *")
@app.task(name="foundation.take_up", queueing_lock="foundation.take_up", pass_context=True)
async def take_up_what_a_dead_worker_left(context: JobContext, timestamp: int = 0) -> int:
    """Begin a job again whose worker has given no sign for half a minute. Returns: how many.

    Every task of the house may be run twice. One that waits in the queue already needn't be begun again.
    """
    jobs = context.app.job_manager
    stalled = list(await jobs.get_stalled_jobs())
    for job in stalled:
        log.warning("a job's worker has died", task=job.task_name, job=job.id)
        try:
            await jobs.retry_job(job)
        except UniqueViolation:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
    return len(stalled)
