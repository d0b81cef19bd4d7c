"""Facts about documents."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DocumentIssued:
    document_id: UUID
    kind: str
    number: str
    about: UUID
    sha256: str


@dataclass(frozen=True)
class DocumentRevoked:
    document_id: UUID
    kind: str
    number: str
    about: UUID
    reason: str
