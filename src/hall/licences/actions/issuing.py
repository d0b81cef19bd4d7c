"""Issuing takes two short deeds with slow work between: the number is drawn, the file attached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from hall.foundation.public import Conflict, NotFound, Refused, action, now, record
from hall.identity.public import Actor, Party
from hall.licences.events import LicenceIssued
from hall.licences.lifecycle import Move, State, after
from hall.licences.models import Licence, LicenceType
from hall.licences.policies import Permission, may
from hall.licences.rules.validity import last_day
from hall.standards import licence_id


@dataclass(frozen=True)
class Holder:
    """Whose licence it will be: the party, and its name and kind as the case has them."""

    party_id: UUID
    kind: str
    name: str


@dataclass(frozen=True)
class Granted:
    """What was decided: everything a licence is made from."""

    licence_type: str
    holder: Holder
    case_id: UUID
    case_number: str
    issuer_name: str
    issuer_code: str
    content: Mapping[str, Any]
    valid_from: date
    valid_until: date | None = None
    department_id: int | None = None


@action("licences.licence.draw")
def draw_licence(granted: Granted, *, actor: Actor) -> str:
    """The licence of this case, with its number; made if the case has none yet. Returns: its id."""
    if not may(actor, Permission.ISSUE):
        raise Refused(_("您没有签发证照的权限。"))
    known = Licence.objects.filter(case_id=granted.case_id).values_list("pk", flat=True).first()
    if known is not None:
        return str(known)
    kind = licence_type_named(granted.licence_type)
    holder = Party.objects.get(pk=granted.holder.party_id)
    licence = Licence.objects.create(
        type=kind,
        number=str(licence_id.build(kind.code, granted.issuer_code, _next_serial(granted.valid_from))),
        case_id=granted.case_id,
        case_number=granted.case_number,
        holder=holder,
        holder_kind=granted.holder.kind,
        holder_name=granted.holder.name,
        holder_number=holder.id_number,
        issuer_name=granted.issuer_name,
        issuer_code=granted.issuer_code,
        department_id=granted.department_id,
        content=orjson.dumps(dict(granted.content)).decode(),
        valid_from=granted.valid_from,
        valid_until=granted.valid_until or last_day(granted.valid_from, kind.validity_years),
    )
    record(
        chain=licence.pk,
        actor=actor,
        action="licences.licence.draw",
        summary={"case": granted.case_id, "number": licence.number},
    )
    return str(licence.pk)


@action("licences.licence.finish")
def finish_licence(*, licence_id: UUID, document_id: UUID, actor: Actor) -> None:
    """Attach the sealed file: from now on the licence is in force. Doing it twice changes nothing."""
    if not may(actor, Permission.ISSUE):
        raise Refused(_("您没有签发证照的权限。"))
    licence = Licence.objects.select_for_update().select_related("type").get(pk=licence_id)
    if licence.document_id == document_id:
        return
    new = after(State(licence.state), Move.FINISH)
    if new is None:
        raise Conflict(_("这份证照已经签发。"), code="issued")
    licence.state, licence.document_id, licence.issued_at = new, document_id, now()
    licence.save(update_fields=["state", "document", "issued_at"])
    record(
        chain=licence.pk,
        actor=actor,
        action="licences.licence.finish",
        event=LicenceIssued(
            licence.pk, licence.case_id, licence.holder_id, licence.number, licence.type.name
        ),
    )


def licence_type_named(code_or_name: str) -> LicenceType:
    """The type with this code, or else of this name. Raises: NotFound."""
    found = list(LicenceType.objects.filter(code=code_or_name)[:1]) or list(
        LicenceType.objects.filter(name=code_or_name)[:1]
    )
    if not found:
        raise NotFound(
            _("没有登记名为“%(name)s”的证照类型。") % {"name": code_or_name},
            remedy=_("请用 `hall load licences` 载入证照类型。"),
        )
    return found[0]


def _next_serial(day: date) -> str:
    """Year and a running number from a sequence: gaps are possible, doubles are not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('licences_serial')")
        (number,) = cursor.fetchone()
    return f"{day.year}{number:07d}"
