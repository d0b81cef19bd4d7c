"""The office speaks: granted or refused in writing (行政许可法 第三十八条), then delivered (第四十四条)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from hall.applications.public import conclude
from hall.approvals.actions.course import about, move_on, remedies_against, take
from hall.approvals.events import CaseCompleted, CaseDecided
from hall.approvals.lifecycle import Move
from hall.approvals.models import Case
from hall.approvals.policies import Permission
from hall.approvals.rules.deadlines import deliver_by
from hall.foundation.public import Invalid, Refused, Told, action, calendar, now, today
from hall.identity.public import Actor

__all__ = ["complete_case", "decide_case"]


@action("approvals.case.decide")
def decide_case(
    case_id: UUID,
    *,
    outcome: str,
    reason: str = "",
    actor: Actor,
    expected_version: int | None = None,
) -> int:
    """准予／不予: by a decider of the lead department who hasn't reviewed the case, once all have concluded.

    A refusal says why and what can be done against it (第三十八条第二款); so does a grant against the finding
    of a department. Returns: the case's new version.
    """
    _check_outcome(outcome, reason)
    granting = outcome == Case.Outcome.GRANTED
    move = Move.GRANT if granting else Move.REFUSE
    case = take(case_id, move, Permission.DECIDE, actor, expected_version)
    _check_fresh_eyes(case, actor)
    if granting and case.reviews_failed and not reason.strip():
        raise Invalid(
            _("有部门审查不通过，准予须说明理由。"), errors={"reason": _("请写明不采纳该审查意见的理由")}
        )
    conclude(case.application_id, actor=actor)  # from here on it can't be withdrawn any more
    moment, until = now(), deliver_by(calendar(), today())
    move_on(
        case,
        move,
        {"outcome": outcome, "reason": reason, "decided_at": moment, "act_by": until.on},
        Told(
            "approvals.case.decide",
            CaseDecided(
                **about(case),
                applicant_kind=case.applicant_kind,
                outcome=outcome,
                reason=reason,
                remedies="" if granting else remedies_against(case),
                decided_at=moment,
                decided_by=actor.account_id,
                deliver_by=until.on,
            ),
        ),
        actor=actor,
    )
    return case.version


@action("approvals.case.complete")
def complete_case(case_id: UUID, *, actor: Actor, expected_version: int | None = None) -> int:
    """办结: the result has reached the applicant; nothing remains. Returns: the case's new version."""
    case = take(case_id, Move.COMPLETE, Permission.COMPLETE, actor, expected_version)
    moment = now()
    move_on(
        case,
        Move.COMPLETE,
        {"closed_at": moment, "act_by": None},
        Told(
            "approvals.case.complete", CaseCompleted(**about(case), outcome=case.outcome, completed_at=moment)
        ),
        actor=actor,
    )
    return case.version


def _check_outcome(outcome: str, reason: str) -> None:
    if outcome not in Case.Outcome.values:
        raise Invalid(_("请选择准予或者不予。"), errors={"outcome": _("请选择准予或者不予")})
    if outcome == Case.Outcome.REFUSED and not reason.strip():
        raise Invalid(_("不予的决定应当说明理由。"), errors={"reason": _("请写明不予的理由和依据")})


def _check_fresh_eyes(case: Case, actor: Actor) -> None:
    """审查与决定分离: the city may allow one person both (HALL_DECIDER_MAY_REVIEW); by default it doesn't."""
    if actor.account_id in case.reviewed_by and not settings.HALL_DECIDER_MAY_REVIEW:
        raise Refused(_("您审查过本件，不能再由您作出决定。"), remedy=_("请由本部门的另一位审批决定人办理。"))
