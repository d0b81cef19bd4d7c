"""The city's own townships and villages, to choose from."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from hall.places.public import Division, halls

FRESH_SECONDS = 300.0
_held: tuple[float, list[County]] | None = None


@dataclass
class Town:
    code: str
    name: str


@dataclass
class County:
    code: str
    name: str
    towns: list[Town] = field(default_factory=list)


def towns_of_city() -> list[County]:
    """The counties of the halls' city, each with its townships. Read at most every five minutes."""
    global _held
    if _held is None or time.monotonic() - _held[0] > FRESH_SECONDS:
        _held = time.monotonic(), _read()
    return _held[1]


def _read() -> list[County]:
    prefixes = {hall.division_id[:4] for hall in halls()}
    counties: dict[str, County] = {}
    for prefix in sorted(prefixes):
        rows = Division.objects.filter(code__startswith=prefix, level__in=["county", "town"]).order_by("code")
        for code, name, level in rows.values_list("code", "name", "level"):
            if level == Division.Level.COUNTY:
                counties[code] = County(code, name)
            elif (county := counties.get(f"{code[:6]}000000")) is not None:
                county.towns.append(Town(code, name))
    return [county for county in counties.values() if county.towns]


def villages_of(town: str) -> list[Town]:
    """The villages and neighbourhoods of a township (one query)."""
    rows = Division.objects.filter(parent_id=town).order_by("code").values_list("code", "name")
    return [Town(code, name) for code, name in rows]
