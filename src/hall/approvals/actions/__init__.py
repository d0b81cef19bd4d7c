"""The deeds of the office on a case: each is one durable transaction, and the only way a case changes."""

from hall.approvals.actions.decision import complete_case, decide_case
from hall.approvals.actions.intake import accept_case, open_case, refuse_acceptance
from hall.approvals.actions.recount import recount_case
from hall.approvals.actions.review import conclude_review
from hall.approvals.actions.supplement import ask_supplement, file_supplement
from hall.approvals.actions.withdrawal import withdraw_case

__all__ = [
    "accept_case",
    "ask_supplement",
    "complete_case",
    "conclude_review",
    "decide_case",
    "file_supplement",
    "open_case",
    "recount_case",
    "refuse_acceptance",
    "withdraw_case",
]
