"""How well search finds, judged by labelled queries: data/search/queries.csv, one row a query.

`expected` names the items meant: `a|b`, either will do; `a;b`, both are wanted. `part` says when the query
came (docs/decisions/0009-search.md); of `held` nobody may look at which are missed, only at how many.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hall.catalogue.search.finding import search

__all__ = ["HELD", "Judged", "judge", "labelled", "mean"]

HELD = "held"

FIRST = 5


@dataclass(frozen=True)
class Labelled:
    kind: str
    query: str
    expected: tuple[tuple[str, ...], ...]
    part: str


@dataclass(frozen=True)
class Judged:
    """What one query found: the share of what is meant among the first five, and 1 / the first one's rank."""

    of: Labelled
    recall: float
    reciprocal_rank: float
    first: tuple[str, ...]


def labelled(path: Path) -> Iterator[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wanted = tuple(tuple(one.split("|")) for one in row["expected"].split(";"))
            yield Labelled(row["kind"], row["query"], wanted, row["part"])


def judge(of: Labelled) -> Judged:
    """Ask, and look where the expected names stand among the first twenty."""
    names = [item.name for item in search(of.query, counts=False).items]
    first = set(names[:FIRST])
    recall = sum(bool(first & set(either)) for either in of.expected) / len(of.expected)
    meant = {name for either in of.expected for name in either}
    rank = next((place for place, name in enumerate(names, start=1) if name in meant), None)
    return Judged(of, recall, 1 / rank if rank else 0.0, tuple(names[:FIRST]))


def mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
