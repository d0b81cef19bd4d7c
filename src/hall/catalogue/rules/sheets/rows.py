"""What is read from a file, row by row, before it is put together to guides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hall.catalogue.rules.fields.content import Content
from hall.catalogue.rules.fields.registry import BY_KEY, FIELDS
from hall.catalogue.rules.sheets.flaws import FileFlaw

__all__ = ["Given", "Part", "ReadPart", "given_by"]


@dataclass(frozen=True)
class Part:
    """One good row: of which item, of which table ("" for what is said once), what it says.

    `told` are the keys a row of guides has columns for: an empty cell there says that there is no value.
    """

    code: str
    table: str
    number: int
    said: dict[str, Any]
    told: tuple[str, ...] = ()
    place: str = ""


ReadPart = Part | FileFlaw


@dataclass(frozen=True)
class Given:
    """All that a file says of one item. `told` without a value in `content` means: none, or as inherited."""

    code: str
    content: Content
    told: frozenset[str]
    place: str = ""


def given_by(parts: Iterable[Part], tables: Iterable[str]) -> Iterator[Given]:
    """Guides from parts in the order of their codes; `tables` are those the file has sheets for.

    An item with a row of its own is told whole: a table without rows is empty. One that stands only in tables
    is told those.
    """
    whole = frozenset(tables)
    for code, group in groupby(parts, key=lambda part: part.code):
        content: Content = {}
        told: set[str] = set()
        place = ""
        for part in sorted(group, key=lambda part: (part.table, part.number)):
            place = place or part.place
            if part.table:
                told.add(part.table)
                content.setdefault(part.table, []).append(part.said)
            else:
                told |= whole | set(part.told)
                content |= part.said
        ordered = {field.key: content[field.key] for field in FIELDS if field.key in content}
        yield Given(code, ordered, frozenset(told & BY_KEY.keys()), place)
