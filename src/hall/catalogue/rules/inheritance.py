"""What a place's guide says: the catalogue's facts, under those of the office, under those of its own list.

Evaluated whenever a guide is read and stored nowhere, so that a new version of the catalogue's guide is at
once what all its heirs say. A local value that was lawful when it was published may not be so under a later
version of what it leans on: then the catalogue's value holds, and the local one is shown as set aside, with
the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hall.catalogue.rules.overrides import NOT_NEEDED, flaw_of_override, flaw_of_papers

__all__ = ["Layer", "Terms", "Tier", "Valued", "inherited", "musts_inherited", "terms_inherited"]

Fact = Mapping[str, Any]


class Tier(StrEnum):
    """From where a value comes."""

    BASIC = "basic"
    OFFICE = "office"
    LOCAL = "local"

    @property
    def label(self) -> str:
        return {"basic": "基本目录", "office": "实施机构", "local": "实施清单"}[self.value]


@dataclass(frozen=True)
class Layer:
    """The facts of one level."""

    tier: Tier
    facts: Mapping[str, Fact]


@dataclass(frozen=True)
class Valued:
    """A fact in force, the level it comes from, and the lower level's own that was set aside, if one was."""

    fact: Fact
    tier: Tier
    set_aside: Fact | None = None
    because: str = ""

    @property
    def value(self) -> Any:
        return self.fact.get("value")


def inherited(layers: Iterable[Layer]) -> dict[str, Valued]:
    """Every fact in force, the highest level first in `layers`."""
    found: dict[str, Valued] = {}
    for layer in layers:
        above = {key: valued.fact for key, valued in found.items()}
        for key, fact in layer.facts.items():
            flaw = "" if layer.tier is Tier.BASIC else flaw_of_override(key, fact.get("value"), above)
            if not flaw:
                found[key] = Valued(fact, layer.tier)
            elif key in found:
                found[key] = Valued(found[key].fact, found[key].tier, fact, flaw)
    return found


def musts_inherited(musts: Mapping[str, str], facts: Mapping[str, Valued]) -> dict[str, str]:
    """How each paper is asked for here; what isn't needed is left out."""
    said = facts.get("materials")
    changes = said.value if said else {}
    asked = {
        key: changes[key] if key in changes and not flaw_of_papers({key: changes[key]}, musts) else must
        for key, must in musts.items()
    }
    return {key: must for key, must in asked.items() if must != NOT_NEEDED}


@dataclass(frozen=True)
class Terms:
    """What filing reckons with: whole working days, whole visits, what is to be paid."""

    legal_limit_days: int
    promise_limit_days: int
    visits: int
    fee_note: str


def terms_inherited(terms: Terms, facts: Mapping[str, Valued]) -> Terms:
    """The terms of the guide as this place has bettered them; the law's limit is never touched."""
    promise, visits, fee = (_moved(facts, key) for key in ("promise_limit", "visits", "fee"))
    days = promise["days"] if promise else terms.promise_limit_days
    return Terms(
        legal_limit_days=terms.legal_limit_days,
        promise_limit_days=min(days, terms.promise_limit_days, terms.legal_limit_days),
        visits=terms.visits if visits is None else min(visits, terms.visits),
        fee_note="" if fee == "否" else terms.fee_note,
    )


def _moved(facts: Mapping[str, Valued], key: str) -> Any:
    """What a level below the catalogue says of this element; None when none does."""
    valued = facts.get(key)
    return valued.value if valued and valued.tier is not Tier.BASIC else None
