"""Online forms as data: what is asked, in which sections, and which answers the registers already hold."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hall.catalogue.models.drafts import Draft, draft_constraints


def chain_of_form(slug: str) -> UUID:
    """The history of a form: one for all its versions."""
    return uuid5(NAMESPACE_URL, f"form:{slug}")


class FormDefinition(models.Model):
    """One version of one form. Versions are never altered, so an old application can always be read.

    The newest version holds for every guide that uses the form. One that was loaded from a file has no
    publisher; one that was made at the desk has one who isn't among its `editors` (the database sees to it),
    and `note` says what it changed.
    """

    slug = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    editors = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="form_one_per_version")]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class FormDraft(Draft):
    """The version of a form that is being made: one a form."""

    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        constraints = draft_constraints("form")

    def __str__(self) -> str:
        return f"{self.slug} ({self.state})"
