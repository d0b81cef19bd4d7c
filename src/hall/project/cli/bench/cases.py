"""`hall bench cases [--cases=N] [--inbox]`: six-step cases a second, beside SpiffWorkflow.

One process each, by turns, on the same durable PostgreSQL (fsync on) of a hall of their own: with as many
cases at once as a web process serves, each on a connection of its own, and one at a time. A ratio is the
median of the rounds' ratios.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from statistics import median

from hall.project.cli.bench import Figure, pages
from hall.project.cli.bench.stage import stage
from hall.project.cli.bench.turns import Contestant, ended, rounds, started
from hall.project.cli.serve import THREADS_PER_WORKER

PEER = "SpiffWorkflow 3.2, kept in memory, state only saved at each step"
PEER_STORED = "SpiffWorkflow 3.2, state read and saved at each step"
UNIT = "cases/s"
LOT = 20


def run(cases: int = 400, inbox: bool = False) -> Iterator[Figure]:
    with stage() as hall:
        ours = started(hall, "hall.project.cli.bench.six_steps")
        peer = started(hall, "hall.project.cli.bench.spiff_peer")
        assert ours.stdout is not None
        statements: dict[str, int] = json.loads(ours.stdout.readline())
        contestants = [Contestant(name, ours) for name in ("plain", "keyed")]
        contestants += [Contestant(name, peer) for name in ("held", "stored")]
        busy, alone = (rounds(contestants, cases, LOT, at_once) for at_once in (THREADS_PER_WORKER, 1))
        for process in (ours, peer):
            ended(process)
    yield _beside("cases_per_second", "plain", busy, PEER, "held")
    yield _beside("cases_per_second_keyed", "keyed", busy, PEER, "held")
    yield _beside("cases_per_second_against_stored", "plain", busy, PEER_STORED, "stored")
    yield _beside("cases_per_second_one_at_a_time", "plain", alone, PEER, "held")
    yield _beside("cases_per_second_one_at_a_time_against_stored", "plain", alone, PEER_STORED, "stored")
    total = sum(statements.values()) + statements["review"]  # two reviews are alike
    yield Figure("cases", "queries_per_step", round(total / 6, 2), "statements", n=6)
    for name, count in statements.items():
        yield Figure("cases", f"queries_{name}", count, "statements", n=1)
    if inbox:
        yield _inbox()


def _inbox() -> Figure:
    """The desk's lists with 200,000 cases and 16 clients, as the server sees it."""
    with stage(application=pages.APPLICATION, web_workers=2, with_pages=True) as hall:
        scene = pages.prepared(hall, pages.CASES)
        desk = next(page for page in scene["pages"] if page["name"] == "desk")
        found = pages.measured(hall, desk, pages.CLIENTS, pages.REQUESTS)
    return Figure("cases", "inbox_p95_ms", found.at(0.95), "ms", n=len(found.samples))


def _beside(metric: str, ours: str, took: list[dict[str, float]], peer: str, theirs: str) -> Figure:
    def speed(name: str) -> float:
        return round(LOT / median(each[name] for each in took), 1)

    ratio = round(median(each[theirs] / each[ours] for each in took), 2)
    return Figure("cases", metric, speed(ours), UNIT, peer, speed(theirs), ratio, n=LOT * len(took))
