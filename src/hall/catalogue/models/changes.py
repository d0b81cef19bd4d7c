"""What has become of versions that citizens can see, in the order in which it became true."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class VersionChange(models.Model):
    """A version of an item's guide, or of what a place changes in it, was published, superseded or withdrawn.

    Written by triggers only, so that no way of publishing can forget it. Followers read behind the last one
    they saw; `xid` is the transaction, since numbers are given out before it is known who commits first.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", "已发布"
        SUPERSEDED = "superseded", "已被替代"
        WITHDRAWN = "withdrawn", "已撤回"

    xid = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    item = models.ForeignKey("catalogue.ServiceItem", on_delete=models.CASCADE, null=True, related_name="+")
    implementing = models.ForeignKey(
        "catalogue.ImplementingItem", on_delete=models.CASCADE, null=True, related_name="+"
    )
    version = models.PositiveIntegerField()
    effective_from = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None, implementing__isnull=False) | Q(item__isnull=False, implementing=None),
                name="version_change_of_one_thing",
            )
        ]
        indexes = [models.Index(fields=["xid", "id"], name="version_change_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id or self.implementing_id} v{self.version}"
