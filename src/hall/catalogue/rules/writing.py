"""From a content that somebody wrote to what a version of a guide stores.

A fact that stays as it was keeps its source; one that was written anew names the hall as its own. The columns
that filing reckons with are made anew from all of it, the limits reconciled with the law as for every guide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hall.catalogue.rules.doubts import doubts_of
from hall.catalogue.rules.facts import Origin, fact
from hall.catalogue.rules.fields.content import Content, folded, words_coded
from hall.catalogue.rules.fields.registry import BY_KEY
from hall.catalogue.rules.limits import BindingLimits, LawLimit, binding_limits

__all__ = ["Written", "written"]

Facts = Mapping[str, Mapping[str, Any]]
#: What a content says that facts don't hold: materials have rows of their own, the rest columns.
_BESIDE: Final = frozenset({"materials", "licence_type"})
_WORKING_DAYS: Final[dict[str, float]] = {"工作日": 1, "日": 1, "月": 21, "年": 250, "小时": 0.125}
_NO_RESULT: Final = frozenset({"", "无", "暂无"})


@dataclass(frozen=True)
class Written:
    """The columns of a guide's version, and its papers in their order."""

    facts: dict[str, Any]
    legal_limit_days: int
    legal_limit_source: str
    promise_limit_days: int
    visits: int
    review_functions: list[str]
    result_name: str
    licence_type: str
    fee_note: str
    doubts: int
    papers: list[dict[str, Any]]

    def columns(self) -> dict[str, Any]:
        """All but the papers."""
        return {name: value for name, value in vars(self).items() if name != "papers"}


def written(content: Content, base: Facts, papers: Sequence[Mapping[str, Any]], origin: Origin) -> Written:
    """What a version stores of `content`; `base` and `papers` are what it was before."""
    limits = _limits(content, base, origin)
    facts = _facts(content, base, origin, limits)
    result = content.get("result", "")
    return Written(
        facts=facts,
        legal_limit_days=limits.legal_days,
        legal_limit_source=limits.legal_source,
        promise_limit_days=limits.promise_days,
        visits=content.get("visits", 0),
        review_functions=content.get("reviews", []),
        result_name="" if result in _NO_RESULT else result[:200],
        licence_type=content.get("licence_type", ""),
        fee_note=content.get("fee_note", ""),
        doubts=sum("doubt" in one for one in facts.values()),
        papers=_keyed(content.get("materials", ()), papers),
    )


def _facts(content: Content, base: Facts, origin: Origin, limits: BindingLimits) -> dict[str, Any]:
    doubts = doubts_of(_said(content))
    if limits.doubt:
        doubts["legal_limit"] = limits.doubt
    facts = {key: dict(one) for key, one in base.items() if key not in _FACT_KEYS}
    for key, (value, note) in folded(content).items():
        if key in _BESIDE:
            continue
        before = base.get(key)
        if before and before.get("value") == value and before.get("note", "") == note:
            facts[key] = {name: one for name, one in before.items() if name != "doubt"}
        else:
            facts[key] = fact(value, origin, note=note)
    for key, reason in doubts.items():
        facts.setdefault(key, fact(None, origin))["doubt"] = reason
    return facts


_FACT_KEYS: Final = frozenset(field.fact_key for field in BY_KEY.values())


def _said(content: Content) -> dict[str, Any]:
    """The content in the words that doubts are found by."""
    plain = {key: value for key, (value, _) in folded(content).items()}
    limits = {key: content.get(key) for key in ("legal_limit", "promise_limit", "legal_limit_note")}
    return {**plain, **limits, "charge": content.get("fee"), "charge_note": content.get("fee_note", "")}


def _limits(content: Content, base: Facts, origin: Origin) -> BindingLimits:
    """The limits a case is held to. A law's own limit stays from version to version: it isn't edited."""
    before = base.get("legal_limit", {})
    same = (before.get("value") or {}).get("days") == content.get("legal_limit")
    whose = (
        before if same and before else {"source": origin.source, "place": origin.place, "as_of": origin.as_of}
    )
    placed = "，".join(part for part in (whose.get("place"), whose.get("as_of")) if part)
    return binding_limits(
        legal=_days(content, "legal_limit"),
        legal_source=f"{whose['source']}（{placed}）" if placed else whose["source"],
        promise=_days(content, "promise_limit") or 0,
        law=_law(base),
        item_type=next(iter(words_coded("type", content.get("type"))), ""),
    )


def _days(content: Content, key: str) -> int | None:
    limit = content.get(key)
    if limit is None:
        return None
    return math.ceil(int(limit) * _WORKING_DAYS[content.get(f"{key}_unit", "工作日")])


def _law(base: Facts) -> LawLimit | None:
    said = base.get("law_limit")
    if not said or not said.get("value"):
        return None
    value, citation = said["value"], str(said["source"])
    law, _, article = citation.removeprefix("《").partition("》")
    return LawLimit(value["days"], value["unit"], law, article, said.get("as_of", ""), said.get("note", ""))


def _keyed(rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The papers with their keys: one of the same title keeps its key, so that drafts and places find it."""
    free = [dict(paper) for paper in before]
    numbers = [int(key[1:]) for paper in before if (key := str(paper["key"]))[1:].isdigit()]
    following = max(numbers, default=0)
    keyed = []
    for position, row in enumerate(rows, start=1):
        old = next((paper for paper in free if paper["title"] == row["title"]), None)
        if old is not None:
            free.remove(old)
        else:
            following += 1
        keyed.append(
            {
                **row,
                "key": old["key"] if old else f"m{following:02d}",
                "position": position,
                "copies": row.get("copies", 1),
                "filled_online": row.get("filled_online") == "是",
            }
        )
    return keyed
