"""A fact with its source: what is said, who says it, of which place, as of when.

Nothing in a guide is shown without saying whose it is. `kind` tells public data of some place ("data") from
law ("law") and from what this hall itself decides ("own").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["LAW", "OWN", "Origin", "fact", "is_elsewhere"]

DATA, LAW, OWN = "data", "law", "own"


@dataclass(frozen=True)
class Origin:
    """Where facts come from. `place` is empty for law, which holds everywhere, and for the hall's own."""

    source: str
    place: str = ""
    as_of: str = ""
    kind: str = DATA


def fact(value: Any, origin: Origin, *, note: str = "", doubt: str = "") -> dict[str, Any]:
    """The fact as the catalogue stores it. `doubt` says where the source contradicts itself or the law."""
    stored = {"value": value, "source": origin.source, "place": origin.place, "as_of": origin.as_of}
    if origin.kind != DATA:
        stored["kind"] = origin.kind
    if note:
        stored["note"] = note
    if doubt:
        stored["doubt"] = doubt
    return stored


def is_elsewhere(stored: dict[str, Any], city: str) -> bool:
    """Whether a fact was published for another place than `city`."""
    place = stored.get("place", "")
    return bool(place) and not place.startswith(city) and city not in place
