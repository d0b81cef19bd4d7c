"""`hall bench search`: how fast search answers, and with --quality how well it finds.

Alone it asks the hall that is installed. `--province` makes a hall of its own, with 4,000, 40,000 and 400,000
guides (or `--guides=N` only), and lets 8 clients ask at once, with regions, filters and counts; `--peer` lets
the same clients ask tantivy, which holds the same guides by the same tokens.

The questions are data/search/queries.csv: what people type, in kinds, each with the items it means, in parts
as they came. `_held` is the honest figure: those queries were kept aside while the method was made.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings

from hall.project.cli.bench import Figure
from hall.project.cli.bench.stage import Stage, stage

WARM = 20
CLIENTS = 8
GROWTH = (4_000, 40_000, 400_000)
HERE = "hall.project.cli.bench.finding"
#: How long they ask, once all are ready.
SECONDS = 15


def run(
    *,
    quality: bool = False,
    rounds: int = 3,
    province: bool = False,
    peer: bool = False,
    guides: int = 0,
    seconds: int = SECONDS,
) -> Iterator[Figure]:
    if province:
        yield from _province((guides,) if guides else GROWTH, peer, seconds)
        return
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


def _province(sizes: Iterable[int], peer: bool, seconds: int) -> Iterator[Figure]:
    with stage() as made:
        for guides in sizes:
            there = made.ask(f"{HERE}.province", str(guides))
            indexed = round(there["seconds"], 2)
            yield Figure("search", f"places_indexed_s_{guides}", indexed, "s", n=there["guides"])
            ours = _asked(made, seconds)
            theirs: list[float] = []
            if peer:
                folder = str(made.folder / f"tantivy-{guides}")
                index = made.ask(f"{HERE}.tantivy_peer", folder, str(guides))
                yield Figure("search", f"tantivy_indexed_s_{guides}", round(index["seconds"], 2), "s")
                theirs = _asked(made, seconds, folder)
            yield from _compared(guides, ours, theirs, seconds)


def _asked(made: Stage, seconds: int, *peer: str) -> list[float]:
    """What every answer took, of all clients at once."""
    meeting = made.folder / f"meeting-{time.time_ns()}"
    meeting.mkdir()
    with ThreadPoolExecutor(CLIENTS) as pool:
        each = [
            pool.submit(made.ask, f"{HERE}.clients", str(number), str(meeting), str(seconds), *peer)
            for number in range(CLIENTS)
        ]
        while len(list(meeting.iterdir())) < CLIENTS and not any(client.done() for client in each):
            time.sleep(0.1)
        (meeting / "go").touch()
        return sorted(took for client in each for took in client.result())


def _compared(guides: int, ours: list[float], theirs: list[float], seconds: int) -> Iterator[Figure]:
    for name, share in (("p50_ms", 0.5), ("p95_ms", 0.95)):
        value = round(_at(ours, share), 2)
        if not theirs:
            yield Figure("search", f"{name}_{guides}", value, "ms", n=len(ours))
            continue
        other = round(_at(theirs, share), 2)
        yield Figure(
            "search", f"{name}_{guides}", value, "ms", "tantivy", other, round(other / value, 2), n=len(ours)
        )
    yield Figure("search", f"per_second_{guides}", round(len(ours) / seconds, 1), "1/s", n=len(ours))


def _at(took: list[float], share: float) -> float:
    return took[int(len(took) * share)]
