"""`hall bench search [--quality]`: how fast search answers, and with --quality how well it finds.

The questions are data/search/queries.csv: what people type, in kinds, each with the items it means. `_unseen`
counts only those that were written by somebody else and first measured when the method was done.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from hall.project.cli.bench import Figure

WARM = 20


def run(*, quality: bool = False, rounds: int = 3) -> Iterator[Figure]:
    from hall.catalogue.public import labelled, search

    questions = list(labelled(settings.HALL_DATA_DIR / "search" / "queries.csv"))
    for each in questions[:WARM]:
        search(each.query)
    took = sorted(_timed(search, each.query) for _ in range(rounds) for each in questions)
    for name, share in (("p50_ms", 0.5), ("p95_ms", 0.95)):
        yield Figure("search", name, round(took[int(len(took) * share)], 2), "ms", n=len(took))
    if quality:
        yield from _quality(questions)


def _timed(search: Any, query: str) -> float:
    begun = time.perf_counter()
    search(query)
    return (time.perf_counter() - begun) * 1000


def _quality(questions: Iterable[Any]) -> Iterator[Figure]:
    from hall.catalogue.public import judge

    judged = [judge(each) for each in questions]
    yield _mean("recall_at_5", [each.recall for each in judged])
    yield _mean("recall_at_5_unseen", [each.recall for each in judged if not each.of.seen])
    yield _mean("mrr", [each.reciprocal_rank for each in judged])
    for kind in dict.fromkeys(each.of.kind for each in judged):
        yield _mean(f"recall_at_5_{kind}", [each.recall for each in judged if each.of.kind == kind])


def _mean(metric: str, values: list[float]) -> Figure:
    return Figure("search", metric, round(sum(values) / max(len(values), 1), 4), "share", n=len(values))
