"""Facts about ratings."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CaseRated:
    """A finished case was rated. `is_bad` starts the call-back (国办发〔2019〕51号)."""

    case_id: UUID
    application_id: UUID
    item_id: int
    hall_id: int
    department_id: int
    grade: int
    is_bad: bool
    tags: tuple[str, ...]
