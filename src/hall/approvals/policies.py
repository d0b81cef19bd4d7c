"""Who may do what to which case, and which cases they see: both follow from posts, and from nothing else.

A post covers a case by its department when it sits in one, by its hall otherwise. An applicant's own case is
seen by whoever may act for that applicant, and handled by none of them (回避). A reaction to an event acts as
the system itself.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hall.approvals.models import Case, DepartmentReview
from hall.foundation.public import Refused

if TYPE_CHECKING:
    from hall.identity.public import Actor, PostHeld

__all__ = [
    "CLERK",
    "DECIDER",
    "REVIEWER",
    "SUPERVISOR",
    "Permission",
    "is_own",
    "may",
    "may_review",
    "require",
    "require_not_own",
    "require_review",
    "scope_of",
    "visible_to",
]


class Permission(StrEnum):
    """`room:thing:deed`, named once and checked in the action."""

    SEE = "approvals:case:see"
    OPEN = "approvals:case:open"
    ACCEPT = "approvals:case:accept"
    ASK_SUPPLEMENT = "approvals:case:ask_supplement"
    FILE_SUPPLEMENT = "approvals:case:file_supplement"
    REFUSE_ACCEPTANCE = "approvals:case:refuse_acceptance"
    WITHDRAW = "approvals:case:withdraw"
    DECIDE = "approvals:case:decide"
    COMPLETE = "approvals:case:complete"
    RECOUNT = "approvals:case:recount"
    REVIEW = "approvals:review:conclude"


CLERK, REVIEWER, DECIDER, SUPERVISOR = "window_clerk", "reviewer", "decider", "supervisor"
#: Which posts do what. What no post does, only the system does, in reaction to an event.
POSTS: dict[Permission, frozenset[str]] = {
    Permission.SEE: frozenset({CLERK, REVIEWER, DECIDER, SUPERVISOR}),
    Permission.ACCEPT: frozenset({CLERK}),
    Permission.ASK_SUPPLEMENT: frozenset({CLERK}),
    Permission.REFUSE_ACCEPTANCE: frozenset({CLERK}),
    Permission.REVIEW: frozenset({REVIEWER}),
    Permission.DECIDE: frozenset({DECIDER}),
    Permission.COMPLETE: frozenset({CLERK, DECIDER}),
}
#: What applicants may do to a case of their own.
OWN = frozenset({Permission.SEE, Permission.WITHDRAW})


class Placed(Protocol):
    """Where a case belongs and whose it is: all that a policy needs to know of it."""

    hall_id: int
    department_id: int
    party_id: UUID
    review_department_ids: list[int]


def may(actor: Actor, permission: Permission, case: Placed) -> bool:
    """Whether `actor` may do this to this case."""
    if actor.kind == "system":
        return True
    if is_own(actor, case):
        return permission in OWN
    roles = POSTS.get(permission, frozenset())
    return any(post.role in roles and _covers(post, case) for post in actor.posts)


def is_own(actor: Actor, case: Placed) -> bool:
    """Whether the case is the actor's own, or of someone they act for: no office of theirs touches it."""
    return case.party_id in actor.parties


def may_review(actor: Actor, department_id: int, case: Placed) -> bool:
    """Whether `actor` reviews this case for this department: a review belongs to its own department alone."""
    return actor.holds(REVIEWER, department_id=department_id) and not is_own(actor, case)


def require(actor: Actor, permission: Permission, case: Placed) -> None:
    """Raises: Refused when `actor` may not do this to this case."""
    if permission not in OWN:
        require_not_own(actor, case)
    if not may(actor, permission, case):
        raise Refused(
            _("您的岗位不能对这个办件进行此项操作。"),
            remedy=_("请由负责该办件的大厅或部门人员办理；如岗位设置有误，请联系系统管理员。"),
        )


def require_not_own(actor: Actor, case: Placed) -> None:
    """回避: nobody handles by office what touches their own interest (公务员法 第七十六条第一项).

    Raises: Refused.
    """
    if actor.is_officer and is_own(actor, case):
        raise Refused(
            _("本件是您本人或者您所代表单位的申请，您应当回避。"),
            remedy=_("请由其他工作人员办理；您可以在“我的空间”查看进度。"),
            code="own-case",
        )


def require_review(actor: Actor, department_id: int) -> None:
    """Raises: Refused when `actor` doesn't review for this department."""
    if not actor.holds(REVIEWER, department_id=department_id):
        raise Refused(
            _("只有该部门的审查人员可以提交该部门的审查意见。"),
            remedy=_("请由该部门的审查人员办理；如岗位设置有误，请联系系统管理员。"),
        )


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases that `actor` may see, as one query however many posts are held."""
    if actor.kind == "system":
        return Case.objects.all()
    seeing = [post for post in actor.posts if post.role in POSTS[Permission.SEE]]
    halls = {post.hall_id for post in seeing if post.department_id is None}
    departments = {post.department_id for post in seeing if post.department_id is not None}
    reviewed_there = DepartmentReview.objects.filter(case=OuterRef("pk"), department__in=departments)
    rows = Q(pk__in=[])
    if actor.parties:
        rows |= Q(party__in=actor.parties)
    if halls:
        rows |= Q(hall__in=halls)
    if departments:
        rows |= Q(department__in=departments) | Q(Exists(reviewed_there))
    return Case.objects.filter(rows)


def scope_of(actor: Actor, roles: frozenset[str]) -> list[tuple[str, int]]:
    """The places that posts of `roles` cover, as ("hall" | "department", id), none inside another."""
    posts = [post for post in actor.posts if post.role in roles]
    halls = {post.hall_id for post in posts if post.department_id is None}
    departments = {
        post.department_id for post in posts if post.department_id is not None and post.hall_id not in halls
    }
    return [("hall", key) for key in sorted(halls)] + [("department", key) for key in sorted(departments)]


def _covers(post: PostHeld, case: Placed) -> bool:
    if post.department_id is None:
        return post.hall_id == case.hall_id
    return post.department_id == case.department_id or post.department_id in case.review_department_ids
