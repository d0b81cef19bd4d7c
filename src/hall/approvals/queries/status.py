"""How a case stands, as its applicant reads it: state, days left, what is asked, what has happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hall.approvals.events import Wanted
from hall.approvals.lifecycle import State
from hall.approvals.models import STATE_LABELS, Case
from hall.approvals.queries.names import department_name, hall_name
from hall.approvals.queries.timeline import TimelineEntry, timelines_of
from hall.foundation.public import calendar, today
from hall.standards.proceedings import proceeding_of

__all__ = ["CaseStatus", "SupplementStatus", "case_of", "case_status_many"]

_COUNTING = frozenset({State.REVIEWING, State.DECIDABLE})


@dataclass(frozen=True)
class SupplementStatus:
    """What the applicant has been asked for, once."""

    wanted: tuple[Wanted, ...]
    note: str
    asked_at: datetime
    reply_by: date
    filed_at: datetime | None


@dataclass(frozen=True)
class CaseStatus:
    """One case for its applicant. `days_left` counts to the promise while the office is deciding; `decision`
    is what the outcome is called in such a matter (准予行政许可, 不予确认), "" before there is one."""

    case_id: UUID
    number: str
    application_id: UUID
    item_name: str
    hall_name: str
    department_name: str
    state: str
    state_label: str
    version: int
    submitted_at: datetime
    accept_by: date | None
    accepted_at: datetime | None
    due_on: date | None
    due_provisional: bool
    promised_on: date | None
    days_left: int | None
    days_left_provisional: bool
    decided_at: datetime | None
    outcome: str
    decision: str
    reason: str
    closed_at: datetime | None
    supplement: SupplementStatus | None
    timeline: tuple[TimelineEntry, ...]


def case_of(application_id: UUID) -> CaseStatus | None:
    """The case of an application; None while it waits to be opened."""
    return case_status_many([application_id]).get(application_id)


def case_status_many(application_ids: Sequence[UUID]) -> dict[UUID, CaseStatus]:
    """The cases of many applications, by application, in a constant number of queries."""
    cases = list(
        Case.objects.filter(application_id__in=application_ids)
        .select_related("supplement", "item")
        .defer("item__facts")
    )
    timelines = timelines_of([case.pk for case in cases])
    return {case.application_id: _status(case, timelines.get(case.pk, ())) for case in cases}


def _status(case: Case, timeline: Iterable[TimelineEntry]) -> CaseStatus:
    state = State(case.state)
    counting = state in _COUNTING and case.promised_on is not None
    left = calendar().days_left(today(), case.promised_on) if counting and case.promised_on else None
    return CaseStatus(
        case_id=case.pk,
        number=case.number,
        application_id=case.application_id,
        item_name=case.item_name,
        hall_name=hall_name(case.hall_id),
        department_name=department_name(case.department_id),
        state=state.value,
        state_label=_(STATE_LABELS[state]),
        version=case.version,
        submitted_at=case.submitted_at,
        accept_by=case.act_by if state == State.RECEIVED else None,
        accepted_at=case.accepted_at,
        due_on=case.due_on,
        due_provisional=case.due_provisional,
        promised_on=case.promised_on,
        days_left=left.days if left else None,
        days_left_provisional=bool(left and left.provisional),
        decided_at=case.decided_at,
        outcome=case.outcome,
        decision=_(proceeding_of(case.item.item_type).outcome(case.outcome)) if case.outcome else "",
        reason=case.reason,
        closed_at=case.closed_at,
        supplement=_supplement(case),
        timeline=tuple(timeline),
    )


def _supplement(case: Case) -> SupplementStatus | None:
    asked = getattr(case, "supplement", None)
    if asked is None or case.supplement_asked_at is None:
        return None
    return SupplementStatus(
        wanted=tuple(Wanted(**thing) for thing in asked.wanted),
        note=asked.note,
        asked_at=case.supplement_asked_at,
        reply_by=asked.reply_by,
        filed_at=case.supplement_filed_at,
    )
