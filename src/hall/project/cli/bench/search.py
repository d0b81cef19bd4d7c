"""`hall bench search [--quality]`: how fast search answers, and with --quality how well it finds.

The questions are data/search/queries.csv: what people type, in kinds, each with the items it means, in parts
as they came. `_held` is the honest figure: those queries were kept aside while the method was made.
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
    yield _mean("mrr", [each.reciprocal_rank for each in judged])
    for by in ("part", "kind"):
        for name in dict.fromkeys(getattr(each.of, by) for each in judged):
            told = [each for each in judged if getattr(each.of, by) == name]
            yield _mean(f"recall_at_5_{name}", [each.recall for each in told])
            yield _mean(f"mrr_{name}", [each.reciprocal_rank for each in told])


def _mean(metric: str, values: list[float]) -> Figure:
    return Figure("search", metric, round(sum(values) / max(len(values), 1), 4), "share", n=len(values))
