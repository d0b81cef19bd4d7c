"""Nothing that was acknowledged is lost or done twice, whatever is killed, whenever.

A small trial here, so that the suite stays short; HALL_KILL_SUBMISSIONS=500 (or `hall bench kill`) is the
full one. It starts a database, a web server and a worker of its own and kills only those.
"""

from __future__ import annotations

import os
import time

from hall.project.cli.bench.kill import CLIENTS, trial

SUBMISSIONS = int(os.environ.get("HALL_KILL_SUBMISSIONS", "40"))


def test_what_was_acknowledged_is_there_once_whatever_was_killed() -> None:
    outcome = trial(SUBMISSIONS, CLIENTS, seed=time.monotonic_ns())
    assert outcome.faults == []
    assert len(outcome.acknowledged) == SUBMISSIONS
    assert outcome.found["files"] == SUBMISSIONS
    assert outcome.found["chains"] == 2 * SUBMISSIONS  # the application's and its case's
    assert min(outcome.kills.values()) >= 2
