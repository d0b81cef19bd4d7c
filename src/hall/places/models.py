"""Where things are: the region tree, the halls that stand in it, and the departments that work in them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Division(models.Model):
    """One administrative division, from province to village, by its 12-digit code (GB/T 2260, GB/T 10114)."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省"
        CITY = "city", "市"
        COUNTY = "county", "县（区）"
        TOWN = "town", "乡镇（街道）"
        VILLAGE = "village", "村（社区）"

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{12}$"), name="division_code_is_12_digits"),
            models.CheckConstraint(
                condition=Q(level="province", parent=None) | ~Q(level="province") & Q(parent__isnull=False),
                name="division_only_provinces_are_roots",
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="division_by_level")]

    def __str__(self) -> str:
        return self.name


class Hall(models.Model):
    """A service hall: of the city, of a county, or of a functional zone that is no division of its own."""

    class Kind(models.TextChoices):
        CITY = "city", "市级大厅"
        COUNTY = "county", "县（区）大厅"
        ZONE = "zone", "功能区大厅"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=40)
    short_name = models.CharField(max_length=12)
    place = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="halls")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department as it works in one hall. `function` is what all halls call the same work by."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="departments")
    function = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["hall", "name"]
        constraints = [
            models.UniqueConstraint(fields=["hall", "function"], name="department_one_per_function")
        ]

    def __str__(self) -> str:
        return self.name


class DepartmentFunction(models.Model):
    """A kind of work that departments do, and what other places' data call the department that does it."""

    name = models.CharField(max_length=60, primary_key=True)
    source_names = ArrayField(models.CharField(max_length=60))
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
