"""What the documents room needs from outside: something that seals a PDF and can tell whether a seal holds.

The room knows nothing of certificates, algorithms or file formats: RSA and PAdES today, SM2 or OFD by
another adapter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """What a look at a file's seal can find, from best to worst."""

    INTACT = "intact"  # sealed by a signer we trust, unchanged since
    STRANGER = "stranger"  # unchanged since it was signed, but we don't know the signer
    ALTERED = "altered"  # changed after it was signed
    UNSIGNED = "unsigned"  # no signature in it
    UNREADABLE = "unreadable"  # not a PDF that can be read


@dataclass(frozen=True)
class SealCheck:
    """What was found in a file."""

    verdict: Verdict
    signer: str = ""
    signed_at: datetime | None = None
    timestamped: bool = False


@dataclass(frozen=True)
class Sealed:
    """A sealed file: its bytes, who signed and at what level (`B-B`, or `B-T` with a trusted timestamp)."""

    content: bytes
    signer: str
    level: str


class Seal(Protocol):
    """The electronic seal (电子签名法 第十三、十四条; 国务院令第716号 第九条)."""

    @property
    def is_demo(self) -> bool:
        """Whether this seal has no legal force: it then says 演示 wherever it shows."""

    def seal(self, pdf: bytes, *, owner: str, reason: str) -> Sealed:
        """`pdf` signed for the department `owner`."""

    def check(self, pdf: bytes) -> SealCheck:
        """Whether the seal on `pdf` holds. Never raises for a bad file: it says so."""
