"""What ratings need to know of a case: supplied by whoever keeps the cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class RateableCase:
    """A case as far as rating it goes."""

    case_id: UUID
    application_id: UUID
    number: str
    item_id: int
    item_name: str
    hall_id: int
    department_id: int
    department_name: str
    party_id: UUID
    is_finished: bool  # decided, not accepted, or completed


class RateableCases(Protocol):
    def of_case(self, case_id: UUID) -> RateableCase | None:
        """The case with this id."""

    def of_application(self, application_id: UUID) -> RateableCase | None:
        """The case that this application opened."""
