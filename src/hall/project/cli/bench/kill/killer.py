"""Who kills: only processes that the stage itself has started, each by its own number, then revives them."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from hall.project.cli.bench.stage import Stage
from hall.project.cli.processes import Process

QUIET_SECONDS = (0.3, 2.0)
"""How long the hall is left in peace between two kills: long enough to get something done."""
DOWN_SECONDS = (0.0, 0.7)
FEWEST_KILLS = 2
"""Each is killed at least so often, however quick the submissions: events are still on their way then."""
VICTIMS = ("web", "worker", "database")


class Killer:
    """Kills web, worker or database at random, without warning (SIGKILL), and starts it again."""

    def __init__(self, hall: Stage, chance: random.Random) -> None:
        self._hall = hall
        self._chance = chance
        self.kills = dict.fromkeys(VICTIMS, 0)

    def run_until(self, done: Callable[[], bool]) -> None:
        """Kill until `done()` and everyone has had their share; what is down then is up again.

        A round begins once the hall serves: a busy machine would otherwise never get so far.
        """
        while not (done() and min(self.kills.values()) >= FEWEST_KILLS):
            self._hall.wait_until_served()
            for victim in self._chance.sample(VICTIMS, len(VICTIMS)):
                time.sleep(self._chance.uniform(*QUIET_SECONDS))
                self._strike(victim)

    def _strike(self, victim: str) -> None:
        self.kills[victim] += 1
        down = self._chance.uniform(*DOWN_SECONDS)
        if victim == "database":
            self._kill_database()
            time.sleep(down)
            self._hall.database.revive()
            return
        process = self._hall.web if victim == "web" else self._hall.worker
        _kill(process)
        time.sleep(down)
        process.start()

    def _kill_database(self) -> None:
        pid = self._hall.database.pid()
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            while self._hall.database.is_running():
                time.sleep(0.05)


def _kill(process: Process) -> None:
    """The process and all its children: they are a group of their own."""
    if process.child is not None:
        with suppress(ProcessLookupError):
            os.killpg(process.child.pid, signal.SIGKILL)
        process.child.wait()
