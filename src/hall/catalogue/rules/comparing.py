"""What two versions of a guide say differently: element by element, and paper by paper by their keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hall.catalogue.rules.latitude import FIELD_OF_FACT
from hall.catalogue.rules.overrides import title_of

__all__ = ["Change", "How", "compared"]

Facts = Mapping[str, Mapping[str, Any]]
Papers = Mapping[str, Mapping[str, Any]]


class How(StrEnum):
    """What became of an element."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One element that differs. For a paper `paper` is its key, and `element` the column that differs.

    `only_source` tells a new source, date or note from a new value: nothing changes for an applicant.
    """

    element: str
    label: str
    how: How
    before: Any
    after: Any
    paper: str = ""
    only_source: bool = False


def compared(before: Facts, after: Facts, papers_before: Papers, papers_after: Papers) -> list[Change]:
    """Every difference: the elements in the order of the list, then the papers in that of the newer guide."""
    order = {key: place for place, key in enumerate(reversed(list(FIELD_OF_FACT)))}
    keys = sorted({*before, *after}, key=lambda key: (order.get(key, len(order)), key))
    changes = [change for key in keys if (change := _fact(key, before.get(key), after.get(key)))]
    for key in dict.fromkeys([*papers_after, *papers_before]):
        changes += _paper(key, papers_before.get(key), papers_after.get(key))
    return changes


def _fact(key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Change | None:
    label = title_of(key)
    if before == after:
        return None
    if before is None or after is None:
        said = after or before or {}
        how = How.ADDED if before is None else How.REMOVED
        values = (None, said.get("value")) if before is None else (said.get("value"), None)
        return Change(key, label, how, *values)
    same = before.get("value") == after.get("value")
    return Change(key, label, How.CHANGED, before.get("value"), after.get("value"), only_source=same)


def _paper(key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[Change]:
    title = (after or before or {}).get("title", key)
    if before is None or after is None:
        how = How.ADDED if before is None else How.REMOVED
        yield Change("materials", title, how, before and title, after and title, key)
        return
    for column in after:
        if before.get(column) != after[column]:
            yield Change(column, title, How.CHANGED, before.get(column), after[column], key)
