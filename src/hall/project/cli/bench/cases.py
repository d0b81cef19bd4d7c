"""`hall bench cases [--cases=N] [--inbox]`: six-step cases a second, beside SpiffWorkflow.

Both in one process, on the same durable PostgreSQL (fsync on) of a hall of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from hall.project.cli.bench import Figure, pages
from hall.project.cli.bench.stage import stage

PEER = "SpiffWorkflow 3.2, state read and saved at each step"
PEER_IN_MEMORY = "SpiffWorkflow 3.2, kept in memory, state only saved at each step"
UNIT = "cases/s"


def run(cases: int = 400, inbox: bool = False) -> Iterator[Figure]:
    with stage() as hall:
        found = hall.ask("hall.project.cli.bench.six_steps", str(cases))
    speed, statements = found["per_second"], found["statements"]
    yield _beside("cases_per_second", PEER, speed["ours"], speed["stored"], cases)
    yield _beside("cases_per_second_in_memory", PEER_IN_MEMORY, speed["ours"], speed["held"], cases)
    yield Figure("cases", "cases_per_second_keyed", round(speed["keyed"], 1), UNIT, n=cases)
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


def _beside(metric: str, peer: str, ours: float, theirs: float, cases: int) -> Figure:
    return Figure(
        "cases", metric, round(ours, 1), UNIT, peer, round(theirs, 1), round(ours / theirs, 2), n=cases
    )
