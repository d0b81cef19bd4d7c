"""Published decisions over HTTP. Public, and without anything personal."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from hall.disclosure.queries import published, row_of
from hall.foundation.public import (
    Cursor,
    Limit,
    Page,
    contract,
    moment_cursor,
    next_page,
    older_than,
)

router = Router(tags=["结果公示"])
FRESH = "public, max-age=60"


class DecisionOut(Schema):
    id: UUID
    case_number: str
    item_name: str
    hall_name: str
    department_name: str
    applicant_shown: str = Field(description="法人为名称；自然人只写“自然人”")
    outcome: Literal["granted", "refused"]
    outcome_label: str = Field(description="决定的名称，随事项类型：准予行政许可、予以确认……")
    basis: str = Field(description="公开的依据")
    decided_on: date


Hall = Annotated[str, Query("", max_length=50, description="只列这个大厅的（见 /api/v1/halls）")]
Outcome = Annotated[Literal["granted", "refused"] | None, Query(None, description="只列这种结果")]


@router.get("/decisions", auth=None, **contract(Page[DecisionOut], summary="公示的办理结果", cached=True))
def list_decisions(
    request: HttpRequest, response: HttpResponse, hall: Hall, outcome: Outcome, limit: Limit, cursor: Cursor
) -> dict[str, Any]:
    """最近决定的在前。依据：行政许可法第四十条、政府信息公开条例第二十条第（五）项。"""
    rows = published()
    if hall:
        rows = rows.filter(hall__slug=hall)
    if outcome:
        rows = rows.filter(outcome=outcome)
    if cursor:
        rows = rows.filter(older_than(cursor, "decided_at"))
    found = list(rows[: limit + 1])
    response["Cache-Control"] = FRESH
    following = next_page(request, found, limit, lambda each: moment_cursor(each.decided_at, each.pk))
    return {"items": [row_of(each) for each in found[:limit]], "next": following}
