"""A folder to begin another city with: from the country's divisions, what can be known of its halls.

Halls are those of the city, of each county and of each functional zone that statistics give a code.
Everything in the files is a proposal, to be corrected by whoever knows the city.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pypinyin import lazy_pinyin

from hall.standards import division_code

__all__ = ["Divisions", "NoSuchCity", "write_city"]

PASSWORD = "openhall-demo"  # noqa: S105  (told to everybody, outside production only)
ZONES = range(71, 81)  # statistics number functional zones so; 81 and up are cities of a county's rank
UNSPOKEN = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
SHORTER = (
    ("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"), ("经济开发区", "经开区"),
    ("产业开发区", "开发区"), ("安徽", ""),
)  # fmt: skip
MAIN = "市场监管|公安|人力资源社会保障|民政|自然资源|交通运输"
Row = Sequence[str]


class NoSuchCity(Exception):
    """The code isn't that of a city in the file of divisions."""


@dataclass(frozen=True)
class Place:
    """A division as the country's file has it, with the code in full."""

    code: str
    name: str
    level: str
    parent: str

    @property
    def is_zone(self) -> bool:
        return self.level == "county" and int(self.code[4:6]) in ZONES

    @property
    def short(self) -> str:
        """What it is called in a list of halls: 屯溪, 歙县, 芜湖经开区."""
        if self.is_zone:
            short = self.name
            for long, brief in SHORTER:
                short = short.replace(long, brief)
            return short[-12:]
        bare = re.sub(r"[市县区]$", "", self.name)
        return bare if len(bare) > 1 else self.name


class Divisions:
    """The divisions of the country, to the county."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                Place(
                    division_code.expand(row["code"]),
                    row["name"],
                    row["level"],
                    division_code.expand(row["parent_code"]) if row["parent_code"] else "",
                )
                for row in csv.DictReader(file)
            ]
        self.by_code = {place.code: place for place in rows}

    def city(self, code: str) -> Place:
        """Raises: NoSuchCity."""
        found = self.by_code.get(division_code.expand(code)) if division_code.is_valid(code) else None
        if found is None or found.level != "city" or found.name in UNSPOKEN:
            raise NoSuchCity(code)
        return found

    def within(self, city: Place) -> list[Place]:
        """Its counties and zones, in the order of their codes."""
        inside = (place for place in self.by_code.values() if place.parent == city.code)
        return sorted((place for place in inside if place.name not in UNSPOKEN), key=lambda one: one.code)


def write_city(divisions: Divisions, code: str, folder: Path, functions: Path) -> list[Path]:
    """Write the files of a city into a new folder. `functions`: the table of departments to begin with.

    Raises: NoSuchCity; FileExistsError when the folder is there already.
    """
    city = divisions.city(code)
    folder.mkdir(parents=True)
    inside = divisions.within(city)
    halls = [_hall(city, "shizhi", "市直", "city"), *_halls_of(inside)]
    files = {
        "divisions.csv": _divisions(divisions, city, inside),
        "halls.csv": [("slug", "name", "short_name", "kind", "division_code", "place"), *halls],
        "demo_accounts.csv": _accounts(halls),
    }
    for name, rows in files.items():
        _write(folder / name, rows)
    (folder / "department_functions.csv").write_bytes(functions.read_bytes())
    return sorted(folder.iterdir())


def slug_of(city: Place) -> str:
    """黄山市 → huangshan."""
    return "".join(lazy_pinyin(re.sub(r"(市|地区|盟|自治州)$", "", city.name)))


def _divisions(divisions: Divisions, city: Place, inside: Iterable[Place]) -> Iterator[Row]:
    """From the province to the counties. Towns and villages are added below, by whoever has them."""
    yield "code", "name", "level", "parent_code"
    for place in (divisions.by_code[city.parent], city, *inside):
        yield place.code, place.name, place.level, place.parent


def _halls_of(inside: Iterable[Place]) -> Iterator[Row]:
    taken = {"shizhi"}
    for place in sorted(inside, key=lambda one: (one.is_zone, one.code)):
        slug = wanted = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(place.short)))[:24]
        while slug in taken:
            slug = f"{wanted}-{place.code[4:6]}"
        taken.add(slug)
        yield _hall(place, slug, place.short, "zone" if place.is_zone else "county")


def _hall(place: Place, slug: str, short: str, kind: str) -> Row:
    name = f"{place.name}政务服务大厅" + ("（市直）" if kind == "city" else "")
    return slug, name, short, kind, place.code, place.name


def _accounts(halls: Sequence[Row]) -> Iterator[Row]:
    """Somebody for every role: residents, and in each hall a window, a reviewer, one who decides."""
    yield "username", "password", "name", "role", "post", "hall", "functions", "starts_at"
    yield "citizen", PASSWORD, "", "居民", "person", "", "", "/my/"
    yield "elder", PASSWORD, "", "长者", "elder", "", "", "/my/"
    yield "boss", PASSWORD, "", "企业法定代表人", "firm", "", "", "/my/"
    yield "watch", PASSWORD, "演示·效能监督", "效能监督", "supervisor", halls[0][0], "", "/desk/"
    first = next((hall for hall in halls if hall[3] == "county"), halls[0])
    yield from _staff(first, "")
    rest = first[2]
    yield (
        "review2", PASSWORD, f"演示·{rest}协审", f"审查人员（{rest}协办部门）", "reviewer", first[0],
        f"*-{MAIN}", "/desk/",
    )  # fmt: skip
    for hall in halls:
        if hall is not first:
            yield from _staff(hall, f".{hall[0]}")


def _staff(hall: Row, suffix: str) -> Iterator[Row]:
    slug, short = hall[0], hall[2]
    reviewed = "*" if suffix else MAIN
    for username, title, post, functions in (
        ("window", "窗口", "window_clerk", ""),
        ("review", "审查", "reviewer", reviewed),
        ("decide", "决定", "decider", "*"),
    ):
        role = {"窗口": "窗口人员", "审查": "审查人员", "决定": "审批决定人"}[title]
        yield (
            f"{username}{suffix}", PASSWORD, f"演示·{short}{title}", f"{role}（{short}）", post, slug,
            functions, "/desk/",
        )  # fmt: skip


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
