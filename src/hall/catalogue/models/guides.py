"""Guides: how to get an item, with the source of every fact."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hall.catalogue.lifecycle import State
from hall.catalogue.models.versioned import Versioned, version_constraints


class Guide(Versioned):
    """One version of an item's guide (办事指南). A change makes a new version; applications keep theirs.

    It says what every place shares; what a place changes stands in its own list (`ImplementingItem`), and the
    two are laid over each other when read. `is_current` marks the version that lists and the index show: it
    follows the days in force, at the latest the night after (`actions.turning`). What binds people asks
    `Guide.objects.in_force(today())`.

    `facts` holds everything the guide says, each fact as {"value", "source", "place", "as_of"} with an
    optional "note" and "doubt" (a contradiction in the source, shown and never hidden). The columns beside it
    are what filing reckons with: limits in working days, already reconciled with the law.
    """

    item = models.ForeignKey("catalogue.ServiceItem", on_delete=models.PROTECT, related_name="guides")
    is_current = models.BooleanField(default=False)
    legal_limit_days = models.PositiveSmallIntegerField()
    legal_limit_source = models.CharField(max_length=300)
    promise_limit_days = models.PositiveSmallIntegerField()
    visits = models.PositiveSmallIntegerField()
    review_functions = ArrayField(models.CharField(max_length=60), default=list)
    result_name = models.CharField(max_length=200)
    licence_type = models.CharField(max_length=60, blank=True)
    fee_note = models.TextField(blank=True)
    doubts = models.PositiveSmallIntegerField(default=0)
    form = models.ForeignKey(
        "catalogue.FormDefinition", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            *version_constraints("item", "guide"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_current=True), name="guide_one_current_per_item"
            ),
            models.CheckConstraint(
                condition=Q(promise_limit_days__lte=models.F("legal_limit_days")),
                name="guide_promise_never_exceeds_law",
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(state=State.PUBLISHED.value),
                name="guide_current_is_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.version}"


class GuideMaterial(models.Model):
    """One paper a guide asks for, as its source words it.

    `replaced_by` is what the source says replaces it (电子证照代替); `held_as` is the own licence or
    register entry of the applicant that this hall looks up instead.
    """

    class Must(models.TextChoices):
        REQUIRED = "必要", "必要"
        CONDITIONAL = "非必要", "非必要"
        LATER = "容缺后补", "容缺后补"
        WAIVED = "信用免交、信用后补", "信用免交、信用后补"

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="materials")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=400)
    must = models.CharField(max_length=12, choices=Must.choices)
    kind = models.CharField(max_length=20)
    original = models.CharField(max_length=20)
    copies = models.PositiveSmallIntegerField(default=1)
    medium = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=20)
    replaced_by = models.CharField(max_length=40, blank=True)
    held_as = models.CharField(max_length=60, blank=True)
    filled_online = models.BooleanField(default=False)
    blank_form = models.CharField(max_length=400, blank=True)
    sample = models.CharField(max_length=400, blank=True)
    paper_format = models.CharField(max_length=200, blank=True)
    source_note = models.TextField(blank=True)
    fill_note = models.TextField(blank=True)
    accept_standard = models.TextField(blank=True)
    law = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["guide", "key"], name="guide_material_once")]

    def __str__(self) -> str:
        return self.title
