"""`hall bench pages`: how long the server takes for a page when many ask at once, in a hall that is full.

A hall of its own with the whole city and 200,000 cases (`--cases=N`), served as `hall serve` serves it, asked
by 16 clients at once (`--clients=N`) on this very machine. `p50` and `p95` are the server's own time
(Server-Timing), `computing` what of it was spent in Python, `waited` what the visitor saw, queues and all; a
page's `queries` is the most that any of its requests needed. No page is kept in memory meanwhile.

`--province`: how many guide pages a second (`capacity`), with the province's 400,000 implementing lists
loaded as well, or without them (`--province=city`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hall.project.cli.bench import Figure
from hall.project.cli.bench.client import Client
from hall.project.cli.bench.filing import begin, submit
from hall.project.cli.bench.pages.capacity import capacity
from hall.project.cli.bench.pages.visitors import Sample, visit
from hall.project.cli.bench.stage import Stage, stage

CASES = 200_000
CLIENTS = 16
REQUESTS = 1600
WARM_UP = 160
APPLICATION = "hall.project.cli.bench.measured:application"


@dataclass(frozen=True)
class Measured:
    """What asking for one page many times has shown."""

    page: str
    samples: list[Sample]
    seconds: float

    def at(self, share: float, of: str = "milliseconds") -> float:
        """The time that this share of the requests stayed within, in milliseconds."""
        times = sorted(getattr(sample, of) for sample in self.samples)
        return round(float(times[min(int(len(times) * share), len(times) - 1)]), 1)

    @property
    def queries(self) -> int:
        return max(sample.queries for sample in self.samples)

    def figures(self) -> Iterator[Figure]:
        n = len(self.samples)
        yield Figure("pages", f"{self.page}_p50_ms", self.at(0.50), "ms", n=n)
        yield Figure("pages", f"{self.page}_p95_ms", self.at(0.95), "ms", n=n)
        yield Figure("pages", f"{self.page}_computing_p50_ms", self.at(0.50, "computing"), "ms", n=n)
        yield Figure("pages", f"{self.page}_waited_p95_ms", self.at(0.95, "waited"), "ms", n=n)
        yield Figure("pages", f"{self.page}_queries", self.queries, "queries", n=n)
        yield Figure("pages", f"{self.page}_per_second", round(n / self.seconds, 1), "requests/s", n=n)


def run(
    cases: int = CASES,
    clients: int = CLIENTS,
    requests: int = REQUESTS,
    workers: int = 2,
    only: str = "",
    province: bool | str = False,
) -> Iterator[Figure]:
    """`only` names pages, with commas between them; all are measured when it is empty."""
    if province:
        yield from many(clients, workers, whole=province is True)
        return
    with stage(application=APPLICATION, web_workers=workers, with_pages=True) as hall:
        hall.environment["HALL_PUBLIC_PAGES_MB"] = "0"
        scene = prepared(hall, cases)
        for page in [*scene["pages"], case_page(hall, scene)]:
            if not only or page["name"] in only.split(","):
                yield from measured(hall, page, clients, requests).figures()


def many(clients: int, workers: int, *, whole: bool) -> Iterator[Figure]:
    """The guides of every hall, asked for by a crowd."""
    with stage(web_workers=workers, with_pages=True) as hall:
        if whole:
            hall.ask("hall.project.cli", "load", "province")
        scene = prepared(hall, 0)
        yield from capacity(hall, scene["guides_of_halls"], clients)


def prepared(hall: Stage, cases: int) -> dict[str, Any]:
    """Load the city and its cases, and open the doors. Returns: what there is to ask (`scene`)."""
    hall.ask("hall.project.cli", "load", "city")
    if cases:
        hall.ask("hall.project.cli.bench.casework", str(cases))
    scene: dict[str, Any] = hall.ask("hall.project.cli.bench.pages.scene")
    hall.web.start()
    hall.wait_until_served()
    return scene


def case_page(hall: Stage, scene: dict[str, Any]) -> dict[str, Any]:
    """A case of an application that is filed over the API, with its receipt sealed by the worker."""
    client = Client(hall.port, scene["token"])
    application = begin(client, scene["item"], scene["hall"])
    submit(client, application)
    hall.ask("hall.project.cli", "worker", "--once")
    page: dict[str, Any] = hall.ask("hall.project.cli.bench.pages.scene", application)
    return page


def measured(hall: Stage, page: dict[str, Any], clients: int, requests: int) -> Measured:
    """Ask for one page, warm. Raises: visitors.Unwelcome when it answers anything but 200."""
    visit(hall.port, page["addresses"], page["cookies"], clients, WARM_UP)
    started = time.perf_counter()
    samples = visit(hall.port, page["addresses"], page["cookies"], clients, requests)
    return Measured(page["name"], samples, time.perf_counter() - started)
