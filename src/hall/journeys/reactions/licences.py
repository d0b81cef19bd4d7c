"""A granted case earns its holder a licence, where its guide names one."""

from __future__ import annotations

from hall.applications.public import Application, filed
from hall.approvals.events import CaseDecided
from hall.catalogue.public import filing_guide_of
from hall.foundation.public import day_of
from hall.identity.public import SYSTEM
from hall.journeys.rules.papers import issuer_code
from hall.licences.public import Holder, issue_licence, lines_of, printed
from hall.places.public import Department

__all__ = ["issue"]


def issue(event: CaseDecided) -> None:
    if event.outcome != "granted":
        return
    guide_id = Application.objects.values_list("guide_id", flat=True).get(pk=event.application_id)
    licence_type = filing_guide_of(guide_id, event.hall_id).licence_type
    if not licence_type:
        return
    department = Department.objects.get(pk=event.department_id)
    issue_licence(
        licence_type=licence_type,
        holder=Holder(event.party_id, event.applicant_kind, event.applicant_name),
        case_id=event.case_id,
        case_number=event.number,
        issuer_name=department.name,
        issuer_code=issuer_code(department.pk),
        content=_content(licence_type, event, department.name),
        valid_from=day_of(event.decided_at),
        department_id=department.pk,
        actor=SYSTEM,
    )


def _content(licence_type: str, event: CaseDecided, issuer: str) -> dict[str, str]:
    """What the licence says: the lines of its type, out of what was filed; else the matter and the issuer."""
    lines = lines_of(licence_type)
    if not lines:
        return {"办理事项": event.item_name, "发证机关": issuer}
    answers = [answer for section in filed(event.application_id).sections for answer in section.answers]
    return printed(
        lines,
        {answer.key: answer.later_shown or answer.shown for answer in answers},
        {answer.held: answer.later_shown or answer.shown for answer in answers if answer.held},
    )
