"""A year's working days have been announced: count the dates that leaned on the guess again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from hall.approvals.actions.course import about
from hall.approvals.events import CaseDueDateChanged
from hall.approvals.lifecycle import CLOSED, DECIDED, State
from hall.approvals.models import Case, DepartmentReview, SupplementRequest
from hall.approvals.policies import Permission, require
from hall.approvals.rules.deadlines import (
    accept_by,
    case_limits,
    deliver_by,
    review_due,
    supplement_reply_by,
)
from hall.foundation.public import action, calendar, day_of, record
from hall.identity.public import Actor
from hall.standards.working_days import Calendar

__all__ = ["recount_case"]


@action("approvals.case.recount")
def recount_case(case_id: UUID, *, cause: str, actor: Actor) -> bool:
    """Count an open case's dates again by the calendar in force, and tell when its due date has moved.

    A date that stands but isn't provisional any more is noted in the history without a notice.
    Returns: whether anything changed.
    """
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None or State(case.state) in CLOSED:
        return False
    require(actor, Permission.RECOUNT, case)
    fresh = _dates(case, calendar())
    before = {name: getattr(case, name) for name in fresh}
    if fresh == before:
        return False
    Case.objects.filter(pk=case.pk).update(**fresh, version=case.version + 1)
    if case.reviews_open:
        DepartmentReview.objects.filter(case=case, state="pending").update(
            due_on=_review_by(case, calendar())
        )
    if case.state == State.SUPPLEMENT:
        SupplementRequest.objects.filter(case=case).update(reply_by=fresh["act_by"])
    record(
        chain=case.pk,
        actor=actor,
        action="approvals.case.recount",
        event=_told(case, fresh, cause),
        summary={"cause": cause, "before": before, "after": fresh},
    )
    return True


def _dates(case: Case, days: Calendar) -> dict[str, Any]:
    """Every date of a case, from the moments that it hangs on. Only those that its state has."""
    state = State(case.state)
    if state == State.RECEIVED:
        return {"act_by": accept_by(days, day_of(case.received_at)).on}
    if state == State.SUPPLEMENT and case.supplement_asked_at:
        asked_on = day_of(case.supplement_asked_at)
        return {"act_by": supplement_reply_by(days, asked_on, settings.HALL_SUPPLEMENT_REPLY_DAYS).on}
    if state in DECIDED and case.decided_at:  # its limit is behind it; only the delivery is still awaited
        return {"act_by": deliver_by(days, day_of(case.decided_at)).on}
    limits = case_limits(days, _accepted_on(case), case.legal_limit_days, case.promise_limit_days)
    return {
        "due_on": limits.due.on,
        "due_provisional": limits.due.provisional,
        "promised_on": limits.promised.on,
        "act_by": limits.promised.on,
    }


def _accepted_on(case: Case) -> date:
    if case.accepted_at is None:
        raise ValueError(f"{case} is {case.state} but was never accepted.")
    return day_of(case.accepted_at)


def _review_by(case: Case, days: Calendar) -> date:
    return review_due(days, _accepted_on(case), case.legal_limit_days, case.promise_limit_days).on


def _told(case: Case, fresh: dict[str, Any], cause: str) -> CaseDueDateChanged | None:
    if "due_on" not in fresh or case.due_on is None:
        return None
    if (fresh["due_on"], fresh["promised_on"]) == (case.due_on, case.promised_on):
        return None
    return CaseDueDateChanged(
        **about(case),
        old=case.due_on,
        new=fresh["due_on"],
        promised_on=fresh["promised_on"],
        provisional=fresh["due_provisional"],
        cause=cause,
    )
