"""History, outbox, idempotency and the calendar: the four things every action leans on."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HistoryChain(models.Model):
    """The head of one thing's history: how many entries there are and the hash of the last.

    Think of a ledger's ribbon bookmark. It is locked while an entry is added, so entries of one thing are
    strictly ordered while different things never wait for each other. Nothing refers to it, or to an entry,
    by a foreign key: one function writes all three tables, and what is written can't be deleted.
    """

    id = models.UUIDField(primary_key=True)
    length = models.PositiveIntegerField(default=0)
    head = models.BinaryField(max_length=32)


class HistoryEntry(models.Model):
    """One thing that happened: audit record and event in one. Append-only: the database refuses change.

    `hash` = SHA-256(previous hash ‖ seq ‖ "|" ‖ body), so whoever alters, drops or reorders an entry breaks
    every later one. `body` is the exact canonical JSON that was hashed; anyone can verify it offline.
    """

    chain = models.ForeignKey(
        HistoryChain, on_delete=models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=80)
    event = models.CharField(max_length=80, blank=True)
    body = models.TextField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="history_one_entry_per_seq")]


class OutboxMessage(models.Model):
    """An event on its way to the rooms that react. It is deleted when all have; what stays is in trouble."""

    entry = models.OneToOneField(
        HistoryEntry, on_delete=models.PROTECT, primary_key=True, db_constraint=False
    )
    done = ArrayField(models.CharField(max_length=120), default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at", "entry"], name="outbox_next_due")]


class IdempotencyKey(models.Model):
    """A client's own name for one request: the same name again gets the same answer, not a second deed."""

    actor = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "purpose", "key"], name="idempotency_one_per_name")
        ]


class CalendarDay(models.Model):
    """Whether one day is worked: by the State Council's yearly arrangement or, provisionally, by the rule."""

    day = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)
    is_provisional = models.BooleanField(default=False)
    source = models.CharField(max_length=200)


class PublicChange(models.Model):
    """A transaction that changed something everybody may read, and in how many statements (`freshness`).

    Written by triggers only. Old rows are dropped by night: that is one change more, and harms nothing.
    """

    xid = models.BigIntegerField(primary_key=True)
    times = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
