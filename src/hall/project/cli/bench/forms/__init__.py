"""`hall bench forms`: how long a form of 1,000 questions takes to open and to save (`--questions=N`).

Every seventh question depends on another, every tenth is a sum; there are tables, people, addresses and files
among them. All stand on one page, which is the hardest, and then, as a form should be made, forty a page. The
real pages are opened, filled in and sent by one visitor, `--rounds=N` times; what counts is the server's own
time (Server-Timing), sign-in, history and database included. `computing` is what of it was spent in Python,
which a busy machine doesn't stretch. `save` is the button, `autosave` while typing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hall.project.cli.bench import Figure
from hall.project.cli.bench.client import Client
from hall.project.cli.bench.forms.reader import Reader, Spent
from hall.project.cli.bench.stage import Stage, stage

QUESTIONS, ROUNDS, A_PAGE = 1000, 20, 40
APPLICATION = "hall.project.cli.bench.measured:application"


def run(questions: int = QUESTIONS, rounds: int = ROUNDS) -> Iterator[Figure]:
    with stage(application=APPLICATION, web_workers=1, with_pages=True) as hall:
        scene = hall.ask("hall.project.cli.bench.forms.scene", str(questions), str(A_PAGE))
        hall.web.start()
        hall.wait_until_served()
        for name, item in scene["items"].items():
            reader = Reader(hall.port, scene["applicant"])
            yield from _measured(name, reader, _begun(hall, scene, item), rounds)
        desk = Reader(hall.port, scene["manager"])
        desk.open("/desk/forms/bench-one/")
        desk.boxes.values["do"] = ["revise"]
        desk.send("/desk/forms/bench-one/")
        yield from _figures(
            "designer_open", [desk.open("/desk/forms/bench-one/edit/") for _ in range(rounds)]
        )


def _begun(hall: Stage, scene: Mapping[str, Any], item: str) -> str:
    """A draft of the item, begun over the API. Returns: its id."""
    body = {"item": item, "hall": scene["hall"], "use_held_data": False}
    client = Client(hall.port, scene["token"])
    return str(client.until(lambda: client.send("POST", "/api/v1/applications", body)).body["id"])


def _measured(name: str, reader: Reader, draft: str, rounds: int) -> Iterator[Figure]:
    base = f"/my/applications/{draft}"
    address = f"{base}/form/part1/"
    opened, saved, typed = [], [], []
    reader.open(address)  # the first look compiles templates and reads regions
    for turn in range(rounds):
        opened.append(reader.open(address))
        reader.type(f"round {turn}")
        typed.append(reader.send(f"{address}autosave/"))
        reader.open(address)
        reader.type(f"saved {turn}")
        saved.append(reader.send(address))
    yield from _figures(f"{name}_open", opened)
    yield from _figures(f"{name}_autosave", typed)
    yield from _figures(f"{name}_save", saved)
    for page in ("draft", "review"):
        yield from _figures(f"{name}_{page}", [reader.open(f"{base}/{page}/") for _ in range(rounds)])


def _figures(metric: str, samples: list[Spent]) -> Iterator[Figure]:
    times, n = sorted(sample.milliseconds for sample in samples), len(samples)
    computing = sorted(sample.computing for sample in samples)[n // 2]
    yield Figure("forms", f"{metric}_p50_ms", round(times[n // 2], 1), "ms", n=n)
    yield Figure("forms", f"{metric}_p95_ms", round(times[min(int(n * 0.95), n - 1)], 1), "ms", n=n)
    yield Figure("forms", f"{metric}_computing_p50_ms", round(computing, 1), "ms", n=n)
    yield Figure("forms", f"{metric}_queries", max(sample.queries for sample in samples), "queries", n=n)
