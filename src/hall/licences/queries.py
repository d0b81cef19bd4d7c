"""What licences there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from hall.documents.ports import Standing
from hall.foundation.public import NotFound, today
from hall.identity.public import Actor
from hall.licences.lifecycle import State
from hall.licences.models import Licence, LicenceType
from hall.licences.policies import visible_to
from hall.licences.rules.lines import Line
from hall.licences.rules.validity import official_state
from hall.standards.code_sets import LicenceState


def lines_of(licence_type: str) -> tuple[Line, ...]:
    """What a licence of this type (name or code) says, line by line; nothing for a type without a list."""
    told = LicenceType.objects.filter(Q(name=licence_type) | Q(code=licence_type)).values_list(
        "lines", flat=True
    )
    return tuple(
        Line(
            each["label"],
            tuple(tuple(keys.split("+")) for keys in each["answers"].split("|") if keys),
            each["register"],
            each["basis"],
        )
        for each in (told.first() or ())
    )


@dataclass(frozen=True)
class LicenceRow:
    """One licence, as its holder and other rooms see it."""

    id: UUID
    number: str
    name: str
    type_code: str
    holder_id: UUID
    holder_name: str
    issuer_name: str
    case_id: UUID
    case_number: str
    valid_from: date
    valid_until: date | None
    issued_at: datetime | None
    document_id: UUID | None
    verify_code: str
    state: LicenceState
    state_reason: str
    is_demo: bool

    @property
    def days_left(self) -> int | None:
        """Days until it lapses; None when it has no end."""
        return (self.valid_until - today()).days if self.valid_until else None

    @property
    def is_valid(self) -> bool:
        return self.state is LicenceState.VALID


def row_of(licence: Licence) -> LicenceRow:
    """`licence` as a row; its type and document must be joined already."""
    return LicenceRow(
        licence.pk,
        licence.number,
        licence.type.name,
        licence.type_id,
        licence.holder_id,
        licence.holder_name,
        licence.issuer_name,
        licence.case_id,
        licence.case_number,
        licence.valid_from,
        licence.valid_until,
        licence.issued_at,
        licence.document_id,
        licence.document.verify_code if licence.document else "",
        official_state(State(licence.state), licence.valid_until, today()),
        licence.state_reason,
        licence.document.is_demo if licence.document else True,
    )


def licences_of(party_id: UUID) -> list[LicenceRow]:
    """All licences of one party, newest first (one query)."""
    return licences_among([party_id])


def licences_among(party_ids: Collection[UUID]) -> list[LicenceRow]:
    """All licences of these parties whose file is made, newest first (one query)."""
    found = Licence.objects.filter(holder_id__in=party_ids).exclude(state=State.MAKING)
    return [
        row_of(licence) for licence in found.select_related("type", "document").order_by("-issued_at", "-id")
    ]


def holds(party_id: UUID, licence_name: str) -> LicenceRow | None:
    """The party's licence of this name that is in force today, if it holds one (one query)."""
    found = Licence.objects.filter(holder_id=party_id, type__name=licence_name, state=State.VALID)
    rows = (row_of(licence) for licence in found.select_related("type", "document").order_by("-issued_at"))
    return next((row for row in rows if row.is_valid), None)


def licence_of_case(case_id: UUID) -> LicenceRow | None:
    """The licence that a case earned, if its file is made (one query)."""
    found = (
        Licence.objects.filter(case_id=case_id)
        .exclude(state=State.MAKING)
        .select_related("type", "document")
        .first()
    )
    return row_of(found) if found else None


def file_of(licence_id: UUID, actor: Actor) -> UUID:
    """The document of a licence that this actor may see. Raises: NotFound."""
    found = visible_to(actor).filter(pk=licence_id).values_list("document_id", flat=True).first()
    if found is None:
        raise NotFound(_("没有这份证照。"), remedy=_("请从“我的证照”打开。"))
    return found


class LicenceRegister:
    """Tells the documents room how the licence stands that a paper certifies (`documents.ports.Register`)."""

    def standing_of(self, about: UUID) -> Standing | None:
        """In force, or why not; None when `about` is no licence."""
        licence = Licence.objects.filter(pk=about).only("state", "state_reason", "valid_until").first()
        if licence is None:
            return None
        official = official_state(State(licence.state), licence.valid_until, today())
        return Standing(official is LicenceState.VALID, _(official.label), licence.state_reason)
