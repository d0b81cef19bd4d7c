"""Departments review side by side; the last of them hands the case to the one who decides."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hall.approvals.actions.course import about, move_on, overtaken, take
from hall.approvals.events import ReviewConcluded, ReviewsCompleted
from hall.approvals.lifecycle import Move
from hall.approvals.models import Case
from hall.approvals.policies import require_review
from hall.foundation.public import Beside, HallError, Invalid, NotFound, Told, action, now
from hall.identity.public import Actor

__all__ = ["conclude_review", "opened_reviews", "reviews_completed"]


@action("approvals.review.conclude")
def conclude_review(
    case_id: UUID,
    *,
    department_id: int,
    passed: bool,
    opinion: str = "",
    actor: Actor,
    expected_version: int | None = None,
) -> int:
    """审查意见: a department's finding, by a reviewer of that department (第三十四条).

    The last finding makes the case decidable in the same transaction. Returns: the case's new version.
    """
    require_review(actor, department_id)
    if not passed and not opinion.strip():
        raise Invalid(_("审查不通过须写明意见。"), errors={"opinion": _("请写明不通过的理由和依据")})
    case = take(case_id, Move.CONCLUDE_REVIEW, None, actor, expected_version)
    moment = now()
    left, failed = case.reviews_open - 1, case.reviews_failed + (not passed)
    said = ReviewConcluded(
        **about(case),
        reviewing_department_id=department_id,
        passed=passed,
        opinion=opinion,
        concluded_at=moment,
    )
    told = [Told("approvals.review.conclude", said)]
    if not left:
        told.append(reviews_completed(case, failed))
    concluded = move_on(
        case,
        Move.CONCLUDE_REVIEW if left else (Move.CONCLUDE_REVIEW, Move.COMPLETE_REVIEWS),
        {
            "reviews_open": left,
            "reviews_failed": failed,
            "reviewed_by": [*case.reviewed_by, actor.account_id],
        },
        *told,
        actor=actor,
        beside=_finding(case, department_id, passed, opinion, actor.account_id, moment),
    )
    if not concluded:
        raise _nothing_to_review(case, department_id, actor)
    return case.version


def opened_reviews(case: Case, due_on: date) -> Beside:
    """A review for each department that has a say, all open at once."""
    return Beside(
        "INSERT INTO approvals_departmentreview (case_id, department_id, state, opinion, due_on)"
        " SELECT %s, unnest(%s::bigint[]), 'pending', '', %s",
        [case.pk, case.review_department_ids, due_on],
    )


def reviews_completed(case: Case, failed: int = 0) -> Told:
    """All findings are in: from here the lead department decides."""
    event = ReviewsCompleted(**about(case), completed_at=now(), all_passed=not failed)
    return Told("approvals.review.complete", event)


def _finding(case: Case, department_id: int, *finding: Any) -> Beside:
    """A department's finding (passed, opinion, reviewer, moment) on its review, while that is pending."""
    passed, *said = finding
    return Beside(
        "UPDATE approvals_departmentreview"
        " SET state = %s, opinion = %s, reviewer_id = %s, concluded_at = %s"
        " WHERE case_id = %s AND department_id = %s AND state = 'pending'",
        ["passed" if passed else "failed", *said, case.pk, department_id],
    )


def _nothing_to_review(case: Case, department_id: int, actor: Actor) -> HallError:
    if department_id in case.review_department_ids:
        return overtaken(case, actor)
    return NotFound(_("本件不需要该部门审查。"), remedy=_("请核对办件编号和审查部门。"))
