"""One service as open data tells it, whichever vocabulary it is then said in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

__all__ = ["Body", "Described", "Paper", "Place", "Publisher", "Subject"]


@dataclass(frozen=True)
class Place:
    """An administrative division."""

    code: str
    name: str


@dataclass(frozen=True)
class Body:
    """Who does it: a department of a hall, or an office with a code of its own."""

    code: str
    name: str
    place: Place
    page: str
    phone: str = ""


@dataclass(frozen=True)
class Subject:
    """A topic, with whom it is for: a life event or a business matter."""

    code: str
    name: str
    audience: str


@dataclass(frozen=True)
class Paper:
    """One paper that is asked for."""

    key: str
    title: str
    must: str
    medium: str
    source: str
    note: str
    law: str
    blank_form: str
    held_as: str
    original: str = ""
    copies: int = 1


@dataclass(frozen=True)
class Described:
    """`facts` are the guide's values by key, `origins` where each was said. `code` names it for good."""

    code: str
    basic_code: str
    name: str
    kind_code: str
    kind: str
    page: str
    apply_page: str
    bodies: tuple[Body, ...]
    audiences: tuple[tuple[str, str], ...]
    subjects: tuple[Subject, ...]
    has_guide: bool
    version: int
    changed_at: datetime
    in_force_from: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    project_type: str = ""
    legal_days: int | None = None
    promise_days: int | None = None
    visits: int | None = None
    result: str = ""
    fee: str = ""

    def lines(self, key: str) -> list[str]:
        """A fact as lines of text, however it is stored; none when it isn't told."""
        value = self.facts.get(key)
        if not value:
            return []
        return [_text(each) for each in value] if isinstance(value, list | tuple) else [_text(value)]


@dataclass(frozen=True)
class Publisher:
    """Who publishes: the city, at its address, under a licence, reachable somewhere."""

    base: str
    city: str
    licence: str
    contact: str
    place: Place | None = None


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if part)
    return str(value)
