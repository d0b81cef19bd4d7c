"""What the documents room asks of others: a seal, and how the thing stands that a paper certifies.

The room knows nothing of certificates, algorithms or file formats: RSA and PAdES today, SM2 or OFD by
another adapter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Verdict(StrEnum):
    """What a look at a file's seal can find."""

    INTACT = "intact"  # sealed by a signer we trust, unchanged since
    STRANGER = "stranger"  # unchanged since it was signed, but we don't know the signer
    ALTERED = "altered"  # changed after it was signed
    UNSIGNED = "unsigned"  # no signature in it
    UNREADABLE = "unreadable"  # not a PDF that can be read


@dataclass(frozen=True)
class SealCheck:
    """What was found in a file. `claims` is the verification code it carries, proven or not."""

    verdict: Verdict
    signer: str = ""
    signed_at: datetime | None = None
    timestamped: bool = False
    claims: str = ""


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
        """Whether the seal on `pdf` holds. It may come from anybody: it never raises, hangs or swells."""


@dataclass(frozen=True)
class Standing:
    """How the thing stands that a paper certifies: a paper may be genuine and its licence suspended."""

    in_force: bool
    label: str
    reason: str = ""


class Register(Protocol):
    """Whoever keeps the things that papers certify (licences)."""

    def standing_of(self, about: UUID) -> Standing | None:
        """How the thing stands today; None when it isn't kept here, and the paper speaks for itself."""
