"""What the foundation does by night: forget what has served its time."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from hall.foundation.clock import now
from hall.foundation.models import IdempotencyKey, PublicChange

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
