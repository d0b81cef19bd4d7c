"""The box in the hall where notices to a person or firm lie until they are read."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One notice to one party; to one account of it only, when it concerns nobody else of a firm."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    party = models.ForeignKey("identity.Party", on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=2000)
    title_en = models.CharField(max_length=200, blank=True)
    body_en = models.TextField(max_length=3000, blank=True)
    link = models.CharField(max_length=300, blank=True)
    about = models.UUIDField()
    dedupe = models.CharField(max_length=200, unique=True)
    placed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") | Q(link__regex=r"^/[^/\\]") | Q(link="/"), name="notice_link_stays_here"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="notice_has_a_title"),
        ]
        indexes = [
            models.Index(fields=["party", "-placed_at", "-id"], name="notice_box"),
            models.Index(fields=["party"], name="notice_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.title
