"""The applicant doesn't want a decision any more."""

from __future__ import annotations

from uuid import UUID

from hall.approvals.actions.course import about, move_on, take
from hall.approvals.events import CaseWithdrawn
from hall.approvals.lifecycle import Move, State
from hall.approvals.models import Case, DepartmentReview
from hall.approvals.policies import Permission
from hall.foundation.public import Told, action, now
from hall.identity.public import Actor

__all__ = ["withdraw_case"]


@action("approvals.case.withdraw")
def withdraw_case(
    case_id: UUID, *, reason: str = "", actor: Actor, expected_version: int | None = None
) -> int:
    """撤回: by the applicant, at any time before the decision; open reviews end with it.

    Asking again for what has been withdrawn changes nothing. Returns: the case's version.
    """
    known = Case.objects.filter(pk=case_id, state=State.WITHDRAWN).values_list("version", flat=True).first()
    if known is not None:
        return known
    case = take(case_id, Move.WITHDRAW, Permission.WITHDRAW, actor, expected_version)
    moment = now()
    DepartmentReview.objects.filter(case=case, state="pending").update(state="void", concluded_at=moment)
    move_on(
        case,
        Move.WITHDRAW,
        {"closed_at": moment, "act_by": None, "reviews_open": 0},
        Told("approvals.case.withdraw", CaseWithdrawn(**about(case), reason=reason, withdrawn_at=moment)),
        actor=actor,
    )
    return case.version
