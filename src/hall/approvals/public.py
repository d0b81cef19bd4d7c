"""The door of approvals: cases are opened, moved on and read through here."""

from hall.approvals.actions import (
    accept_case,
    ask_supplement,
    complete_case,
    conclude_review,
    decide_case,
    file_supplement,
    open_case,
    recount_case,
    refuse_acceptance,
    withdraw_case,
)
from hall.approvals.models import STATE_LABELS, Case, DepartmentReview
from hall.approvals.policies import Permission, may, visible_to
from hall.approvals.queries import (
    CaseStatus,
    SupplementStatus,
    TimelineEntry,
    case_of,
    case_status_many,
    timeline_of,
)

__all__ = [
    "STATE_LABELS",
    "Case",
    "CaseStatus",
    "DepartmentReview",
    "Permission",
    "SupplementStatus",
    "TimelineEntry",
    "accept_case",
    "ask_supplement",
    "case_of",
    "case_status_many",
    "complete_case",
    "conclude_review",
    "decide_case",
    "file_supplement",
    "may",
    "open_case",
    "recount_case",
    "refuse_acceptance",
    "timeline_of",
    "visible_to",
    "withdraw_case",
]
