"""What the law wants in writing is put in writing, sealed and dated, in the words that fit the matter."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from hall.applications.events import ApplicationSubmitted
from hall.applications.public import Application, filed
from hall.approvals.events import AcceptanceRefused, CaseAccepted, CaseDecided, CaseFact, SupplementAsked
from hall.approvals.public import Case
from hall.catalogue.public import FilingGuide, ServiceItem, filing_guide_of
from hall.documents.public import issue_document
from hall.foundation.public import day_of
from hall.identity.public import SYSTEM
from hall.journeys.rules.papers import law_in, letter_number
from hall.places.public import Department
from hall.standards import receipt_number
from hall.standards.proceedings import Proceeding, proceeding_of

__all__ = ["acceptance_letter", "decision_letter", "receipt", "refusal_to_accept_letter", "supplement_letter"]


def receipt(event: ApplicationSubmitted) -> None:
    """收件凭证: what was received when."""
    department = Department.objects.select_related("hall").get(pk=event.department_id)
    matter = _matter(event.item_id)
    _issue(
        "receipt",
        title=matter.titles["receipt"],
        number=event.receipt_number,
        about=event.application_id,
        issuer=department.name,
        holder=(event.applicant_kind, event.applicant_name),
        data={
            "applicant": event.applicant_name,
            "item_name": event.item_name,
            "case_number": receipt_number.display(event.receipt_number),
            "filed_at": event.submitted_at,
            "hall": department.hall.name,
            "department": department.name,
            "materials": [
                {"title": material.title, "form": "由系统调取" if material.held else "网上提交"}
                for material in filed(event.application_id).materials
                if material.files or material.held
            ],
            **law_in("receipt", matter, event.applicant_kind),
        },
    )


def acceptance_letter(event: CaseAccepted) -> None:
    """受理通知书: the clock has started; until when it runs."""
    case = Case.objects.get(pk=event.case_id)
    _letter(
        "acceptance",
        event,
        case,
        accepted_on=event.accepted_on,
        limit_days=case.legal_limit_days,
        limit_source=_guide(event).legal_limit_source,
        due_on=event.due_on,
        due_provisional=event.due_provisional,
        promised_on=event.promised_on,
        promise_days=case.promise_limit_days,
        deemed=event.deemed,
    )


def supplement_letter(event: SupplementAsked) -> None:
    """补正告知书: everything that is wanted, once."""
    case = Case.objects.get(pk=event.case_id)
    wanted = [{"title": one.title, "reason": one.reason} for one in event.wanted]
    _letter("supplement", event, case, received_on=_received_on(case), wanted=wanted, reply_by=event.reply_by)


def refusal_to_accept_letter(event: AcceptanceRefused) -> None:
    """不予受理决定书: the ground, the reason, where to go, what can be done against it."""
    case = Case.objects.get(pk=event.case_id)
    _letter(
        "not_accepted",
        event,
        case,
        received_on=_received_on(case),
        reason=event.reason,
        ground=event.ground,
        where_to_go=event.where_to_go,
        remedies=event.remedies,
    )


def decision_letter(event: CaseDecided) -> None:
    """准予 or 不予: in writing, a refusal with its reasons and remedies."""
    case = Case.objects.get(pk=event.case_id)
    if event.outcome == "granted":
        own: dict[str, Any] = {"licence_name": _guide(event).result_name or None}
    else:
        own = {"reason": event.reason, "remedies": event.remedies}
    accepted_on = day_of(case.accepted_at) if case.accepted_at else None
    _letter(event.outcome, event, case, decided_on=day_of(event.decided_at), accepted_on=accepted_on, **own)


def _letter(kind: str, event: CaseFact, case: Case, **facts: Any) -> None:
    department = Department.objects.get(pk=event.department_id)
    matter = _matter(event.item_id)
    circumstances = {name: facts[name] for name in ("deemed", "ground") if name in facts}
    _issue(
        kind,
        title=matter.titles[kind],
        number=event.number,
        about=event.case_id,
        issuer=department.name,
        holder=(case.applicant_kind, event.applicant_name),
        data={
            "applicant": event.applicant_name,
            "item_name": event.item_name,
            "case_number": receipt_number.display(event.number),
            **law_in(kind, matter, case.applicant_kind, **circumstances),
            **facts,
        },
    )


def _issue(
    kind: str,
    *,
    title: str,
    number: str,
    about: UUID,
    issuer: str,
    holder: tuple[str, str],
    data: dict[str, Any],
) -> None:
    holder_kind, holder_name = holder
    issue_document(
        kind=kind,
        number=letter_number(kind, number),
        title=title,
        data=data,
        about=about,
        issuer=issuer,
        holder_name=holder_name,
        holder_kind=holder_kind,
        dedupe=f"{kind}:{about}",
        actor=SYSTEM,
    )


def _matter(item_id: int) -> Proceeding:
    return proceeding_of(ServiceItem.objects.values_list("item_type", flat=True).get(pk=item_id))


def _guide(event: CaseFact) -> FilingGuide:
    guide_id = Application.objects.values_list("guide_id", flat=True).get(pk=event.application_id)
    return filing_guide_of(guide_id, event.hall_id)


def _received_on(case: Case) -> date:
    return day_of(case.supplement_filed_at or case.submitted_at)
