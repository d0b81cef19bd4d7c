"""`hall bench files`: a long workbook on its way through the worker: written, changed, read, put into drafts.

A hall of its own with `--guides=N` guides, copied from the city's. Every tenth is changed in the file.
`--kill` kills the worker (SIGKILL) in the middle of each deed and starts another: the time then holds the
minute or so until the dead one is missed, and the outcome must be the same.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from hall.project.cli.bench import Figure
from hall.project.cli.bench.stage import Stage, StageTrouble, stage
from hall.project.cli.processes import Process

GUIDES = 10_000
SCENE = "hall.project.cli.bench.files.scene"
#: Seconds from the worker's start: it is at work by then, and a file of thousands isn't done.
KILLED_AFTER = 8.0
MEGABYTE = 1024
LOOKS_EVERY = 0.1


def run(guides: int = GUIDES, kill: bool = False) -> Iterator[Figure]:
    """Raises: StageTrouble when what comes out isn't what went in."""
    with stage() as hall:
        hall.ask("hall.project.cli", "load", "city")
        made = hall.ask(SCENE, "make", str(guides))["guides"]
        original, changed = (str(hall.folder / name) for name in ("original.xlsx", "changed.xlsx"))
        exported = deed(hall, "export", original, kill=kill)
        yield from figures("export", exported, made)
        yield Figure("files", "workbook_mb", round(exported["bytes"] / 1e6, 1), "MB", n=made)
        count = hall.ask(SCENE, "change", original, changed)["changed"]
        read = deed(hall, "read", changed, kill=kill)
        yield from figures("read", read, made)
        applied = deed(hall, "apply", read["address"], kill=kill)
        yield from figures("apply", applied, count)
        if applied["drafts"] != count:
            raise StageTrouble(f"{count} guides were changed, {applied['drafts']} drafts written.")


def deed(hall: Stage, verb: str, what: str, *, kill: bool) -> dict[str, Any]:
    """One deed by a fresh worker, and the most memory that a worker took for it."""
    watch = Watch(hall.worker, kill)
    hall.worker.start()
    watch.start()
    try:
        done: dict[str, Any] = hall.ask(SCENE, verb, what)
    finally:
        watch.over.set()
        watch.join()
        hall.worker.ask_to_stop()
        hall.worker.stop()
    return done | {"peak_mb": watch.peak_mb, "kills": watch.kills}


def figures(verb: str, done: dict[str, Any], n: int) -> Iterator[Figure]:
    yield Figure("files", f"{verb}_seconds", round(done["seconds"], 1), "s", n=n)
    yield Figure("files", f"{verb}_worker_peak_mb", done["peak_mb"], "MB", n=n)
    if done["kills"]:
        yield Figure("files", f"{verb}_kills_survived", done["kills"], "kills", n=n)


class Watch(threading.Thread):
    """Looks at the worker's memory; with `kill`, kills it once, when it has told of some progress."""

    def __init__(self, worker: Process, kill: bool) -> None:
        super().__init__(daemon=True)
        self.worker, self.kill = worker, kill
        self.peak_mb, self.kills = 0, 0
        self.over = threading.Event()

    def run(self) -> None:
        begun = time.monotonic()
        while not self.over.wait(LOOKS_EVERY):
            child = self.worker.child
            if child is None or child.poll() is not None:
                continue
            self.peak_mb = max(self.peak_mb, _peak_mb(child.pid))
            if self.kill and not self.kills and time.monotonic() - begun > KILLED_AFTER:
                self._strike(child.pid)

    def _strike(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        assert self.worker.child is not None
        self.worker.child.wait()
        self.kills += 1
        self.worker.start()


def _peak_mb(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // MEGABYTE
    return 0
