"""What applies to somebody: exactly, when all is answered; what is certain already, while it isn't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hall.catalogue.rules.situations.combinations import answered, combinations, next_question
from hall.catalogue.rules.situations.table import Effects, Situations

__all__ = ["Need", "Outcome", "outcome_of"]


class Need(StrEnum):
    """Whether a paper is to be handed in. `OPEN`: it depends on what isn't answered yet."""

    NEEDED = "needed"
    OPTIONAL = "optional"
    SPARED = "spared"
    OPEN = "open"


@dataclass(frozen=True)
class Outcome:
    """What the answers given so far come to. Papers and fields that no table rules aren't in it.

    `hidden` fields aren't asked, `demanded` must be answered, `fills` are answered by the situation.
    """

    answers: Mapping[str, str]
    is_complete: bool
    papers: Mapping[str, Need]
    hidden: frozenset[str]
    demanded: frozenset[str]
    fills: Mapping[str, str]
    fees: tuple[str, ...]
    steps: tuple[str, ...]
    windows: tuple[str, ...]
    promises: tuple[str, ...]
    notes: tuple[str, ...]
    ends: tuple[str, ...]


def outcome_of(situations: Situations, given: Mapping[str, str]) -> Outcome:
    """The outcome of `given`; answers that don't count are left out (`combinations.answered`).

    Texts are told only when they hold for every way of answering the rest.
    """
    counted = answered(situations, given)
    ways = [_rows(situations, way) for way in combinations(situations.questions, counted)]
    needs = [_needs(situations, way) for way in ways]
    fields = frozenset[str]().union(*(decision.fields for decision in situations.decisions))
    asked = [frozenset[str]().union(*(effects.fields for effects in way)) for way in ways]
    demanded = [frozenset(key for effects in way for key in effects.demands) for way in ways]
    return Outcome(
        answers=counted,
        is_complete=next_question(situations, counted) is None,
        papers={paper: _agreed([need[paper] for need in needs]) for paper in (needs[0] if needs else {})},
        hidden=fields - frozenset[str]().union(*asked),
        demanded=frozenset[str].intersection(*demanded) if demanded else frozenset(),
        fills=_common_fills(ways),
        fees=_common(ways, "fee"),
        steps=_common(ways, "steps"),
        windows=_common(ways, "window"),
        promises=_common(ways, "promise"),
        notes=_common(ways, "notes"),
        ends=_common(ways, "ends"),
    )


def _rows(situations: Situations, way: Mapping[str, str]) -> list[Effects]:
    """The effects of every table's row for one whole way of answering."""
    return [
        row.then
        for decision in situations.decisions
        if decision.concerns(way)
        for row in decision.rows
        if row.applies(way)
    ]


def _needs(situations: Situations, effects: list[Effects]) -> dict[str, Need]:
    ruled = sorted(frozenset[str]().union(*(decision.papers for decision in situations.decisions)))
    needed = {paper for each in effects for paper in each.needs}
    optional = {paper for each in effects for paper in each.may}
    return {
        paper: Need.NEEDED if paper in needed else Need.OPTIONAL if paper in optional else Need.SPARED
        for paper in ruled
    }


def _agreed(needs: list[Need]) -> Need:
    return needs[0] if len(set(needs)) == 1 else Need.OPEN


def _common(ways: list[list[Effects]], name: str) -> tuple[str, ...]:
    """The texts called `name` that every way has, in the order of the tables."""
    told = [[text for effects in way for text in _texts(getattr(effects, name))] for way in ways]
    return tuple(
        dict.fromkeys(text for text in (told[0] if told else []) if all(text in one for one in told))
    )


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _common_fills(ways: list[list[Effects]]) -> dict[str, str]:
    filled = [{k: v for effects in way for k, v in (effects.fills or {}).items()} for way in ways]
    return {k: v for k, v in (filled[0] if filled else {}).items() if all(one.get(k) == v for one in filled)}
