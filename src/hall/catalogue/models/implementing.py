"""The implementing list (实施清单): which office of which place does an item, and what it changes in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hall.catalogue.models.versioned import Versioned, version_constraints
from hall.standards.code_sets import UseLevel

#: How long an implementing code is: office 18, level 1, basic code 12.
IMPLEMENTING = 31


class Office(models.Model):
    """One department of one place, that does items there (实施机构), from the province to the village.

    `facts` are what all its items share: address, telephone, hours, where to complain. A functional zone is a
    place by the division code that statistics give it.
    """

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="offices")
    function = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    credit_code = models.CharField(max_length=18, unique=True)
    level = models.CharField(max_length=1, choices=UseLevel.choices())
    facts = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "function"], name="office_one_per_function"),
        ]

    def __str__(self) -> str:
        return self.name


class ImplementingItem(models.Model):
    """An item as one place does it (实施事项), heir of the catalogue's item.

    Nothing of the item is copied here. `code` is office (18), level (1) and basic code (12), and where a
    basic item is handled in several ways the number of this way (2): the 31 digits before it name the
    implementing item, all 33 the business item (办理项). `division` repeats the office's, for finding by
    place. `name` is empty unless the place calls it otherwise. An heir that changes nothing has no version
    of its own.
    """

    code = models.CharField(max_length=40, unique=True)
    item = models.ForeignKey(
        "catalogue.ServiceItem", on_delete=models.PROTECT, related_name="heirs", db_index=False
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="items")
    division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=250, blank=True)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "division"], name="implementing_once_in_a_place"),
        ]
        indexes = [
            models.Index(fields=["division", "item"], name="implementing_by_place"),
            models.Index(fields=["item"], condition=~Q(name=""), name="implementing_own_names"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def implementing_code(self) -> str:
        """The 31 digits that all ways of handling it here share (实施编码)."""
        return self.code[:IMPLEMENTING]


class LocalVersion(Versioned):
    """One version of what a place changes: `facts` holds only that, each with its source."""

    implementing = models.ForeignKey(ImplementingItem, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        constraints = [*version_constraints("implementing", "local")]

    def __str__(self) -> str:
        return f"{self.implementing_id} v{self.version}"


class LoadedPart(models.Model):
    """A part of a long load that is in: a load that was cut off goes on behind it."""

    batch = models.CharField(max_length=40)
    part = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "part"], name="loaded_part_once")]
