"""一次告知: what is missing is told once, wholly, and in time (行政许可法 第三十二条(四))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.approvals.actions.course import about, move_on, take
from hall.approvals.events import SupplementAsked, SupplementTaken, Wanted
from hall.approvals.lifecycle import Move
from hall.approvals.models import Case, SupplementRequest
from hall.approvals.policies import Permission
from hall.approvals.rules.deadlines import accept_by, is_deemed_accepted, supplement_reply_by
from hall.foundation.public import Conflict, Invalid, Told, action, calendar, day_of, now, today
from hall.identity.public import Actor

__all__ = ["ask_supplement", "file_supplement"]


@action("approvals.case.ask_supplement")
def ask_supplement(
    case_id: UUID,
    *,
    wanted: Sequence[Wanted],
    note: str = "",
    actor: Actor,
    expected_version: int | None = None,
) -> int:
    """补正告知: everything that is missing, with a reason for each, in one notice within five days.

    A second notice is refused, and so is a late one: by then the law has accepted the case.
    Returns: the case's new version.
    """
    _check_wanted(wanted)
    case = take(case_id, Move.ASK_SUPPLEMENT, Permission.ASK_SUPPLEMENT, actor, expected_version)
    _check_once_and_in_time(case)
    moment = now()
    reply_by = supplement_reply_by(calendar(), today(), settings.HALL_SUPPLEMENT_REPLY_DAYS).on
    SupplementRequest.objects.create(
        case=case, wanted=[asdict(thing) for thing in wanted], note=note, reply_by=reply_by
    )
    move_on(
        case,
        Move.ASK_SUPPLEMENT,
        {"supplement_asked_at": moment, "act_by": reply_by},
        Told(
            "approvals.case.ask_supplement",
            SupplementAsked(
                **about(case), wanted=tuple(wanted), note=note, reply_by=reply_by, asked_at=moment
            ),
        ),
        actor=actor,
    )
    return case.version


@action("approvals.case.file_supplement")
def file_supplement(case_id: UUID, *, filed_at: datetime, actor: Actor) -> int:
    """已补正: what was asked for has come; the counter has five days to look at it. Once, however often told.

    Returns: the case's version.
    """
    known = Case.objects.filter(pk=case_id, supplement_filed_at=filed_at).values_list("version", flat=True)
    if already := known.first():
        return already
    case = take(case_id, Move.FILE_SUPPLEMENT, Permission.FILE_SUPPLEMENT, actor)
    until = accept_by(calendar(), day_of(filed_at)).on
    move_on(
        case,
        Move.FILE_SUPPLEMENT,
        {"supplement_filed_at": filed_at, "act_by": until},
        Told(
            "approvals.case.file_supplement",
            SupplementTaken(**about(case), filed_at=filed_at, accept_by=until),
        ),
        actor=actor,
    )
    return case.version


def _check_wanted(wanted: Sequence[Wanted]) -> None:
    if not wanted:
        raise Invalid(
            _("请至少选择一项需要补正的内容。"), errors={"wanted": _("请勾选需要补正的材料或填写项")}
        )
    unexplained = {thing.key: _("请写明需要补正的原因") for thing in wanted if not thing.reason.strip()}
    if unexplained:
        raise Invalid(_("每一项需要补正的内容都要写明原因。"), errors=unexplained)


def _check_once_and_in_time(case: Case) -> None:
    if case.supplement_asked_at is not None:
        told = timezone.localtime(case.supplement_asked_at)
        raise Conflict(
            _("本件已于%(when)s一次告知补正，依法不能再次要求补正。") % {"when": f"{told:%Y-%m-%d %H:%M}"},
            remedy=_("请就现有材料作出受理决定。"),
            code="supplement-asked-before",
        )
    if is_deemed_accepted(calendar(), day_of(case.received_at), today()):
        raise Conflict(
            _("收件已超过五个工作日而未告知补正，依法自收到材料之日起即为受理。"),
            remedy=_("请办理受理；材料问题在审查中提出。"),
            code="deemed-accepted",
        )
