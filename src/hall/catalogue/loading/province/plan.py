"""Which places and offices the province has: real divisions, chosen by a file, in a fixed order.

Not every division has a hall of its own: the file says how many do. All cities and counties come first, then
the districts of the city that the hall serves, then other districts in the order of their codes; the rest
leave it to their city.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hall.catalogue.rules.facts import Origin
from hall.foundation.public import LoadReport, NotLoaded, read_rows
from hall.places.public import Division
from hall.standards.code_sets import UseLevel

__all__ = ["DEMO", "Pattern", "Place", "Plan"]

DEMO = "demo"
DEPARTMENTS = ("function", "province_name", "local_name")
ZONE_NAME = re.compile(r"(开发区|产业园区|工业园区|示范园|集中区)$")
DISTRICT = re.compile(r"区$")


@dataclass(frozen=True)
class Place:
    """A place that has offices. `kind` is province, city, county, zone, town or village."""

    code: str
    name: str
    kind: str
    path: str

    @property
    def level(self) -> str:
        return {
            "province": UseLevel.PROVINCE,
            "city": UseLevel.CITY,
            "county": UseLevel.COUNTY,
            "zone": UseLevel.COUNTY,
            "town": UseLevel.TOWN,
            "village": UseLevel.VILLAGE,
        }[self.kind].value


@dataclass(frozen=True)
class Pattern:
    """A department, by its function: what it is called in the province, and in a city or county."""

    function: str
    in_province: str
    elsewhere: str


@dataclass(frozen=True)
class Plan:
    """The file, the departments beside it, and the places it chooses from what is loaded."""

    said: dict[str, Any]
    departments: tuple[Pattern, ...]
    places: tuple[Place, ...]

    @classmethod
    def beside(cls, path: Path, report: LoadReport) -> Plan:
        """Raises: NotLoaded when the file isn't there or isn't JSON, or the province isn't loaded."""
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise NotLoaded(f"{path.name} 不是省的设置文件：{error}", report) from error
        rows = read_rows(path.with_name("departments.csv"), DEPARTMENTS, report)
        patterns = tuple(Pattern(row["function"], row["province_name"], row["local_name"]) for _, row in rows)
        return cls(said, patterns, tuple(_places(said, report)))

    @property
    def seed(self) -> str:
        return str(self.said["seed"])

    @property
    def name(self) -> str:
        return str(self.said["name"])

    def origin(self, place: Place) -> Origin:
        """Whose the invented facts are: they name the place and say that they are invented."""
        return Origin(self.said["source"], place.path, self.said["as_of"], DEMO)

    def parts(self) -> dict[str, list[Place]]:
        """The places city by city, the province itself first: each part loads whole or not at all."""
        parts: dict[str, list[Place]] = {}
        for place in self.places:
            parts.setdefault(place.code[:4] if place.kind != "province" else "province", []).append(place)
        return parts

    def digest(self, *with_what: str) -> str:
        """What tells one plan from another, with whatever else the outcome depends on."""
        content = json.dumps([self.said, [vars(one) for one in self.departments], with_what])
        return hashlib.sha256(content.encode()).hexdigest()

    def count(self, kind: str) -> int:
        return sum(place.kind == kind for place in self.places)


def _places(said: dict[str, Any], report: LoadReport) -> Iterator[Place]:
    prefix = said["division"][:2]
    found = {one.code: one for one in Division.objects.filter(code__startswith=prefix).order_by("code")}
    if said["division"] not in found:
        raise NotLoaded("没有载入过这个省的区划。", report, remedy="请先载入省目录里的 divisions.csv。")
    zones = _zones(said, found)
    governments = _governments(said, found, zones)
    for code, division in found.items():
        kind = "zone" if code in zones else division.level
        if kind in {"city", "county"} and code not in governments:
            continue
        yield Place(code, division.name, kind, _path(division, found))


def _zones(said: dict[str, Any], found: dict[str, Division]) -> frozenset[str]:
    """Functional zones: statistics give them county codes from 71 and town codes from 400."""
    always = [code for code in said["zone_always"] if code in found]
    coded = [
        one.code
        for one in found.values()
        if (one.level == Division.Level.COUNTY and one.code[4] == "7")
        or (one.level == Division.Level.TOWN and one.code[6] == "4" and ZONE_NAME.search(one.name))
    ]
    coded.sort(key=lambda code: (found[code].level == Division.Level.TOWN, code))
    return frozenset(list(dict.fromkeys([*always, *coded]))[: said["zones"]])


def _governments(said: dict[str, Any], found: dict[str, Division], zones: frozenset[str]) -> frozenset[str]:
    def rank(one: Division) -> tuple[bool, bool, str]:
        is_district = one.level == Division.Level.COUNTY and bool(DISTRICT.search(one.name))
        return is_district, not one.code.startswith(said["home"][:4]), one.code

    divisions = [
        one
        for one in found.values()
        if one.level in {Division.Level.CITY, Division.Level.COUNTY}
        and one.code not in zones
        and one.code[4] != "7"
    ]
    return frozenset(one.code for one in sorted(divisions, key=rank)[: said["places"]])


def _path(division: Division, found: dict[str, Division]) -> str:
    above = found.get(division.parent_id or "")
    return (_path(above, found) if above else "") + division.name
