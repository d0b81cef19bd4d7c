"""Decisions are published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hall.disclosure.events import DecisionPublished
from hall.disclosure.models import PublishedDecision
from hall.foundation.public import action, day_of, now, record
from hall.identity.public import Actor

NATURAL_PERSON = "自然人"


@action("disclosure.decision.publish")
def publish_decision(
    *,
    case_id: UUID,
    case_number: str,
    item_id: int,
    item_name: str,
    hall_id: int,
    department_id: int,
    applicant_kind: str,
    applicant_name: str,
    outcome: str,
    decided_at: datetime,
    actor: Actor,
) -> str:
    """Publish one decision; a natural person's name is dropped here and never stored. Once per case.

    Source: 行政许可法 第四十条 (grants are public), 政府信息公开条例 第十五条 (privacy is not).
    Returns: the publication's id.
    """
    published, made = PublishedDecision.objects.get_or_create(
        case_id=case_id,
        defaults={
            "case_number": case_number,
            "item_id": item_id,
            "item_name": item_name,
            "hall_id": hall_id,
            "department_id": department_id,
            "applicant_kind": applicant_kind,
            "applicant_shown": applicant_name if applicant_kind == "legal" else NATURAL_PERSON,
            "outcome": outcome,
            "decided_on": day_of(decided_at),
            "decided_at": decided_at,
            "published_at": now(),
        },
    )
    if made:
        record(
            chain=case_id,
            actor=actor,
            action="disclosure.decision.publish",
            event=DecisionPublished(case_id, item_id, outcome),
        )
    return str(published.pk)
