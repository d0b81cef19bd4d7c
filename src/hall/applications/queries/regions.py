"""The city's own townships and villages, to choose from."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from hall.places.public import Division, halls, region_name

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


_below: dict[str, tuple[float, list[Town]]] = {}
_names: dict[str, tuple[float, str]] = {}
MOST_HELD = 2000


def children_of(code: str) -> list[Town]:
    """The divisions right under `code`, the provinces for "". Each read at most every five minutes."""
    known = _below.get(code)
    if known is not None and time.monotonic() - known[0] <= FRESH_SECONDS:
        return known[1]
    rows = Division.objects.filter(parent_id=code or None).order_by("code").values_list("code", "name")
    found = [Town(*row) for row in rows]
    if len(_below) >= MOST_HELD:
        _below.clear()
    _below[code] = time.monotonic(), found
    return found


def steps_to(code: str) -> list[str]:
    """From the province down to `code`, as far as the list knows them."""
    steps: list[str] = []
    for end in (2, 4, 6, 9, 12):
        step = code[:end].ljust(12, "0")
        if len(code) != 12 or (steps and step == steps[-1]):
            break
        if all(each.code != step for each in children_of(steps[-1] if steps else "")):
            break
        steps.append(step)
    return steps


def place_name(code: str) -> str:
    """How an address says it, remembered for a while: a form may ask for many addresses."""
    known = _names.get(code)
    if known is None or time.monotonic() - known[0] > FRESH_SECONDS:
        if len(_names) >= MOST_HELD:
            _names.clear()
        known = _names[code] = time.monotonic(), region_name(code)
    return known[1]


def forget_regions() -> None:
    """Forget what was read: for tests, and after divisions were loaded."""
    global _held
    _held = None
    _below.clear()
    _names.clear()


def villages_of(town: str) -> list[Town]:
    """The villages and neighbourhoods of a township (one query)."""
    rows = Division.objects.filter(parent_id=town).order_by("code").values_list("code", "name")
    return [Town(code, name) for code, name in rows]
