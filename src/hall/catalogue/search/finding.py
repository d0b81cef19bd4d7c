"""Finding items: one round trip answers with the page, how many there are, and the counts beside each filter.

Rank is relevance first (rare words weigh more than common ones, a word of the name more than one around it,
an exact name above all), then whether a guide tells how and whether it can be done online.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from hall.catalogue.models import ServiceItem
from hall.catalogue.search import statements
from hall.catalogue.search.indexing import EVERY_ITEM
from hall.catalogue.search.query import Filters, Query
from hall.catalogue.search.readings import pinyin

__all__ = ["PAGE_SIZE", "Found", "FoundItem", "find", "nearest"]

PAGE_SIZE: Final = 20
LAST_PAGE: Final = 500
NEAREST: Final = 5
WEIGHTS: Final = [0.1, 0.3, 0.8, 1.0]  # of a word in D, C, B, A: around the item … in its name
FACETS: Final = ("audience", "topic", "kind", "function", "online")


@dataclass(frozen=True)
class FoundItem:
    """One result, with what a list shows of it."""

    id: int
    code: str
    name: str
    kind: str
    function: str
    audiences: tuple[str, ...]
    is_online: bool
    has_guide: bool
    legal_days: int | None
    promise_days: int | None
    visits: int | None

    @property
    def kind_name(self) -> str:
        return str(ServiceItem.Kind(self.kind).label)


@dataclass(frozen=True)
class Found:
    """One page of results. `counts` tells for each filter how many there would be with each choice."""

    items: tuple[FoundItem, ...]
    total: int
    counts: dict[str, dict[str, int]]
    page: int
    pages: int


def find(query: Query, filters: Filters, page: int = 1) -> Found:
    """The page of what fits; all items, those with a guide first, when nothing is asked (one query)."""
    page = max(1, min(page, LAST_PAGE))
    values: dict[str, Any] = {
        "audience": filters.audience,
        "topic": filters.topic,
        "kind": filters.kind,
        "function": filters.function,
        "online": filters.online,
        "limit": PAGE_SIZE,
        "offset": (page - 1) * PAGE_SIZE,
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.find(query), values | _values(query))
        total, rows, counts = cursor.fetchone()
    items = tuple(_item(row) for row in rows or ())
    return Found(
        items, total, {name: counts.get(name) or {} for name in FACETS}, page, -(-total // PAGE_SIZE)
    )


def nearest(query: Query) -> tuple[FoundItem, ...]:
    """What sounds most like a query that found nothing, so that no search ends the way (one query)."""
    if not query.core:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(statements.NEAREST, {"sound": pinyin(query.core), "limit": NEAREST})
        (rows,) = cursor.fetchone()
    return tuple(_item(row) for row in rows or ())


def _values(query: Query) -> dict[str, Any]:
    core = _escaped(query.core)
    return {
        "every": EVERY_ITEM,
        "words": list(query.words),
        "worth": list(query.words.values()),
        "weights": WEIGHTS,
        "core": query.core,
        "prefix": f"{core}%",
        "inside": f"%{core}%",
        "is_latin": query.is_latin,
        "sound": query.sound,
        "sound_is": f"% {query.sound} %",
        "sound_starts": f"% {query.sound}%",
        "sound_inside": f"%{query.sound}%",
        "fragments": [f"%{fragment}%" for fragment in query.fragments],
        "initials_is": f"% {query.initials} %",
        "initials_start": f"% {query.initials}%",
        "initials_inside": f"%{query.initials}%",
    }


def _escaped(text: str) -> str:
    """Text that LIKE takes literally."""
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _item(row: dict[str, Any]) -> FoundItem:
    return FoundItem(**{**row, "audiences": tuple(row["audiences"])})
