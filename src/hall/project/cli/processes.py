"""Web and worker as children of one terminal: revived when they die, ended in order, never orphaned."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

STOP_SECONDS = 25.0
FEWEST_SECONDS_BETWEEN_REVIVALS = 2.0
_PR_SET_PDEATHSIG = 1


@dataclass
class Process:
    """A child: its name, its command, where its words go (None: this terminal), its environment (ours)."""

    name: str
    command: Sequence[str]
    log: Path | None = None
    environment: Mapping[str, str] | None = None
    child: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start it in a group of its own: Ctrl-C reaches us alone, and we end the children in order."""
        self.started = time.monotonic()
        said = self.log.open("ab") if self.log else None
        try:
            self.child = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        finally:
            if said:
                said.close()

    def is_alive(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def ask_to_stop(self) -> None:
        if self.child is not None and self.is_alive():
            self.child.terminate()

    def stop(self) -> None:
        """Wait for the child to end, then end it and whatever is left of its group."""
        if self.child is None:
            return
        if self.is_alive():
            try:
                self.child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.child.kill()
        self.sweep()

    def sweep(self) -> None:
        """Kill what a dead child left behind, so that nothing holds its port."""
        if self.child is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()


def keep_running(
    processes: Sequence[Process],
    *,
    ready: Callable[[], None] = lambda: None,
    also: Callable[[], None] = lambda: None,
    tell: Callable[[str], None] = lambda name: None,
) -> None:
    """Run `processes` until SIGINT or SIGTERM, then end them: asked in order, waited for together.

    `ready` is called once all have started, `also` about every second, `tell(name)` when one was revived.
    """
    wanted = _Wanted()
    try:
        for process in processes:
            process.start()
        ready()
        while not wanted.stop:
            time.sleep(0.5)
            also()
            for process in processes:
                rested = time.monotonic() - process.started > FEWEST_SECONDS_BETWEEN_REVIVALS
                if not process.is_alive() and rested and not wanted.stop:
                    process.sweep()
                    process.start()
                    tell(process.name)
    finally:
        for process in processes:
            process.ask_to_stop()
        for process in processes:
            process.stop()


class _Wanted:
    """Whether somebody asked us to stop. Repeated signals change nothing: stopping is under way."""

    def __init__(self) -> None:
        self.stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, _: int, __: FrameType | None) -> None:
        self.stop = True


def _end_with_parent() -> None:
    """In the child: ask Linux to send SIGTERM when the parent dies, even by kill -9."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
