"""An application becomes a case, and the two keep in step."""

from __future__ import annotations

from hall.applications.events import ApplicationSubmitted, ApplicationWithdrawn, SupplementFiled
from hall.applications.public import open_supplement
from hall.approvals import public as approvals
from hall.approvals.events import CaseDecided, SupplementAsked
from hall.identity.public import SYSTEM

__all__ = ["deliver", "open_case", "reopen_application", "take_supplement", "withdraw_case"]


def open_case(event: ApplicationSubmitted) -> None:
    approvals.open_case(event, actor=SYSTEM)


def reopen_application(event: SupplementAsked) -> None:
    open_supplement(
        application_id=event.application_id,
        case_id=event.case_id,
        wanted=event.wanted,
        reply_by=event.reply_by,
        note=event.note,
        actor=SYSTEM,
    )


def take_supplement(event: SupplementFiled) -> None:
    approvals.file_supplement(event.case_id, filed_at=event.filed_at, actor=SYSTEM)


def withdraw_case(event: ApplicationWithdrawn) -> None:
    case = approvals.Case.objects.filter(application_id=event.application_id).only("pk").first()
    if case is not None:
        approvals.withdraw_case(case.pk, reason=event.reason, actor=SYSTEM)


def deliver(event: CaseDecided) -> None:
    """The result reaches the applicant electronically at once: with its papers issued the case is done."""
    case = approvals.Case.objects.only("pk", "state").get(pk=event.case_id)
    if case.state in {"granted", "refused"}:
        approvals.complete_case(event.case_id, actor=SYSTEM)
