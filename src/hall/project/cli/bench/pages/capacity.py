"""How many guide pages a second two processes hand out: known, kept, and made.

`known`: the visitor has the page and asks whether it is still right (304), as an edge cache does all day.
`kept`: the whole page from the server's memory. `made`: each time under an address that nobody asked before,
so that it is read from the database and written anew. Visitors are a process of their own on the machine.
What they compute is told beside, as is what web server and database compute for one page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hall.project.cli.bench import Figure
from hall.project.cli.bench.stage import Stage

SECONDS = 10
WAYS = {"known": (True, False, "304"), "kept": (False, False, "200"), "made": (False, True, "200")}
TICKS = os.sysconf("SC_CLK_TCK")


def capacity(hall: Stage, addresses: list[str], clients: int, seconds: int = SECONDS) -> Iterator[Figure]:
    """Ask for guides in each of the three ways. Raises: SystemExit at an answer of another kind."""
    for way, (conditional, fresh, status) in WAYS.items():
        asked = {
            "port": hall.port, "addresses": addresses, "visitors": clients, "conditional": conditional,
            "fresh": fresh,
        }  # fmt: skip
        hall.ask("hall.project.cli.bench.pages.crowd", said={**asked, "seconds": 2})
        before = _computed(hall)
        got = hall.ask("hall.project.cli.bench.pages.crowd", said={**asked, "seconds": seconds})
        spent = _computed(hall) - before
        yield from _figures(way, got, status, spent)


def _figures(way: str, got: dict[str, Any], status: str, spent: float) -> Iterator[Figure]:
    if set(got["answers"]) != {status}:
        raise SystemExit(f"{way}: expected {status} only, got {got['answers']}.")
    n = got["answers"][status]
    yield Figure("pages", f"guide_{way}_per_second", round(n / got["seconds"], 1), "requests/s", n=n)
    yield Figure("pages", f"guide_{way}_waited_p95_ms", got["p95"], "ms", n=n)
    yield Figure("pages", f"guide_{way}_computing_ms", round(spent / n * 1000, 3), "ms", n=n)
    yield Figure("pages", f"guide_{way}_visitors_computing_ms", round(got["cpu"] / n * 1000, 3), "ms", n=n)


def _computed(hall: Stage) -> float:
    """The CPU seconds that the web server and the database have spent, with all their processes."""
    parents: dict[int, int] = {}
    times: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # gone in the meantime
        number = int(folder.name)
        parents[number] = int(fields[1])
        times[number] = int(fields[11]) + int(fields[12])
    roots = {process for process in (hall.web.child and hall.web.child.pid, hall.database.pid()) if process}
    return sum(spent for number, spent in times.items() if _is_under(number, roots, parents)) / TICKS


def _is_under(number: int, roots: set[int], parents: dict[int, int]) -> bool:
    while number:
        if number in roots:
            return True
        number = parents.get(number, 0)
    return False
