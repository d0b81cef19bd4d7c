"""`make test`: the whole suite, two at a time, on a database that is kept between runs.

Arguments go to pytest: `make test ARGS="tests/rooms/places -q"`. The database is the embedded one, without
fsync, unless DATABASE_URL names another; it is made anew when a migration has changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tools.surroundings import CHECKOUT, environment

WORKERS = 2


def main(arguments: list[str]) -> int:
    options = ["--reuse-db", *_how_many_at_once(arguments)]
    stamp = Path(os.environ.get("HALL_STATE_DIR") or CHECKOUT / ".hall") / "test-tables.sha256"
    tables = _digest_of_migrations()
    fresh = stamp.exists() and stamp.read_text() == tables
    if not fresh:
        options.append("--create-db")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *arguments],
        cwd=CHECKOUT,
        env=environment(HALL_MODE="test"),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode in {0, 1}:  # with 0 or 1 pytest ran to its end, so the tables were made
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(tables)
    return done.returncode


def _how_many_at_once(arguments: list[str]) -> list[str]:
    """Two processes for the whole suite; one for a few files, where starting a second costs more."""
    return [] if arguments else ["-n", str(WORKERS), "--dist", "loadfile"]


def _digest_of_migrations() -> str:
    whole = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode())
    for path in sorted((CHECKOUT / "src" / "hall").glob("*/migrations/*.py")):
        whole.update(path.read_bytes())
    for path in sorted((CHECKOUT / "src" / "hall").glob("*/sql/*.sql")):
        whole.update(path.read_bytes())
    whole.update((CHECKOUT / "requirements" / "run.txt").read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
