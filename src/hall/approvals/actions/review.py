"""Departments review side by side; the last of them hands the case to the one who decides."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from hall.approvals.actions.course import about, advance, overtaken, take
from hall.approvals.events import ReviewConcluded, ReviewsCompleted
from hall.approvals.lifecycle import Move
from hall.approvals.models import Case, DepartmentReview
from hall.approvals.policies import require_review
from hall.foundation.public import HallError, Invalid, NotFound, action, now, record
from hall.identity.public import Actor

__all__ = ["conclude_review", "record_reviews_completed"]


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
    pending = DepartmentReview.objects.filter(case=case, department=department_id, state="pending")
    finding = {"state": "passed" if passed else "failed", "opinion": opinion}
    if not pending.update(**finding, reviewer=actor.account_id, concluded_at=moment):
        raise _nothing_to_review(case, department_id, actor)
    is_last = case.reviews_open == 1
    advance(
        case,
        Move.COMPLETE_REVIEWS if is_last else Move.CONCLUDE_REVIEW,
        reviews_open=case.reviews_open - 1,
        reviews_failed=case.reviews_failed + (not passed),
    )
    record(
        chain=case.pk,
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
        record_reviews_completed(case, actor=actor)
    return case.version


def record_reviews_completed(case: Case, *, actor: Actor) -> None:
    """All findings are in: from here the lead department decides."""
    record(
        chain=case.pk,
        actor=actor,
        action="approvals.review.complete",
        event=ReviewsCompleted(**about(case), completed_at=now(), all_passed=not case.reviews_failed),
    )


def _nothing_to_review(case: Case, department_id: int, actor: Actor) -> HallError:
    if department_id in case.review_department_ids:
        return overtaken(case, actor)
    return NotFound(_("本件不需要该部门审查。"), remedy=_("请核对办件编号和审查部门。"))
