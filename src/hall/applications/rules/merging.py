"""Two devices, one draft. Sections that only one wrote in are merged; where both wrote, she decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hall.applications.rules.answers import is_empty
from hall.applications.rules.composed import STAMP

__all__ = ["Clash", "clashes", "wrote_since"]


@dataclass(frozen=True)
class Clash:
    """One field that stands differently in the draft and in what was just sent."""

    key: str
    stored: Any
    sent: Any


def wrote_since(sections: Mapping[str, Any], section: str, seen: int, *, besides: str = "") -> bool:
    """Whether somebody changed this very section after version `seen` was shown, `besides` the sitting that
    is just saving: what a page saved by itself a moment ago is no other device's.
    """
    last = sections.get(section, {})
    return int(last.get("version", 0)) > seen and not (besides and last.get("sitting") == besides)


def clashes(keys: Iterable[str], stored: Mapping[str, Any], sent: Mapping[str, Any]) -> tuple[Clash, ...]:
    """The fields of `keys` that differ. Nothing and an empty answer are the same."""
    return tuple(
        Clash(key, stored.get(key, ""), sent.get(key, ""))
        for key in keys
        if key in sent and not _same(stored.get(key, ""), sent.get(key, ""))
    )


def _same(one: Any, other: Any) -> bool:
    return (is_empty(one) and is_empty(other)) or _unstamped(one) == _unstamped(other)


def _unstamped(value: Any) -> Any:
    """A signature without the moment that the server noted: a page sends it without."""
    if not isinstance(value, Mapping):
        return value
    return {key: each for key, each in value.items() if key not in STAMP and not is_empty(each)}
