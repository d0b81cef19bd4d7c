"""What filing needs from the outside: somebody who looks for malware in an upload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Protocol

__all__ = ["Scanner", "ScannerUnavailable", "Verdict"]


class ScannerUnavailable(Exception):
    """Nobody can look at the file just now. It is kept apart, unopened, until somebody can."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner said. `threat` is empty for a clean file; `scanner` says who looked."""

    threat: str
    scanner: str

    @property
    def is_clean(self) -> bool:
        return not self.threat


class Scanner(Protocol):
    """Looks through a whole file.

    `name` is kept with every file it passed. `scan` raises ScannerUnavailable when it can't say: a file
    nobody looked at is never called clean.
    """

    name: str

    def scan(self, stream: BinaryIO) -> Verdict: ...

    def ready(self) -> str:
        """Who is ready to scan (name and version). Raises: ScannerUnavailable."""
        ...
