"""Departments review side by side; the last of them hands the case to the one who decides."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from hall.approvals.actions.course import about, move_on, overtaken, take
from hall.approvals.events import ReviewConcluded, ReviewsCompleted
from hall.approvals.lifecycle import Move
from hall.approvals.models import Case
from hall.approvals.policies import require_review
from hall.foundation.public import HallError, Invalid, NotFound, action, now
from hall.identity.public import Actor

__all__ = ["complete_reviews", "conclude_review", "open_reviews"]


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
    finding = "passed" if passed else "failed"
    if not _written(case, department_id, [finding, opinion, actor.account_id, moment]):
        raise _nothing_to_review(case, department_id, actor)
    is_last = case.reviews_open == 1
    move_on(
        case,
        Move.CONCLUDE_REVIEW,
        {
            "reviews_open": case.reviews_open - 1,
            "reviews_failed": case.reviews_failed + (not passed),
            "reviewed_by": [*case.reviewed_by, actor.account_id],
        },
        actor=actor,
        action="approvals.review.conclude",
        event=ReviewConcluded(
            **about(case),
            reviewing_department_id=department_id,
            passed=passed,
            opinion=opinion,
            concluded_at=moment,
        ),
    )
    if is_last:
        complete_reviews(case, actor=actor)
    return case.version


def open_reviews(case: Case, due_on: date) -> None:
    """A review for each department that has a say, all at once (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO approvals_departmentreview (case_id, department_id, state, opinion, due_on)"
            " SELECT %s, unnest(%s::bigint[]), 'pending', '', %s",
            [case.pk, case.review_department_ids, due_on],
        )


def complete_reviews(case: Case, *, actor: Actor) -> None:
    """All findings are in: from here the lead department decides."""
    move_on(
        case,
        Move.COMPLETE_REVIEWS,
        {},
        actor=actor,
        action="approvals.review.complete",
        event=ReviewsCompleted(**about(case), completed_at=now(), all_passed=not case.reviews_failed),
    )


def _written(case: Case, department_id: int, finding: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE approvals_departmentreview"
            " SET state = %s, opinion = %s, reviewer_id = %s, concluded_at = %s"
            " WHERE case_id = %s AND department_id = %s AND state = 'pending'",
            [*finding, case.pk, department_id],
        )
        return bool(cursor.rowcount == 1)


def _nothing_to_review(case: Case, department_id: int, actor: Actor) -> HallError:
    if department_id in case.review_department_ids:
        return overtaken(case, actor)
    return NotFound(_("本件不需要该部门审查。"), remedy=_("请核对办件编号和审查部门。"))
