"""Who publishes open data, how much of it, as of when, in which fields."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Max, QuerySet

from hall.catalogue.models import Guide, ImplementingItem, LocalVersion, ServiceItem
from hall.catalogue.queries.labels import LABELS
from hall.catalogue.rules.fields.registry import BY_KEY
from hall.catalogue.rules.linked.described import Place, Publisher
from hall.foundation.public import now, today, while_fresh
from hall.places.public import halls

__all__ = ["field_names", "last_change", "number_of_services", "publisher", "services"]


def services() -> QuerySet[ServiceItem]:
    """The items that are services of their own: not those that another list calls by another name."""
    return ServiceItem.objects.filter(same_as=None).order_by("pk")


def publisher() -> Publisher:
    """Who answers for it: the city where the first hall stands."""
    first = next(iter(halls()), None)
    place = Place(first.division_id, first.division.name) if first else None
    return Publisher(
        base=settings.HALL_BASE_URL.rstrip("/"),
        city=settings.HALL_CITY,
        licence=settings.HALL_OPEN_LICENCE,
        contact=settings.HALL_OPEN_CONTACT or f"{settings.HALL_BASE_URL.rstrip('/')}/about/",
        place=place,
    )


def number_of_services() -> int:
    """How many `every_service` tells."""
    return while_fresh("catalogue.services", _count)


def last_change() -> datetime:
    """When the catalogue last changed, by its own dates."""
    return while_fresh("catalogue.last_change", _read_last_change)


def field_names() -> dict[str, str]:
    """Every field that a guide can have, by its key, in the order of the registry; then what it hasn't."""
    return {key: field.title for key, field in BY_KEY.items()} | {
        key: str(label) for key, label in LABELS.items() if key not in BY_KEY
    }


def _count() -> int:
    heirs = ImplementingItem.objects.filter(ended_at=None, item__same_as=None)
    alone = services().exclude(pk__in=heirs.values("item"))
    return heirs.count() + alone.count()


def _read_last_change() -> datetime:
    moments = [
        services().aggregate(at=Max("changed_at"))["at"],
        Guide.objects.in_force(today()).aggregate(at=Max("published_at"))["at"],
        ImplementingItem.objects.aggregate(at=Max("changed_at"))["at"],
        LocalVersion.objects.in_force(today()).aggregate(at=Max("published_at"))["at"],
    ]
    return max((at for at in moments if at), default=now())
