"""What happens to a case, as frozen facts in the past tense. History and outbox carry them to other rooms.

Each fact names the case, whose it is and what it is about, so that a notice or a document can be made of it
without asking back: an event says how things were when it happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

__all__ = [
    "AcceptanceRefused",
    "CaseAccepted",
    "CaseCompleted",
    "CaseDecided",
    "CaseDueDateChanged",
    "CaseOpened",
    "CaseWithdrawn",
    "ReviewConcluded",
    "ReviewsCompleted",
    "SupplementAsked",
    "SupplementTaken",
    "Wanted",
]


@dataclass(frozen=True)
class Wanted:
    """One thing that a supplement must bring: a material or an answer, by its key in the guide, and why."""

    kind: str  # material | field
    key: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseFact:
    """What every fact of a case names."""

    case_id: UUID
    number: str
    application_id: UUID
    party_id: UUID
    applicant_name: str
    item_id: int
    item_name: str
    hall_id: int
    department_id: int


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseFact):
    """收件: an application has arrived and waits to be accepted until `accept_by` (第三十二条)."""

    received_at: datetime
    accept_by: date


@dataclass(frozen=True, kw_only=True)
class SupplementAsked(CaseFact):
    """补正告知: the one and only notice of everything that must be supplied (第三十二条(四))."""

    wanted: tuple[Wanted, ...]
    note: str
    reply_by: date
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class SupplementTaken(CaseFact):
    """已补正: the applicant has supplied what was asked for."""

    filed_at: datetime
    accept_by: date


@dataclass(frozen=True, kw_only=True)
class CaseAccepted(CaseFact):
    """受理: the statutory clock starts. `deemed` when it was silence that accepted (第三十二条(四))."""

    accepted_on: date
    due_on: date
    due_provisional: bool
    promised_on: date
    review_department_ids: tuple[int, ...]
    deemed: bool


@dataclass(frozen=True, kw_only=True)
class AcceptanceRefused(CaseFact):
    """不受理 or 不予受理 (第三十二条(一)(二)), with where to go instead and what can be done against it."""

    ground: str
    reason: str
    where_to_go: str
    remedies: str
    refused_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewConcluded(CaseFact):
    """One department has concluded its review."""

    reviewing_department_id: int
    passed: bool
    opinion: str
    concluded_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewsCompleted(CaseFact):
    """All departments have concluded: the case waits for its decision."""

    completed_at: datetime
    all_passed: bool


@dataclass(frozen=True, kw_only=True)
class CaseDecided(CaseFact):
    """准予 or 不予 (第三十八条). A refusal carries its reason and its remedies."""

    applicant_kind: str
    outcome: str  # granted | refused
    reason: str
    remedies: str
    decided_at: datetime
    decided_by: int | None
    deliver_by: date


@dataclass(frozen=True, kw_only=True)
class CaseCompleted(CaseFact):
    """办结: the result is delivered (第四十四条) and nothing remains to be done."""

    outcome: str
    completed_at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(CaseFact):
    """撤回: the applicant doesn't want a decision any more."""

    reason: str
    withdrawn_at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseDueDateChanged(CaseFact):
    """A year's working days have been announced, and a date that leaned on them has moved."""

    old: date
    new: date
    promised_on: date
    provisional: bool
    cause: str
