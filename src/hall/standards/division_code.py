"""Administrative division codes: 6 digits to the county (GB/T 2260), 9 to the town (GB/T 10114), 12 in all.

The statistical 12-digit form pads with zeros, and the padding is what tells the level.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["Level", "expand", "is_valid", "is_within", "level_of", "parent_of", "prefix_of", "shorten"]


class Level(StrEnum):
    """The five levels of division, from the province down; the values are those of the data files."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"

    @property
    def depth(self) -> int:
        """1 for a province … 5 for a village."""
        return list(Level).index(self) + 1

    @property
    def label(self) -> str:
        """The level's Chinese name."""
        return _LABELS[self]


_LABELS: Final = dict(zip(Level, ("省级", "市级", "县级", "乡级", "村级"), strict=True))
_WIDTH: Final = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.TOWN: 9, Level.VILLAGE: 12}


def is_valid(code: str) -> bool:
    """Whether `code` has the shape of a division code: 6, 9 or 12 digits, not starting with 0."""
    return len(code) in (6, 9, 12) and code.isascii() and code.isdigit() and code[0] != "0"


def expand(code: str) -> str:
    """The 12-digit form of a 6-, 9- or 12-digit code."""
    if not is_valid(code):
        raise ValueError(f"行政区划代码应为 6、9 或 12 位数字：{code}")
    return code.ljust(12, "0")


def level_of(code: str) -> Level:
    """The level the zeros at the end tell. A town straight under a city (东莞) has 00 for its county."""
    code = expand(code)
    if code[9:] != "000":
        return Level.VILLAGE
    if code[6:9] != "000":
        return Level.TOWN
    if code[4:6] != "00":
        return Level.COUNTY
    return Level.CITY if code[2:4] != "00" else Level.PROVINCE


def prefix_of(code: str) -> str:
    """The digits that every division inside `code` begins with: 2, 4, 6, 9 or 12 of them."""
    return code[: _WIDTH[level_of(code)]]


def shorten(code: str) -> str:
    """The code in its usual writing: 6 digits to the county, 9 for a town, 12 for a village."""
    return expand(code)[: max(6, _WIDTH[level_of(code)])]


def parent_of(code: str) -> str | None:
    """The code one level up, as long as `code` itself; None for a province.

    A town straight under a city has no county: its parent is the city.
    """
    depth = level_of(code).depth
    if depth == 1:
        return None
    full = expand(code)
    width = list(_WIDTH.values())[depth - 2]
    return full[:width].ljust(12, "0")[: max(len(code), 6)]


def is_within(code: str, area: str) -> bool:
    """Whether `code` is `area` or lies inside it."""
    return expand(code).startswith(prefix_of(area))
