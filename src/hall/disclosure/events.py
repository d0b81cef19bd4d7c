"""Facts about disclosure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DecisionPublished:
    case_id: UUID
    item_id: int
    outcome: str
