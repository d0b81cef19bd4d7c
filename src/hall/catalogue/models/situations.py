"""Decision tables as they were published: what is asked about somebody's situation, and what follows."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hall.catalogue.models.drafts import Draft, draft_constraints


class SituationTable(models.Model):
    """One version of an item's decision table (情形引导). A change makes a new version; none is altered.

    It stands beside the guide, not in it: a table is corrected without a new guide, and a new guide keeps its
    table; what doesn't fit any more is refused when published and found every night by the lint. One that was
    loaded from a file has no publisher; one that was made at the desk has one who isn't among its `editors`.
    """

    item = models.ForeignKey(
        "catalogue.ServiceItem", on_delete=models.PROTECT, related_name="situation_tables"
    )
    version = models.PositiveIntegerField()
    is_current = models.BooleanField()
    published_at = models.DateTimeField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    editors = ArrayField(models.BigIntegerField(), default=list)
    published_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="situations_one_per_version"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_current=True), name="situations_one_current_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.version}"


class SituationDraft(Draft):
    """The version of an item's decision table that is being made: one an item, holes and all."""

    item = models.OneToOneField(
        "catalogue.ServiceItem", on_delete=models.PROTECT, related_name="situation_draft"
    )

    class Meta:
        constraints = draft_constraints("situations")

    def __str__(self) -> str:
        return f"{self.item_id} ({self.state})"
