"""E-licences over HTTP: one's own, and the public check of any by its identifier."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from hall.documents.public import pdf_response
from hall.foundation.public import (
    Cursor,
    Limit,
    NotFound,
    Page,
    contract,
    moment_cursor,
    next_page,
    now,
    older_than,
    one_of,
)
from hall.identity.public import actor_of
from hall.licences.lifecycle import State
from hall.licences.models import Licence
from hall.licences.policies import visible_to
from hall.licences.queries import row_of
from hall.standards.code_sets import LicenceState

router = Router(tags=["电子证照"])


class LicenceOut(Schema):
    id: UUID
    number: str = Field(description="电子证照标识（GB/T 36904）")
    name: str
    type_code: str
    holder_name: str
    issuer_name: str
    case_id: UUID
    case_number: str
    valid_from: date
    valid_until: date | None
    issued_at: datetime | None
    state: Annotated[LicenceState, one_of(LicenceState)] = Field(
        description="01 有效、02 暂扣、03 撤销、04 注销、05 失效"
    )
    state_label: str
    state_reason: str


class Verification(Schema):
    """What anybody may know of a licence: that it was issued, by whom, and how it stands. Nobody's name."""

    number: str
    name: str
    issuer_name: str
    valid_from: date
    valid_until: date | None
    state: Annotated[LicenceState, one_of(LicenceState)]
    state_label: str
    is_valid: bool
    checked_at: datetime


@router.get("/licences", **contract(Page[LicenceOut], summary="本人的电子证照"))
def list_licences(request: HttpRequest, limit: Limit, cursor: Cursor) -> dict[str, Any]:
    """本人和所代表单位的电子证照，最近签发的在前。"""
    rows = visible_to(actor_of(request)).exclude(state=State.MAKING).select_related("type", "document")
    if cursor:
        rows = rows.filter(older_than(cursor, "issued_at"))
    found = list(rows.order_by("-issued_at", "-id")[: limit + 1])
    following = next_page(request, found, limit, lambda each: moment_cursor(each.issued_at, each.pk))
    return {"items": [_row(each) for each in found[:limit]], "next": following}


@router.get("/licences/{number}", **contract(LicenceOut, summary="一份电子证照"))
def read_licence(request: HttpRequest, number: str) -> dict[str, Any]:
    return _row(_own(request, number))


@router.get(
    "/licences/{number}/document", **contract(None, summary="证照文件（PDF）", binary=("application/pdf",))
)
def read_document(request: HttpRequest, number: str) -> FileResponse:
    licence = _own(request, number)
    if licence.document_id is None:
        raise NotFound(_("没有这份电子证照。"))
    return pdf_response(licence.document_id, download=True)


@router.get(
    "/licences/{number}/verification", auth=None, **contract(Verification, summary="核验一份电子证照")
)
def verify(request: HttpRequest, response: HttpResponse, number: str) -> dict[str, Any]:
    """不需要登录，也不透露持证人。"""
    found = (
        Licence.objects.exclude(state=State.MAKING)
        .select_related("type", "document")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise NotFound(_("没有这份电子证照。"), remedy=_("请核对证照标识，或在核验页面上传证照文件核验。"))
    response["Cache-Control"] = "no-store"
    names = ("number", "name", "issuer_name", "valid_from", "valid_until", "state", "state_label")
    told = _row(found)
    return {name: told[name] for name in names} | {
        "is_valid": told["state"] is LicenceState.VALID,
        "checked_at": now(),
    }


def _own(request: HttpRequest, number: str) -> Licence:
    rows = visible_to(actor_of(request)).exclude(state=State.MAKING).select_related("type", "document")
    found = rows.filter(number=number).first()
    if found is None:
        raise NotFound(_("没有这份电子证照。"))
    return found


def _row(licence: Licence) -> dict[str, Any]:
    told = row_of(licence)
    names = (
        "id", "number", "name", "type_code", "holder_name", "issuer_name", "case_id", "case_number",
        "valid_from", "valid_until", "issued_at", "state", "state_reason",
    )  # fmt: skip
    return {name: getattr(told, name) for name in names} | {"state_label": _(told.state.label)}
