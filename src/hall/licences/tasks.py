"""Issuing a licence from a decision: slow, so never inside a transaction; resumed where it broke off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from hall.documents.public import Kind, issue_document
from hall.identity.public import Actor
from hall.licences.actions.issuing import Granted, Holder, draw_licence, finish_licence
from hall.licences.models import Licence
from hall.licences.rules.holder_number import masked_number


def issue_licence(
    *,
    licence_type: str,
    holder: Holder,
    case_id: UUID,
    case_number: str,
    issuer_name: str,
    issuer_code: str,
    content: Mapping[str, Any],
    valid_from: date,
    valid_until: date | None = None,
    department_id: int | None = None,
    actor: Actor,
) -> UUID:
    """Issue the licence that a case has earned, once per case: number, sealed PDF, event `LicenceIssued`.

    `licence_type` is a type's code or name; `content` what the licence says, label → value, in order.
    Without `valid_until` the type's own validity counts. Returns: the licence's id.
    """
    granted = Granted(
        licence_type,
        holder,
        case_id,
        case_number,
        issuer_name,
        issuer_code,
        content,
        valid_from,
        valid_until,
        department_id,
    )
    licence = Licence.objects.select_related("type").get(pk=UUID(draw_licence(granted, actor=actor)))
    if licence.document_id is None:
        finish_licence(licence_id=licence.pk, document_id=_paper(licence, actor), actor=actor)
    return licence.pk


def _paper(licence: Licence, actor: Actor) -> UUID:
    said = orjson.loads(licence.content or "{}")
    return issue_document(
        kind=Kind.LICENCE,
        number=licence.number,
        title=licence.type.name,
        data={
            "licence_name": licence.type.name,
            "licence_number": licence.number,
            "content": [[label, str(value)] for label, value in said.items()],
            "holder_number": masked_number(licence.holder_kind, licence.holder_number),
            "valid_from": licence.valid_from,
            "valid_until": licence.valid_until,
            "legal_basis": licence.type.legal_basis,
        },
        about=licence.pk,
        issuer=licence.issuer_name,
        holder_name=licence.holder_name,
        holder_kind=licence.holder_kind,
        dedupe=f"licence:{licence.pk}:{licence.version}",
        actor=actor,
    )
