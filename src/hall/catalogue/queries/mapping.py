"""The addresses of all guides in parts of at most 50,000, for sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.urls import reverse

from hall.catalogue.queries.describing import services
from hall.foundation.public import while_fresh

__all__ = ["Part", "addresses_of_part", "parts"]

MOST = 50_000
_SQL = """
SELECT part, min(id), max(changed_at) FROM (
    SELECT id, changed_at, (row_number() OVER (ORDER BY id) - 1) / %s AS part
    FROM catalogue_serviceitem WHERE same_as_id IS NULL
) AS numbered GROUP BY part ORDER BY part
"""


@dataclass(frozen=True)
class Part:
    """One sitemap: its number, the first item in it, when the last of its items changed."""

    number: int
    first: int
    changed_at: datetime


def parts() -> list[Part]:
    """All parts (one query after a change)."""
    return while_fresh("catalogue.sitemap", _read)


def addresses_of_part(number: int) -> Iterator[tuple[str, datetime]]:
    """The pages of one part and when each changed."""
    first = next(part.first for part in parts() if part.number == number)
    rows = services().filter(pk__gte=first).values_list("code", "changed_at")[:MOST]
    for code, changed_at in rows.iterator(2000):
        yield reverse("catalogue:guide", args=[code]), changed_at


def _read() -> list[Part]:
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [MOST])
        return [Part(number + 1, first, changed_at) for number, first, changed_at in cursor.fetchall()]
