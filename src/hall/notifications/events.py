"""Facts about notices to people."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class NoticePlaced:
    """A notice lies in somebody's box. Channels that carry it further (SMS …) react to this."""

    notice_id: UUID
    party_id: UUID
    about: UUID
    title: str
