"""Finished cases are rated."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.foundation.public import Conflict, Invalid, NotFound, Refused, action, now, record
from hall.identity.public import Actor
from hall.ratings.events import CaseRated
from hall.ratings.models import Rating, RatingTag
from hall.ratings.policies import may_rate
from hall.ratings.queries import RateableCase, rateable
from hall.ratings.rules.grades import faults, is_bad

_WORDS = {
    "no_grade": gettext_lazy("请在五个等级中选一个。"),
    "wrong_tag": gettext_lazy("所选标签不属于这个等级，请重新选择。"),
    "too_many_tags": gettext_lazy("标签最多选 %(limit)s 个。"),
    "too_long": gettext_lazy("意见最多 %(limit)s 字，现在是 %(found)s 字。"),
    "no_reason": gettext_lazy("请至少选一个标签，或写下不满意的原因，以便我们回访整改。"),
}


@action("ratings.case.rate")
def rate_case(*, case_id: UUID, grade: int, tags: Sequence[str] = (), comment: str = "", actor: Actor) -> str:
    """Rate a finished case of one's own, once. Returns: the rating's id.

    Raises: NotFound, Refused (not the applicant), Conflict (not finished, or rated already), Invalid.
    """
    case = open_to(rateable(case_id=case_id), actor)
    tags, comment = list(dict.fromkeys(tags)), comment.strip()
    _check(grade, tags, comment)
    rating, made = Rating.objects.get_or_create(
        case_id=case_id,
        defaults={
            "application_id": case.application_id,
            "item_id": case.item_id,
            "hall_id": case.hall_id,
            "department_id": case.department_id,
            "account_id": int(actor.account_id or 0),
            "grade": grade,
            "tags": tags,
            "comment": comment,
            "rated_at": now(),
        },
    )
    if not made:
        raise Conflict(
            _("这件事已经评价过了。"), remedy=_("一件事评价一次；如有新的意见，请联系大厅。"), code="rated"
        )
    record(
        chain=case_id,
        actor=actor,
        action="ratings.case.rate",
        event=CaseRated(
            case_id,
            case.application_id,
            case.item_id,
            case.hall_id,
            case.department_id,
            grade,
            is_bad(grade),
            tuple(tags),
        ),
    )
    return str(rating.pk)


def _check(grade: int, tags: Sequence[str], comment: str) -> None:
    known = dict(RatingTag.objects.filter(code__in=tags).values_list("code", "grade"))
    if wrong := faults(grade, tags, comment, known):
        errors = {fault.field: str(_WORDS[fault.what]) % vars(fault) for fault in wrong}
        raise Invalid(_("评价还不能提交，请按提示修改。"), errors=errors)


def open_to(case: RateableCase | None, actor: Actor) -> RateableCase:
    """`case`, if this actor may rate it now."""
    if case is None or not (may_rate(actor, case.party_id) or actor.is_officer):
        raise NotFound(_("没有找到这件事。"), remedy=_("请从“我的办件”进入评价。"))
    if not may_rate(actor, case.party_id):
        raise Refused(_("只有申请人可以评价这件事。"), remedy=_("工作人员不能代替申请人评价。"))
    if not case.is_finished:
        raise Conflict(_("这件事还没有办完。"), remedy=_("办结后即可评价。"), code="not-finished")
    return case
