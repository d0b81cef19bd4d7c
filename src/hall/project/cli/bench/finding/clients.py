"""One client of search: asks labelled queries with filters and counts, one after another, until time is up.

Run as a module in the hall on stage: `clients NUMBER MEETING SECONDS [PEER]` waits in the folder MEETING
until the file `go` is there, then asks and prints what each answer took, in
milliseconds: from the words to the typed rows, all of it in this process and its database connection. With
PEER, a folder with tantivy's index, the same questions go there.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import django

#: A county of the city, that city, and nowhere in particular, by turns.
REGIONS = ("341602000000", "341621000000", "341600000000", "")
NARROWED: tuple[dict[str, Any], ...] = ({}, {"audience": "natural_person"}, {"online": True})
WARM = 40


def main(number: int, meeting: Path, seconds: float, peer: str = "") -> list[float]:
    from django.conf import settings

    from hall.catalogue.public import labelled

    queries = [each.query for each in labelled(settings.HALL_DATA_DIR / "search" / "queries.csv")]
    start = number * 83 % len(queries)
    asked = cycle(enumerate(queries[start:] + queries[:start]))
    answer = _peer(Path(peer)) if peer else _ours()
    for turn, query in islice(asked, WARM):
        answer(query, turn)
    (meeting / str(number)).touch()
    while not (meeting / "go").exists():
        time.sleep(0.02)
    took: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        turn, query = next(asked)
        started = time.perf_counter()
        answer(query, turn)
        took.append(round((time.perf_counter() - started) * 1000, 3))
    return took


def _ours() -> Callable[[str, int], object]:
    from hall.catalogue.public import Filters, search

    def answer(query: str, turn: int) -> object:
        region = REGIONS[turn % len(REGIONS)]
        return search(query, filters=Filters(region=region, **NARROWED[turn % len(NARROWED)]))

    return answer


def _peer(folder: Path) -> Callable[[str, int], object]:
    from hall.project.cli.bench.finding.tantivy_peer import Peer

    peer = Peer(folder)
    return lambda query, turn: peer.search(
        query, REGIONS[turn % len(REGIONS)], NARROWED[turn % len(NARROWED)]
    )


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), *sys.argv[4:])))
