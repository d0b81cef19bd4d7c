"""Decisions are public (行政许可法 第四十条); who asked for them, when it was a natural person, is not."""

from __future__ import annotations

from hall.approvals.events import CaseDecided
from hall.disclosure.public import publish_decision
from hall.identity.public import SYSTEM

__all__ = ["publish"]


def publish(event: CaseDecided) -> None:
    publish_decision(
        case_id=event.case_id,
        case_number=event.number,
        item_id=event.item_id,
        item_name=event.item_name,
        hall_id=event.hall_id,
        department_id=event.department_id,
        applicant_kind=event.applicant_kind,
        applicant_name=event.applicant_name,
        outcome=event.outcome,
        decided_at=event.decided_at,
        actor=SYSTEM,
    )
