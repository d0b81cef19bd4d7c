"""A hall of its own for a benchmark: database, web server and worker as real processes, gone afterwards.

Nothing of the installation's own data is touched: the folder, the database cluster and the port are new. A
benchmark that is killed tidies nothing up: its processes end with it, its database is ended by the next one.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hall.project.cli.processes import Process
from hall.project.cli.serve import web_command
from hall.project.embedded_database import DatabaseTrouble, EmbeddedDatabase

READY_SECONDS = 90.0
PREFIX = "openhall-bench-"
SETTING_UP_SECONDS = 60.0  # a younger folder may belong to somebody who is about to lease its database
WSGI = "hall.project.wsgi:application"


class StageTrouble(Exception):
    """The hall on stage didn't do what was asked; the message says what it said."""


@dataclass
class Stage:
    """The hall's parts, each of which may be killed and revived alone."""

    folder: Path
    database: EmbeddedDatabase
    environment: dict[str, str]
    port: int
    web: Process
    worker: Process

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, module: str, *arguments: str, said: Any = None) -> Any:
        """Run a module of ours in the stage's hall and give back the JSON that it prints last.

        Raises: StageTrouble with its words when it fails.
        """
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment,
            input=json.dumps(said).encode(),
            capture_output=True,
        )
        if done.returncode:
            raise StageTrouble(f"{module} failed: {done.stderr.decode(errors='replace')[-4000:]}")
        lines = done.stdout.decode().strip().splitlines()
        return json.loads(lines[-1]) if lines and lines[-1][:1] in "[{" else None

    def wait_until_served(self) -> None:
        """Raises: StageTrouble when the web server doesn't answer in time."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/livez", timeout=2):  # noqa: S310 (our own)
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise StageTrouble(f"The web server on {self.address} didn't answer in {READY_SECONDS:.0f} s.")


@contextmanager
def stage(
    *, application: str = WSGI, web_workers: int = 2, durable: bool = True, with_pages: bool = False
) -> Iterator[Stage]:
    """A migrated, empty hall. Its web server and worker are made but not started; the database runs.

    `with_pages` gathers static files too, which pages need and the API doesn't.
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    sweep(folder.stat().st_mtime - SETTING_UP_SECONDS)
    folder.chmod(0o711)  # started by root, the database's user must pass through
    database = EmbeddedDatabase(home=folder / "database", durable=durable)
    try:
        with database.lease() as url:
            made = _made(folder, database, _environment(folder, url), application, web_workers)
            if with_pages:
                made.ask("hall.project.cli", "migrate")
            else:
                made.ask("django", "migrate", "--verbosity=0")
                made.ask("django", "createcachetable", "--verbosity=0")
            try:
                yield made
            finally:
                for process in (made.web, made.worker):
                    process.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(before: float) -> None:
    """Stop and remove the databases of killed benchmarks, unless used or made after `before`."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        database = EmbeddedDatabase(home=folder / "database")
        with suppress(OSError, DatabaseTrouble):
            is_old = folder.stat().st_mtime <= before
            if is_old and (not database.home.exists() or database.end_if_abandoned()):
                shutil.rmtree(folder)


def _environment(folder: Path, url: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HALL_")}
    return inherited | {
        "HALL_MODE": "demo",
        "HALL_STATE_DIR": str(folder / "state"),
        "HALL_LOG_LEVEL": "WARNING",
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "hall.project.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def _made(
    folder: Path, database: EmbeddedDatabase, environment: dict[str, str], application: str, workers: int
) -> Stage:
    port = _free_port()
    worker = [sys.executable, "-m", "hall.project.cli", "worker"]
    web = [*web_command("127.0.0.1", port, workers)[:-1], application]
    return Stage(
        folder,
        database,
        environment,
        port,
        Process("web", web, folder / "web.log", environment=environment),
        Process("worker", worker, folder / "worker.log", environment=environment),
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
