"""What the rules find wrong with the guides, kept from the day it was seen to the day it was mended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class LintFinding(models.Model):
    """One rule broken by one item's guide; `about` is the key of the paper concerned, "" for the whole guide.

    A finding that comes back after it was mended is a new row, so the rows are the history. `function` owns
    it: the departments of that function in every hall.
    """

    class Severity(models.TextChoices):
        ERROR = "error", "错误"
        WARNING = "warning", "警告"
        NOTE = "note", "提示"

    item = models.ForeignKey("catalogue.ServiceItem", on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=8)
    about = models.CharField(max_length=40, blank=True)
    severity = models.CharField(max_length=7, choices=Severity.choices)
    message = models.TextField()
    function = models.CharField(max_length=60)
    guide_version = models.PositiveIntegerField()
    first_seen = models.DateField()
    last_seen = models.DateField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "rule", "about"], condition=Q(resolved_at=None), name="finding_open_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["function", "severity", "rule"], condition=Q(resolved_at=None), name="finding_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.item_id} {self.about}"
