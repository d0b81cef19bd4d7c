"""The applicant is told, in the hall, of every step that matters to her."""

from __future__ import annotations

from uuid import UUID

from hall.applications.events import ApplicationSubmitted
from hall.approvals.events import CaseDueDateChanged, CaseFact
from hall.catalogue.public import ServiceItem
from hall.identity.public import SYSTEM
from hall.journeys.rules.notices import NoticeText, text_of
from hall.notifications.public import notify

__all__ = ["tell_of_case", "tell_of_receipt"]


def tell_of_receipt(event: ApplicationSubmitted) -> None:
    _tell(_text(event), event.party_id, event.application_id, event.application_id, "submitted")


def tell_of_case(event: CaseFact) -> None:
    occasion = type(event).__name__
    if isinstance(event, CaseDueDateChanged):  # the only step that can come again
        occasion += f":{event.old}:{event.new}"
    _tell(_text(event), event.party_id, event.application_id, event.case_id, occasion)


def _text(event: ApplicationSubmitted | CaseFact) -> NoticeText:
    return text_of(event, ServiceItem.objects.values_list("item_type", flat=True).get(pk=event.item_id))


def _tell(text: NoticeText, party_id: UUID, application_id: UUID, about: UUID, occasion: str) -> None:
    notify(
        party_id=party_id,
        title=text.title,
        body=text.body,
        title_en=text.title_en,
        body_en=text.body_en,
        link=f"/my/applications/{application_id}/",
        about=about,
        dedupe=f"{occasion}:{about}",
        actor=SYSTEM,
    )
