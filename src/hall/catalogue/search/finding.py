"""Finding items: by what is typed, by filters, or both. The door of search; typed rows come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

import orjson

from hall.catalogue.models import ServiceItem
from hall.catalogue.search import matching
from hall.catalogue.search.placing import ANYWHERE, Around, Place, around
from hall.catalogue.search.question import Question, read
from hall.foundation.public import decode_cursor, encode_cursor, first_row, unknown_cursor

__all__ = ["PAGE_SIZE", "Filters", "Found", "FoundItem", "How", "search", "suggest"]

PAGE_SIZE: Final = 20
MOST_SUGGESTED: Final = 8
#: Below this share of what was asked, the best item is a guess and is said to be one.
_GUESS: Final = 0.2
#: The best item is found by sound when its sounds say more than this many times what its characters say.
_SOUND: Final = 0.9


class How(StrEnum):
    """How the items shown came to be found."""

    BROWSED = "browsed"
    WORDS = "words"
    SOUND = "sound"
    NEAR = "near"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Filters:
    """What a reader narrows a list by; an empty value narrows nothing. `department` is a function's name,
    `functions` those of the departments of one hall; `region` a division's code: what is done there, over it
    or, below all that, next to it."""

    audience: str = ""
    topic: str = ""
    type: str = ""
    department: str = ""
    online: bool = False
    functions: tuple[str, ...] = ()
    event: str = ""
    region: str = ""
    level: str = ""
    depth: int = 0

    @property
    def in_use(self) -> bool:
        return self != Filters()


@dataclass(frozen=True)
class FoundItem:
    """One line of a list of items. The days and visits are None where nobody has published them."""

    id: int
    code: str
    name: str
    item_type: str
    function: str
    audiences: tuple[str, ...]
    topics: tuple[str, ...]
    project_type: str
    is_online: bool
    has_guide: bool
    legal_limit_days: int | None
    promise_limit_days: int | None
    visits: int | None
    place: Place | None = None  # where it is done for the reader's region, when a list says so
    is_near: bool = False  # that place is neither hers nor over hers
    heirs: int = 0  # how many places do it

    @property
    def type_name(self) -> str:
        return str(ServiceItem.Kind(self.item_type).label)


@dataclass(frozen=True)
class Found:
    """One page of items. `counts`: how many there would be at each choice of each filter, the others kept."""

    items: tuple[FoundItem, ...]
    total: int
    how: How
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    next: str | None = None
    meant: str = ""
    around: Around = ANYWHERE


def search(
    query: str = "",
    *,
    filters: Filters = Filters(),
    limit: int = PAGE_SIZE,
    cursor: str = "",
    offset: int = 0,
    counts: bool = True,
) -> Found:
    """Items for a query (all items for an empty one), best first, within `filters`.

    `cursor` continues where a former answer's `next` says, `offset` skips so many lines.
    Raises: Invalid when the cursor isn't one of ours.
    """
    skip = _skipped(cursor) if cursor else offset
    question = read(query)
    if not question.text:
        return _listed(matching.BROWSE, question, filters, limit, skip, counts, How.BROWSED)
    found = _listed(matching.SEARCH, question, filters, limit, skip, counts, How.WORDS)
    if found.total or replace(filters, region="").in_use or skip:
        return found
    return _listed(matching.NEAREST, question, filters, limit, skip, counts, How.NEAR)


def suggest(query: str, limit: int = MOST_SUGGESTED, *, region: str = "") -> tuple[FoundItem, ...]:
    """The first items for what is typed so far; none for nothing."""
    if not query.strip():
        return ()
    return search(query, filters=Filters(region=region), limit=limit, counts=False).items


def _skipped(cursor: str) -> int:
    (skip,) = decode_cursor(cursor, 1)
    if not skip.isdigit() or len(skip) > 7:
        raise unknown_cursor()
    return int(skip)


def _listed(
    finding: str, question: Question, filters: Filters, limit: int, skip: int, counts: bool, how: How
) -> Found:
    where = around(filters.region) if filters.region or counts else ANYWHERE
    row = first_row(
        f"WITH {finding}, {matching.LISTED}",
        {
            "lexemes": list(question.asked),
            "worths": list(question.asked.values()),
            "letters": question.letters,
            "sound": question.sound,
            "code": question.code,
            "audience": filters.audience,
            "topic": filters.topic,
            "type": filters.type,
            "department": filters.department,
            "functions": list(filters.functions),
            "event": filters.event,
            "level": filters.level,
            "depth": filters.depth,
            "numbers": [place.number for place in where.places],
            "place_levels": [place.level for place in where.places],
            "own": len(where.path) if where.region else -1,
            "choice_numbers": [place.number for place in where.choices],
            "choice_codes": [place.code for place in where.choices],
            "online": "1" if filters.online else "",
            "limit": limit,
            "offset": skip,
            "counts": counts,
        },
    )
    assert row is not None  # one row, whatever is found
    rows, counted, asked = row
    return _found(question, orjson.loads(rows), orjson.loads(counted), asked, limit, skip, how, where)


def _found(
    question: Question,
    rows: list[dict[str, Any]],
    counted: list[tuple[str, str, int]],
    asked: float,
    limit: int,
    skip: int,
    how: How,
    where: Around,
) -> Found:
    counts: dict[str, dict[str, int]] = {}
    for name, choice, items in counted:
        counts.setdefault(name, {})[choice] = items
    total = counts.pop("")[""]
    return Found(
        items=tuple(_item(row, where) for row in rows),
        total=total,
        how=_how(how, rows, asked),
        counts=counts,
        next=encode_cursor(skip + limit) if skip + limit < total else None,
        meant=question.meant,
        around=where,
    )


def _how(how: How, rows: list[dict[str, Any]], asked: float) -> How:
    if not rows:
        return how if how is How.BROWSED else How.NOTHING
    if how is not How.WORDS:
        return how
    best = rows[0]
    if best["covered"] < _GUESS * asked:
        return How.NEAR
    return How.SOUND if best["by_sound"] > _SOUND * best["by_word"] else How.WORDS


_COLUMNS: Final = FoundItem.__dataclass_fields__.keys() - {"audiences", "topics", "place", "is_near"}


def _item(row: dict[str, Any], where: Around) -> FoundItem:
    at = row["at"]
    return FoundItem(
        **{name: row[name] for name in _COLUMNS},
        audiences=tuple(row["audiences"]),
        topics=tuple(row["topics"]),
        place=where.places[at - 1] if at else None,
        is_near=bool(at) and at > len(where.path),
    )
