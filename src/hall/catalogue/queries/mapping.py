"""The addresses of all guides in parts of at most 50,000, for sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse

from hall.foundation.public import while_fresh

__all__ = ["Part", "Shelf", "addresses_of_part", "parts"]

MOST = 50_000


class Shelf(StrEnum):
    """What a sitemap holds: the guides of the catalogue, or those that a place has made its own."""

    GUIDES = "guides"
    PLACES = "places"


#: The rows of each: a number to order by, when it changed, the item, the hall (none for the catalogue's own).
_ROWS = {
    Shelf.GUIDES: """
        SELECT id, changed_at, code, '' AS hall FROM catalogue_serviceitem WHERE same_as_id IS NULL
    """,
    Shelf.PLACES: """
        SELECT h.id, greatest(h.changed_at, i.changed_at) AS changed_at, i.code, stands.slug AS hall
        FROM catalogue_implementingitem h
        JOIN catalogue_serviceitem i ON i.id = h.item_id
        JOIN (SELECT DISTINCT ON (division_id) division_id, slug FROM places_hall
              ORDER BY division_id, position, id) AS stands ON stands.division_id = h.division_id
        WHERE h.ended_at IS NULL
    """,
}
_PARTS = """
SELECT part, min(id), max(changed_at) FROM (
    SELECT id, changed_at, (row_number() OVER (ORDER BY id) - 1) / %s AS part FROM ({rows}) AS every
) AS numbered GROUP BY part ORDER BY part
"""
_ADDRESSES = "SELECT code, hall, changed_at FROM ({rows}) AS every WHERE id >= %s ORDER BY id LIMIT %s"


@dataclass(frozen=True)
class Part:
    """One sitemap: what of, its number, the first row in it, when the last of its rows changed."""

    shelf: Shelf
    number: int
    first: int
    changed_at: datetime


def parts() -> list[Part]:
    """All parts (two queries after a change)."""
    return while_fresh("catalogue.sitemap", lambda: [part for shelf in Shelf for part in _read(shelf)])


def addresses_of_part(part: Part) -> Iterator[tuple[str, datetime]]:
    """The pages of one part and when each changed."""
    with connection.cursor() as cursor:
        cursor.execute(_ADDRESSES.format(rows=_ROWS[part.shelf]), [part.first, MOST])
        for code, hall, changed_at in cursor.fetchall():
            address = reverse("catalogue:guide", args=[code])
            yield (f"{address}?{urlencode({'hall': hall})}" if hall else address), changed_at


def _read(shelf: Shelf) -> list[Part]:
    with connection.cursor() as cursor:
        cursor.execute(_PARTS.format(rows=_ROWS[shelf]), [MOST])
        return [Part(shelf, number + 1, first, at) for number, first, at in cursor.fetchall()]
