"""What drafts of forms and of situations have in common: counted edits, editors, a state, a note."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

__all__ = ["Draft", "draft_constraints"]


class Draft(models.Model):
    """The next version of something, in the making: edited by several, put in force by somebody else.

    `version` counts the edits, so that a page that has grown old overwrites nothing. `editors` are the
    accounts that changed it since it was begun: none of them may publish it.
    """

    class State(models.TextChoices):
        EDITING = "editing", "编辑中"
        OFFERED = "offered", "待发布"

    based_on = models.PositiveIntegerField(default=0)
    definition = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.EDITING)
    editors = ArrayField(models.BigIntegerField(), default=list)
    edited_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    returned = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


def draft_constraints(name: str) -> list[models.BaseConstraint]:
    """What the database holds every draft to."""
    return [
        models.CheckConstraint(
            condition=Q(state__in=["editing", "offered"]), name=f"{name}_draft_state_is_known"
        )
    ]
