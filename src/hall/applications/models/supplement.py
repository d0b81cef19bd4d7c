"""The one supplement an authority may ask for, and what was filed in answer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from hall.applications.models.application import Application
from hall.applications.models.sealed import SealedJSONField


class Supplement(models.Model):
    """What was asked for, once (行政许可法 第三十二条第一款第四项), and the answers given.

    One-to-one on purpose: there can be no second. What was filed at first stays as it was; `answers` lies
    beside it, so that both can be read.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="supplement")
    case_id = models.UUIDField(unique=True)
    wanted = models.JSONField()
    note = models.TextField(blank=True)
    reply_by = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    answers: models.Field[Any, Any] = SealedJSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_at=None) | Q(filed_at__gte=models.F("opened_at")),
                name="supplement_filed_after_it_was_asked",
            )
        ]

    def __str__(self) -> str:
        return f"supplement of {self.application_id}"
