"""Facts about licences."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class LicenceIssued:
    licence_id: UUID
    case_id: UUID
    party_id: UUID
    number: str
    name: str


@dataclass(frozen=True)
class LicenceStateChanged:
    """A licence was suspended, reinstated, revoked or cancelled."""

    licence_id: UUID
    case_id: UUID
    party_id: UUID
    number: str
    name: str
    old: str
    new: str
    reason: str
