"""A granted case earns its holder a licence, where its guide names one."""

from __future__ import annotations

from hall.applications.public import Application, filed
from hall.approvals.events import CaseDecided
from hall.catalogue.public import filing_guide_of
from hall.foundation.public import day_of
from hall.identity.public import SYSTEM
from hall.journeys.rules.papers import issuer_code
from hall.licences.public import Holder, issue_licence
from hall.places.public import Department

__all__ = ["issue"]

#: What is asked of people but belongs on no licence.
_UNPRINTED = frozenset({"phone", "mobile", "email", "id_number", "resident_id"})
#: Nor who files for the holder, nor where the paper is sent.
_UNPRINTED_PARTS = ("agent_", "delivery")


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
        content=_content(event),
        valid_from=day_of(event.decided_at),
        department_id=department.pk,
        actor=SYSTEM,
    )


def _content(event: CaseDecided) -> dict[str, str]:
    """What the licence says: what was filed, as it was asked for, without contact details and ID numbers."""
    return {
        answer.label: answer.shown
        for section in filed(event.application_id).sections
        for answer in section.answers
        if answer.shown
        and answer.key not in _UNPRINTED
        and not answer.key.startswith(_UNPRINTED_PARTS)
        and answer.type not in {"resident_id", "phone"}
    }
