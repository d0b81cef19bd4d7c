"""Decision tables as they were published: what is asked about somebody's situation, and what follows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SituationTable(models.Model):
    """One version of an item's decision table (情形引导). A change makes a new version; none is altered.

    It stands beside the guide, not in it: a table is corrected without a new guide, and a new guide keeps its
    table; what doesn't fit any more is refused when loaded and found every night by the lint.
    """

    item = models.ForeignKey(
        "catalogue.ServiceItem", on_delete=models.PROTECT, related_name="situation_tables"
    )
    version = models.PositiveIntegerField()
    is_current = models.BooleanField()
    published_at = models.DateTimeField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="situations_one_per_version"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_current=True), name="situations_one_current_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.version}"
