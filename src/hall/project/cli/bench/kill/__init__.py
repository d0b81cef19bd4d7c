"""`hall bench kill`: web, worker and database are killed at random while applications are being submitted.

Afterwards every submission that was acknowledged must be there exactly once, with an unbroken history, its
files intact and exactly one case opened for it. A figure other than 0 in `lost` or `doubled` is a fault.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from hall.project.cli.bench import Figure
from hall.project.cli.bench.kill.applicants import Acknowledged, Applicants
from hall.project.cli.bench.kill.killer import Killer
from hall.project.cli.bench.stage import Stage, StageTrouble, stage

CLIENTS = 6
SETTLE_SECONDS = 1800.0


@dataclass(frozen=True)
class Outcome:
    """What happened, and what the judge found afterwards."""

    acknowledged: list[Acknowledged]
    kills: dict[str, int]
    retries: int
    seconds: float
    faults: list[str]
    found: dict[str, int]


def run(submissions: int = 500, clients: int = CLIENTS, seed: int = 0) -> Iterator[Figure]:
    """The figures of one trial. `seed` makes the killer's choices the same again (not the timing)."""
    outcome = trial(submissions, clients, seed or time.monotonic_ns())
    for fault in outcome.faults:
        print(fault)
    found = outcome.found
    yield Figure("kill", "acknowledged", len(outcome.acknowledged), "submissions", n=submissions)
    yield Figure("kill", "lost", found["lost"], "submissions", n=submissions)
    yield Figure("kill", "doubled", found["doubled"], "submissions", n=submissions)
    yield Figure("kill", "files_missing", found["files_missing"], "files", n=found["files"])
    yield Figure("kill", "chains_broken", found["chains_broken"], "chains", n=found["chains"])
    yield Figure("kill", "cases_missing_or_doubled", found["cases_wrong"], "cases", n=submissions)
    yield Figure("kill", "receipts_missing_or_doubled", found["receipts_wrong"], "papers", n=submissions)
    for name, times in sorted(outcome.kills.items()):
        yield Figure("kill", f"kills_{name}", times, "kills", n=submissions)
    yield Figure("kill", "requests_retried", outcome.retries, "requests", n=submissions)
    yield Figure("kill", "seconds", round(outcome.seconds, 1), "s", n=submissions)


def trial(submissions: int, clients: int, seed: int) -> Outcome:
    """Submit under fire, let the hall come to rest, judge what is there."""
    started = time.monotonic()
    with stage() as hall:
        scene = hall.ask("hall.project.cli.bench.kill.scene", str(clients))
        hall.web.start()
        hall.worker.start()
        hall.wait_until_served()
        applicants = Applicants(hall.address, scene, submissions)
        killer = Killer(hall, random.Random(seed))
        applicants.start()
        killer.run_until(applicants.is_done)
        acknowledged = applicants.finish()
        _come_to_rest(hall)
        said = [each.plain() for each in acknowledged]
        judged = hall.ask("hall.project.cli.bench.kill.judge", said=said)
    seconds = time.monotonic() - started
    return Outcome(acknowledged, killer.kills, applicants.retries, seconds, judged["faults"], judged["found"])


def _come_to_rest(hall: Stage) -> None:
    """Wait until every event has been delivered. Raises: StageTrouble when that doesn't happen."""
    deadline = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < deadline:
        waiting = hall.ask("hall.project.cli.bench.kill.judge", "waiting")["waiting"]
        if not waiting:
            return
        if not hall.worker.is_alive():
            raise StageTrouble("The worker has died by itself.")
        time.sleep(2)
    raise StageTrouble(f"{waiting} events were still waiting after {SETTLE_SECONDS:.0f} s.")
