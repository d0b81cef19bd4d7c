"""A guide as one place applies it: the catalogue's version of today, and over it what the place changes.

Nothing is stored of what comes out: see rules/inheritance.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from hall.catalogue.models import Guide, GuideMaterial, ImplementingItem, ServiceItem
from hall.catalogue.models.versioned import days_in_force
from hall.catalogue.rules.inheritance import (
    Layer,
    Terms,
    Tier,
    Valued,
    inherited,
    musts_inherited,
    terms_inherited,
)
from hall.foundation.public import Given, Prepared, today
from hall.places.public import division_path

__all__ = [
    "Applied",
    "Local",
    "applied",
    "local_by_code",
    "local_near",
    "local_of",
    "locals_of",
]


@dataclass(frozen=True)
class Local:
    """An item of the implementing list, its office, and what of its own is in force today."""

    id: int
    code: str
    item_id: int
    item_code: str
    name: str
    division_id: str
    office_name: str
    office_function: str
    office_level: str
    office_facts: Mapping[str, Any]
    facts: Mapping[str, Any]
    version: int
    changed_at: datetime
    is_demo: bool

    @property
    def implementing_code(self) -> str:
        return self.code[:31]


@dataclass(frozen=True)
class Applied:
    """A guide in a place. `guide` is a copy that bears the place's own terms and is never saved."""

    guide: Guide | None
    local: Local | None
    facts: dict[str, Valued]
    papers: tuple[GuideMaterial, ...] = field(default=())


def local_of(item_id: int, division_id: str) -> Local | None:
    """How a place does an item, or None when it stands on no list there (one query).

    No order is asked for, since there is one at most: by key, PostgreSQL may choose to walk the whole list.
    """
    row = _IN_PLACE.first(item=item_id, place=division_id, day=today())
    return None if row is None else _local(row)


def local_near(item_id: int, division_id: str) -> Local | None:
    """How a place does an item, or the nearest place over it that does (two queries)."""
    over = [division.code for division in division_path(division_id)]
    places = ImplementingItem.objects.filter(item=item_id, division__in=over, ended_at=None)
    return _read(places.order_by("-office__level"))


def local_by_code(code: str) -> Local | None:
    """The item of the implementing list with this code (31 or 33 digits), or None (one query)."""
    return _read(ImplementingItem.objects.filter(code=code, ended_at=None))


def locals_of(item_id: int, behind: str, most: int) -> list[Local]:
    """The places that do an item, in the order of their codes behind `behind` (one query)."""
    items = ImplementingItem.objects.filter(item=item_id, ended_at=None, division__gt=behind)
    return [_local(row) for row in _told(items.order_by("division"), today())[:most]]


def _read(items: QuerySet[ImplementingItem]) -> Local | None:
    row = _told(items, today()).first()
    return None if row is None else _local(row)


def _told(items: QuerySet[ImplementingItem], day: date | Given) -> QuerySet[ImplementingItem]:
    """The items with all that a `Local` says: their office, and of their own what is in force on `day`."""
    valid = FilteredRelation("versions", condition=Q(days_in_force(day, "versions__")))
    return items.select_related("office").annotate(
        valid=valid,
        item_code=F("item__code"),
        own_facts=F("valid__facts"),
        own_version=F("valid__version"),
        own_since=F("valid__published_at"),
    )


_IN_PLACE = Prepared(
    lambda: _told(
        ImplementingItem.objects.filter(item=Given("item"), division=Given("place"), ended_at=None),
        Given("day"),
    )
)


def _local(row: ImplementingItem) -> Local:
    own: Any = row
    moments = (row.changed_at, row.office.changed_at, own.own_since)
    return Local(
        id=row.pk,
        code=row.code,
        item_id=row.item_id,
        item_code=own.item_code,
        name=row.name,
        division_id=row.division_id,
        office_name=row.office.name,
        office_function=row.office.function,
        office_level=row.office.level,
        office_facts=row.office.facts,
        facts=own.own_facts or {},
        version=own.own_version or 0,
        changed_at=max(moment for moment in moments if moment),
        is_demo=row.is_demo,
    )


def applied(
    item: ServiceItem, guide: Guide | None, local: Local | None, papers: Iterable[GuideMaterial] = ()
) -> Applied:
    """Lay what the place says over what the catalogue says. Asks the database nothing."""
    layers = [Layer(Tier.BASIC, {**item.facts, **(guide.facts if guide else {})})]
    if local:
        layers += [Layer(Tier.OFFICE, local.office_facts), Layer(Tier.LOCAL, local.facts)]
    facts = inherited(layers)
    if guide is None or local is None:
        return Applied(guide, local, facts, tuple(papers))
    return Applied(_bearing(guide, facts), local, facts, tuple(_asked(papers, facts)))


def _bearing(guide: Guide, facts: Mapping[str, Valued]) -> Guide:
    terms = Terms(guide.legal_limit_days, guide.promise_limit_days, guide.visits, guide.fee_note)
    ours = copy.copy(guide)
    ours.facts = {key: dict(valued.fact) for key, valued in facts.items()}
    for name, value in vars(terms_inherited(terms, facts)).items():
        setattr(ours, name, value)
    return ours


def _asked(papers: Iterable[GuideMaterial], facts: Mapping[str, Valued]) -> list[GuideMaterial]:
    listed = list(papers)
    musts = musts_inherited({paper.key: paper.must for paper in listed}, facts)
    asked = []
    for paper in listed:
        if paper.key in musts:
            ours = copy.copy(paper)
            ours.must = musts[paper.key]
            asked.append(ours)
    return asked
