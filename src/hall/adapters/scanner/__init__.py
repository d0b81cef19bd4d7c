"""Who looks through uploads: clamd where there is one, a scanner that knows one test virus in demos.

Fail closed: a production hall without clamd has no scanner, so its uploads stay 待检 and nothing is filed
with them until one is there. `hall doctor` says so.
"""

from __future__ import annotations

from django.conf import settings

from hall.adapters.scanner.clamd import Clamd
from hall.adapters.scanner.demo import DemoScanner
from hall.applications.ports import Scanner, ScannerUnavailable, Verdict

__all__ = ["NoScanner", "scanner"]


class NoScanner:
    """Nobody is here to look. Every file waits."""

    name = ""

    def scan(self, stream: object) -> Verdict:
        raise ScannerUnavailable("HALL_CLAMD is not set.")

    def ready(self) -> str:
        raise ScannerUnavailable("HALL_CLAMD is not set: uploads wait unopened until clamd can look at them.")


def scanner() -> Scanner:
    """The scanner of this installation, as its settings say."""
    if settings.CLAMD_ADDRESS:
        return Clamd(settings.CLAMD_ADDRESS)
    return NoScanner() if settings.HALL_MODE == "production" else DemoScanner()
