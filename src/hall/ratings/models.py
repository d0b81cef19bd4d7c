"""好差评: what people thought of a finished case, and the ready-made words they may pick."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hall.ratings.rules.grades import LONGEST_COMMENT


class RatingTag(models.Model):
    """A ready-made remark for one grade. Loaded from data: a city has its own."""

    code = models.CharField(max_length=40, primary_key=True)
    grade = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    label_en = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["grade", "position", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="rating_tag_grade")
        ]

    def __str__(self) -> str:
        return self.label


class Rating(models.Model):
    """One grade for one case, once (一事一评). 1 is best, as in GB/T 39046-2020 附录A A.8."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case_id = models.UUIDField(unique=True)
    application_id = models.UUIDField()
    item_id = models.BigIntegerField()
    hall = models.ForeignKey("places.Hall", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("places.Department", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    grade = models.PositiveSmallIntegerField()
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="rating_grade"),
            models.CheckConstraint(
                condition=Q(grade__lte=3) | ~Q(comment="") | Q(tags__len__gt=0), name="rating_bad_says_why"
            ),
        ]
        indexes = [models.Index(fields=["item_id", "grade"], name="rating_of_item")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.grade}"
