"""What versions have in common, whichever thing they are of: a number, a life, days in force, four eyes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from hall.catalogue.lifecycle import ONCE_PUBLISHED, State
from hall.foundation.public import Given

__all__ = ["DateRange", "VersionQuerySet", "Versioned", "days_in_force", "version_constraints"]

STATES = [(state.value, state.label) for state in State]
#: As the database stores them, in an order that never changes.
_ONCE_PUBLISHED = sorted(state.value for state in ONCE_PUBLISHED)


def days_in_force(day: date | Given, prefix: str = "") -> Q:
    """The condition that a version is in force on `day`, told from its days alone."""
    return Q(
        Q(**{f"{prefix}effective_until": None}) | Q(**{f"{prefix}effective_until__gt": day}),
        **{f"{prefix}state__in": _ONCE_PUBLISHED, f"{prefix}effective_from__lte": day},
    )


class VersionQuerySet(models.QuerySet[Any]):
    """Versions, asked for by the day."""

    def in_force(self, day: date | Given) -> Self:
        """Those in force on `day`: decided when read, so that no job can be missed."""
        return self.filter(days_in_force(day))


class DateRange(Func):
    """The days from one to the day before another, as PostgreSQL reckons with them."""

    function = "DATERANGE"


class Versioned(models.Model):
    """One numbered version. Once published its content never changes; the database sees to it.

    `editors` are the accounts that had a hand in it, and none of them publishes it. A version without editors
    and publisher was taken over whole from where it had been published (`hall load`).
    """

    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=State.DRAFT.value)
    effective_from = models.DateField(null=True)
    effective_until = models.DateField(null=True)
    editors = ArrayField(models.BigIntegerField(), default=list)
    edited_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True


def version_constraints(of: str, name: str) -> list[models.BaseConstraint]:
    """What holds for the versions of one thing: numbered once, one draft, at most one in force on any day."""
    open_states = [State.DRAFT.value, State.SUBMITTED.value]
    return [
        models.UniqueConstraint(fields=[of, "version"], name=f"{name}_one_per_version"),
        models.UniqueConstraint(
            fields=[of], condition=Q(state__in=open_states), name=f"{name}_one_draft_at_a_time"
        ),
        ExclusionConstraint(
            name=f"{name}_one_in_force_on_a_day",
            expressions=[
                (DateRange("effective_from", "effective_until", RangeBoundary()), RangeOperators.OVERLAPS),
                (of, RangeOperators.EQUAL),
            ],
            condition=Q(state__in=_ONCE_PUBLISHED),
        ),
        models.CheckConstraint(
            condition=Q(state__in=open_states) | Q(effective_from__isnull=False, published_at__isnull=False),
            name=f"{name}_published_from_a_day",
        ),
        models.CheckConstraint(
            condition=Q(effective_until=None) | Q(effective_until__gte=F("effective_from")),
            name=f"{name}_ends_after_it_begins",
        ),
        models.CheckConstraint(
            condition=Q(state__in=open_states) | Q(editors=[]) | Q(published_by__isnull=False),
            name=f"{name}_edited_hence_reviewed",
        ),
    ]
