"""Reads of cases: for applicants (`status`), for the desk (`desk`, `dossier`), of history (`timeline`)."""

from hall.approvals.queries.status import CaseStatus, SupplementStatus, case_of, case_status_many
from hall.approvals.queries.timeline import Deed, TimelineEntry, last_deed, timeline_of

__all__ = [
    "CaseStatus",
    "Deed",
    "SupplementStatus",
    "TimelineEntry",
    "case_of",
    "case_status_many",
    "last_deed",
    "timeline_of",
]
