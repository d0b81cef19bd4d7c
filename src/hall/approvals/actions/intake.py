"""At the counter: an application comes in, and is accepted or not (行政许可法 第三十二条)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hall.applications.public import conclude
from hall.approvals.actions.course import about, move_on, remedies_against, take
from hall.approvals.actions.review import opened_reviews, reviews_completed
from hall.approvals.events import AcceptanceRefused, CaseAccepted, CaseOpened
from hall.approvals.lifecycle import Move
from hall.approvals.models import Case
from hall.approvals.policies import Permission
from hall.approvals.rules.deadlines import accept_by, case_limits, is_deemed_accepted, review_due
from hall.approvals.rules.wording import Ground
from hall.foundation.public import Invalid, Told, action, calendar, day_of, now, record, today
from hall.identity.public import Actor

if TYPE_CHECKING:
    from hall.applications.events import ApplicationSubmitted

__all__ = ["accept_case", "open_case", "refuse_acceptance"]


@action("approvals.case.open")
def open_case(submitted: ApplicationSubmitted, *, actor: Actor) -> str:
    """收件: open the case of a submitted application, once. Returns: the case's id."""
    known = Case.objects.filter(application_id=submitted.application_id).values_list("pk", flat=True).first()
    if known is not None:
        return str(known)
    until = accept_by(calendar(), day_of(submitted.submitted_at))
    case = Case(
        pk=uuid4(),
        number=submitted.receipt_number,
        application_id=submitted.application_id,
        party_id=submitted.party_id,
        applicant_name=submitted.applicant_name,
        applicant_kind=submitted.applicant_kind,
        item_id=submitted.item_id,
        item_name=submitted.item_name,
        hall_id=submitted.hall_id,
        department_id=submitted.department_id,
        review_department_ids=list(submitted.review_department_ids),
        legal_limit_days=submitted.legal_limit_days,
        promise_limit_days=submitted.promise_limit_days,
        project_type=submitted.project_type,
        submitted_at=submitted.submitted_at,
        act_by=until.on,
    )
    if not _inserted(case):  # another worker was opening the same application: theirs is the case
        return str(Case.objects.values_list("pk", flat=True).get(application_id=submitted.application_id))
    record(
        chain=case.pk,
        actor=actor,
        action="approvals.case.open",
        event=CaseOpened(**about(case), received_at=submitted.submitted_at, accept_by=until.on),
    )
    return str(case.pk)


def _inserted(case: Case) -> bool:
    Case.objects.bulk_create([case], ignore_conflicts=True)
    return Case.objects.filter(pk=case.pk).exists()


@action("approvals.case.accept")
def accept_case(case_id: UUID, *, actor: Actor, expected_version: int | None = None) -> int:
    """受理: the clock starts, and the departments' reviews open side by side (第三十二条(五), 第二十六条).

    Once the five days for telling what is missing have gone by in silence, the case counts as accepted from
    the day on which the materials came (第三十二条(四)); the nightly task then accepts it in the hall's name.
    Returns: the case's new version.
    """
    case = take(case_id, Move.ACCEPT, Permission.ACCEPT, actor, expected_version)
    days, received_on = calendar(), day_of(case.received_at)
    deemed = is_deemed_accepted(days, received_on, today())
    accepted_at = case.received_at if deemed else now()
    accepted_on = day_of(accepted_at)
    limits = case_limits(days, accepted_on, case.legal_limit_days, case.promise_limit_days)
    review_by = review_due(days, accepted_on, case.legal_limit_days, case.promise_limit_days)
    move_on(
        case,
        Move.ACCEPT,
        {
            "accepted_at": accepted_at,
            "due_on": limits.due.on,
            "due_provisional": limits.due.provisional,
            "promised_on": limits.promised.on,
            "act_by": limits.promised.on,
            "reviews_open": len(case.review_department_ids),
        },
        Told(
            "approvals.case.accept",
            CaseAccepted(
                **about(case),
                accepted_on=accepted_on,
                due_on=limits.due.on,
                due_provisional=limits.due.provisional,
                promised_on=limits.promised.on,
                review_department_ids=tuple(case.review_department_ids),
                deemed=deemed,
            ),
        ),
        actor=actor,
        beside=opened_reviews(case, review_by.on) if case.review_department_ids else None,
    )
    if not case.reviews_open:
        move_on(case, Move.COMPLETE_REVIEWS, {}, reviews_completed(case), actor=actor)
    return case.version


@action("approvals.case.refuse_acceptance")
def refuse_acceptance(
    case_id: UUID,
    *,
    ground: str,
    reason: str,
    where_to_go: str = "",
    actor: Actor,
    expected_version: int | None = None,
) -> int:
    """不受理／不予受理: told at once, with the reason, where to go, and the remedies (第三十二条(一)(二)).

    Missing papers are no ground: they are asked for, once. Returns: the case's new version.
    """
    _check_refusal(ground, reason, where_to_go)
    case = take(case_id, Move.REFUSE_ACCEPTANCE, Permission.REFUSE_ACCEPTANCE, actor, expected_version)
    conclude(case.application_id, actor=actor)
    moment = now()
    move_on(
        case,
        Move.REFUSE_ACCEPTANCE,
        {"ground": ground, "reason": reason, "closed_at": moment, "act_by": None},
        Told(
            "approvals.case.refuse_acceptance",
            AcceptanceRefused(
                **about(case),
                ground=ground,
                reason=reason,
                where_to_go=where_to_go,
                remedies=remedies_against(case),
                refused_at=moment,
            ),
        ),
        actor=actor,
    )
    return case.version


def _check_refusal(ground: str, reason: str, where_to_go: str) -> None:
    errors = {}
    if ground not in set(Ground):
        errors["ground"] = _("请选择不予受理的法定情形")
    if not reason.strip():
        errors["reason"] = _("请写明理由：法律规定不予受理必须说明理由")
    if ground == Ground.NOT_OURS and not where_to_go.strip():
        errors["where_to_go"] = _("请告知申请人应向哪个行政机关申请")
    if errors:
        raise Invalid(_("不予受理决定还缺少法定内容。"), errors=errors)
