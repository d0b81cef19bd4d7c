"""Online forms as data: what is asked, in which sections, and which answers the registers already hold."""

from __future__ import annotations

from django.db import models


class FormDefinition(models.Model):
    """One version of one form. Versions are never altered, so an old application can always be read."""

    slug = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="form_one_per_version")]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"
