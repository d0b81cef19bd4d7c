"""Where an item is done, for search: numbers for places, and what a reader's region leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from hall.catalogue.models import SearchPlace
from hall.foundation.public import upsert_rows, while_fresh
from hall.places.public import Division, division_path

__all__ = [
    "ANYWHERE",
    "Around",
    "Place",
    "Places",
    "around",
    "bits",
    "known_places",
    "number_places",
    "region_places",
]

MOST_NEIGHBOURS: Final = 40
MOST_CHOICES: Final = 60


@dataclass(frozen=True)
class Place:
    """A place of the implementing list. `above` is the code of the next one over it that is listed, or ""."""

    number: int
    code: str
    name: str
    level: str
    above: str


@dataclass(frozen=True)
class Places:
    """Every listed place by its code, in the order of the codes, and who lies under whom."""

    by_code: dict[str, Place]
    beneath: dict[str, tuple[Place, ...]]


@dataclass(frozen=True)
class Around:
    """A region as search sees it: its own place and those over it, the nearest first; its neighbours; and the
    places that one may narrow to from there."""

    region: str = ""
    name: str = ""
    path: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()
    choices: tuple[Place, ...] = ()
    divisions: tuple[Division, ...] = field(default=(), compare=False)

    @property
    def places(self) -> tuple[Place, ...]:
        return (*self.path, *self.near)


#: No region in particular, and nowhere to go from there.
ANYWHERE: Final = Around()


def number_places() -> dict[str, int]:
    """Give every place with a living heir its number, by the order of codes. In the loader's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT division_id, min(o.level) FROM catalogue_office o JOIN"
            " (SELECT DISTINCT office_id FROM catalogue_implementingitem WHERE ended_at IS NULL) i"
            " ON i.office_id = o.id GROUP BY division_id ORDER BY division_id"
        )
        rows = [(number, code, level) for number, (code, level) in enumerate(cursor.fetchall())]
    known = set(SearchPlace.objects.values_list("number", "division_id", "level"))
    if known != set(rows):
        SearchPlace.objects.all().delete()
        upsert_rows(SearchPlace, ("number", "division_id", "level"), rows, key=["number"])
    return {code: number for number, code, _ in rows}


def bits(numbers: Iterable[int], of: int) -> bytes:
    """A bit for each of `of` places, set where its number is one of `numbers`."""
    row = bytearray(-(-of // 8))
    for number in numbers:
        row[number // 8] |= 1 << number % 8
    return bytes(row)


def known_places() -> Places:
    """Every listed place (one query after a change)."""
    return while_fresh("catalogue.search_places", _read_places)


def _read_places() -> Places:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE over(code, above) AS (
                SELECT p.division_id, d.parent_id FROM catalogue_searchplace p
                JOIN places_division d ON d.code = p.division_id
                UNION ALL
                SELECT o.code, d.parent_id FROM over o JOIN places_division d ON d.code = o.above
                WHERE NOT EXISTS (SELECT 1 FROM catalogue_searchplace p WHERE p.division_id = o.above)
            )
            SELECT p.number, d.code, d.name, p.level, coalesce(
                (SELECT o.above FROM over o JOIN catalogue_searchplace q ON q.division_id = o.above
                 WHERE o.code = d.code LIMIT 1), '')
            FROM catalogue_searchplace p JOIN places_division d ON d.code = p.division_id ORDER BY p.number
            """
        )
        found = [Place(*row) for row in cursor.fetchall()]
    beneath: dict[str, list[Place]] = {}
    for place in found:
        beneath.setdefault(place.above, []).append(place)
    return Places(
        {place.code: place for place in found}, {code: tuple(under) for code, under in beneath.items()}
    )


def around(region: str) -> Around:
    """What lies around a region (12 digits); nothing is known of what is no division."""
    places = known_places()
    if not region:
        return Around(choices=tuple(_choices(places, "")))
    steps = while_fresh(f"catalogue.region.{region}", lambda: tuple(division_path(region)))
    if not steps:
        return Around(choices=tuple(_choices(places, "")))
    path = tuple(places.by_code[step.code] for step in reversed(steps) if step.code in places.by_code)
    near: tuple[Place, ...] = ()
    if path:
        near = tuple(one for one in places.beneath.get(path[0].above, ()) if one != path[0])
    return Around(
        region=steps[-1].code,
        name=steps[-1].name,
        path=path,
        near=near[:MOST_NEIGHBOURS] if path and path[0].above else (),
        choices=tuple(_choices(places, path[0].code if path else "")),
        divisions=steps,
    )


def region_places(region: str) -> list[str]:
    """The codes of the places that do items for a region: its own, those over it, its neighbours."""
    return [place.code for place in around(region).places]


def _choices(places: Places, code: str) -> Iterator[Place]:
    """Where one may go from here: the places beneath, and of a lone one at the top also those beneath it."""
    under = places.beneath.get(code, ())[:MOST_CHOICES]
    yield from under
    if len(under) == 1:
        yield from places.beneath.get(under[0].code, ())[:MOST_CHOICES]
