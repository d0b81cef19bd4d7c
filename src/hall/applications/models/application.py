"""The application itself, what its guide asked at the time, and the counter behind receipt numbers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hall.applications.lifecycle import State
from hall.applications.models.sealed import SealedJSONField
from hall.foundation.public import EncryptedTextField

FILED = [State.SUBMITTED, State.CONCLUDED]


class AskedGuide(models.Model):
    """What a guide asked at a hall, as it stood when a draft began: form, materials, limits.

    Think of the printed form a clerk hands over: a later edition changes nothing on the sheet already taken.
    One row per edition (found by the digest of its content), shared by all who filed on it.
    """

    digest = models.CharField(max_length=64, unique=True)
    guide_version = models.PositiveIntegerField()
    item_code = models.CharField(max_length=100)
    item_name = models.CharField(max_length=250)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"{self.item_name} v{self.guide_version}"


class Application(models.Model):
    """One request of one party for one item at one hall, from the first typed letter on.

    `situation` (question → option), `answers` and `provenance` are sealed: they hold what people tell about
    themselves. `provenance` says for
    each filled-in answer what the city holds, who answers for it and of what date, so that a change the
    applicant made can always be told from the registered value. `sections` notes, per form section, the
    version that last changed it; two devices therefore only collide when they wrote in the same section.
    There is deliberately no status of the case here: that is `approvals`' to say.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked = models.ForeignKey(AskedGuide, on_delete=models.PROTECT, related_name="applications")
    item = models.ForeignKey("catalogue.ServiceItem", on_delete=models.PROTECT, related_name="+")
    guide = models.ForeignKey("catalogue.Guide", on_delete=models.PROTECT, related_name="+")
    hall = models.ForeignKey("places.Hall", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("places.Department", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey("identity.Party", on_delete=models.PROTECT, related_name="applications")
    filed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(s.value, s.label) for s in State], default=State.DRAFT.value
    )
    version = models.PositiveIntegerField(default=1)

    situation: models.Field[Any, Any] = SealedJSONField(default=dict)
    answers: models.Field[Any, Any] = SealedJSONField(default=dict)
    provenance: models.Field[Any, Any] = SealedJSONField(default=dict)
    held_papers: models.Field[Any, Any] = SealedJSONField(default=dict)
    own_papers = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    sections = models.JSONField(default=dict)
    consented_at = models.DateTimeField(null=True, blank=True)

    receipt_number = models.CharField(max_length=21, unique=True, null=True, blank=True)
    query_secret = EncryptedTextField(blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_on = models.DateField()
    expiry_noticed_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="application_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[s.value for s in FILED])
                | Q(receipt_number__isnull=False, submitted_at__isnull=False),
                name="application_filed_has_a_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DRAFT.value, State.EXPIRED.value])
                | Q(receipt_number=None, submitted_at=None),
                name="application_unfiled_has_no_receipt",
            ),
            models.CheckConstraint(
                condition=Q(receipt_number=None, submitted_at=None)
                | Q(receipt_number__regex=r"^\d{21}$", submitted_at__isnull=False),
                name="application_receipt_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[State.WITHDRAWN.value, State.EXPIRED.value, State.CONCLUDED.value],
                    ended_at__isnull=False,
                )
                | Q(state__in=[State.DRAFT.value, State.SUBMITTED.value], ended_at=None),
                name="application_ended_says_when",
            ),
            models.UniqueConstraint(
                fields=["party", "item"],
                condition=Q(state=State.DRAFT.value),
                name="application_one_open_draft",
            ),
        ]
        indexes = [
            models.Index(fields=["party", "-saved_at"], name="application_by_party"),
            models.Index(
                fields=["expires_on"], condition=Q(state=State.DRAFT.value), name="application_drafts_due"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number or f"draft {self.pk}"


class ReceiptSerial(models.Model):
    """The last serial given on one day in one division: receipt numbers are without gaps and never twice."""

    division = models.CharField(max_length=6)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["division", "day"], name="receipt_serial_once")]
