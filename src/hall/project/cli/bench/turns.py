"""Taking turns: contestants, each a process of its own, run lots of cases one after the other.

A machine is never equally quiet for two minutes. Lots are small and the order changes with every round, so
that whatever else happens falls on all alike; what is compared is compared within a round.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from hall.project.cli.bench.stage import Stage, StageTrouble

#: Given how many cases, opens them and returns what is to be timed: taking each through its steps.
Lot = Callable[[int], list[Callable[[], None]]]


@dataclass(frozen=True)
class Contestant:
    """What a process can run under a name."""

    name: str
    process: subprocess.Popen[str]

    def seconds(self, cases: int, at_once: int) -> float:
        """How long a lot of `cases` takes, so many at once. Raises: StageTrouble when it has died."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{self.name} {cases} {at_once}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        if not said:
            raise StageTrouble(f"{self.name} has died: see what it said above.")
        return float(said)


def started(hall: Stage, module: str) -> subprocess.Popen[str]:
    """A process of the stage's hall that takes turns; it ends when its standard input is closed."""
    return subprocess.Popen(
        [sys.executable, "-m", module],
        env=hall.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> None:
    """Send it home. Raises: StageTrouble when it found at the end that its figures are void."""
    assert process.stdin is not None
    process.stdin.close()
    if process.wait():
        raise StageTrouble("A contestant's figures are void: see what it said above.")


def rounds(contestants: list[Contestant], cases: int, lot: int, at_once: int) -> list[dict[str, float]]:
    """Seconds by contestant, a round each, until all have done `cases`; a round before them is to warm up."""
    done = []
    for number in range(1 + max(1, cases // lot)):
        turn = number % len(contestants)
        order = contestants[turn:] + contestants[:turn]
        done.append({each.name: each.seconds(lot, at_once) for each in order})
    return done[1:]


def take_turns(lots: Mapping[str, Lot]) -> None:
    """In the process: run what is asked for, a line each, and say how long it took."""
    crew_of = cache(ThreadPoolExecutor)
    for line in sys.stdin:
        name, cases, at_once = line.split()
        crew, jobs = crew_of(int(at_once)), lots[name](int(cases))
        begun = time.perf_counter()
        for done in [crew.submit(job) for job in jobs]:
            done.result()
        print(time.perf_counter() - begun, flush=True)
