"""A step of the preparation: done when its inputs are as they were and what it leaves is there."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
ROOTS_PATH = "/usr/local/sbin:/usr/sbin:/sbin"  # dpkg insists on programs there
STAMPS = VENV / "prepared.json"


class Unprepared(Exception):
    """This machine can't be made ready; the message says what to do about it."""


@dataclass(frozen=True)
class Step:
    """What a person reads while it runs, what it depends on, what it leaves, and how it is done."""

    name: str
    says: str
    inputs: Callable[[], Iterable[Path | str]]
    leaves: Sequence[Path]
    do: Callable[[], None]

    def is_done(self) -> bool:
        return _stamps().get(self.name) == self._digest() and all(path.exists() for path in self.leaves)

    def run(self) -> None:
        started = time.monotonic()
        _say(f"  … {self.says}")
        self.do()
        stamps = _stamps()
        stamps[self.name] = self._digest()
        draft = STAMPS.with_suffix(".new")
        draft.write_text(json.dumps(stamps, indent=1))
        draft.replace(STAMPS)
        _say(f"  ✓ {self.says} ({time.monotonic() - started:.1f} s)")

    def _digest(self) -> str:
        """A hash of every input: files by path and content, words as they are."""
        whole = hashlib.sha256()
        for item in self.inputs():
            if isinstance(item, Path):
                whole.update(item.relative_to(CHECKOUT).as_posix().encode())
                whole.update(item.read_bytes() if item.exists() else b"missing")
            else:
                whole.update(item.encode())
            whole.update(b"\0")
        return whole.hexdigest()


def below(folder: str, pattern: str = "*") -> list[Path]:
    """The files under `folder` of the checkout that match `pattern`, in a fixed order."""
    return sorted(path for path in (CHECKOUT / folder).rglob(pattern) if path.is_file())


def run(*command: str | Path, **more: str) -> None:
    """Run a command quietly. Raises: Unprepared with its last words when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=CHECKOUT,
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        words = "\n".join(f"      {line}" for line in done.stdout.strip().splitlines()[-25:])
        raise Unprepared(f"`{' '.join(str(part) for part in command)}` failed:\n{words}")


def succeeds(*command: str | Path) -> bool:
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return done.returncode == 0


def apt_install(*packages: str) -> None:
    """Install Debian packages. Raises: Unprepared naming the command when we may not."""
    wanted = " ".join(packages)
    if os.geteuid() != 0:
        raise Unprepared(
            f"This needs Debian packages. Ask an administrator for:\n      apt-get install {wanted}"
        )
    settings = {
        "DEBIAN_FRONTEND": "noninteractive",
        "PATH": f"{os.environ.get('PATH', os.defpath)}:{ROOTS_PATH}",
    }
    run("apt-get", "update", "-q", **settings)
    run("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages, **settings)


def _stamps() -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}
    return stamps


def _say(line: str) -> None:
    print(line, flush=True, file=sys.stderr)
