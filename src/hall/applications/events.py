"""What has happened to an application. Frozen facts in the past tense; other rooms react to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

__all__ = ["ApplicationSubmitted", "ApplicationWithdrawn", "SupplementFiled"]


@dataclass(frozen=True)
class ApplicationSubmitted:
    """An application was filed: the city has received it (收件) and owes an answer."""

    application_id: UUID
    receipt_number: str
    item_id: int
    guide_id: int
    hall_id: int
    department_id: int
    review_department_ids: tuple[int, ...]
    party_id: UUID
    applicant_name: str
    applicant_kind: str
    legal_limit_days: int
    promise_limit_days: int
    item_name: str
    item_code: str
    project_type: str
    submitted_at: datetime


@dataclass(frozen=True)
class ApplicationWithdrawn:
    """A filed application was taken back by its applicant before the decision."""

    application_id: UUID
    receipt_number: str
    party_id: UUID
    reason: str
    withdrawn_at: datetime


@dataclass(frozen=True)
class SupplementFiled:
    """What was asked for once (补正) has been filed."""

    application_id: UUID
    case_id: UUID
    filed_at: datetime
