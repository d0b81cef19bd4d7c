"""Decisions as the public may read them (行政许可法 第四十条)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class PublishedDecision(models.Model):
    """One decided case without anything personal: what is not here can't leak.

    A natural person is never named, not even masked; a legal person is, as its licence is public anyway.
    """

    class Outcome(models.TextChoices):
        GRANTED = "granted", "准予"
        REFUSED = "refused", "不予"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case_id = models.UUIDField(unique=True)
    case_number = models.CharField(max_length=60)
    item_id = models.BigIntegerField()
    item_name = models.CharField(max_length=300)
    hall = models.ForeignKey("places.Hall", on_delete=models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("places.Department", on_delete=models.PROTECT, related_name="+")
    applicant_kind = models.CharField(max_length=8)
    applicant_shown = models.CharField(max_length=200)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(applicant_kind="natural", applicant_shown="自然人")
                | Q(applicant_kind="legal") & ~Q(applicant_shown=""),
                name="published_names_no_natural_person",
            ),
            models.CheckConstraint(condition=Q(outcome__in=["granted", "refused"]), name="published_outcome"),
        ]
        indexes = [
            models.Index(fields=["-decided_at", "-id"], name="published_latest"),
            models.Index(fields=["decided_on"], name="published_by_day"),
            models.Index(fields=["outcome", "-decided_at", "-id"], name="published_by_outcome"),
            models.Index(fields=["department", "-decided_at", "-id"], name="published_by_department"),
        ]

    def __str__(self) -> str:
        return f"{self.item_name} {self.case_number}"
