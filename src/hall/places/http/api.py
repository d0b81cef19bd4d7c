"""The halls over HTTP, with the departments that work in them. Public."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from hall.foundation.public import Page, contract, one_of
from hall.places.models import Hall
from hall.places.queries import hall_by_slug, halls

router = Router(tags=["大厅"])
FRESH = "public, max-age=300"


class HallRow(Schema):
    slug: str
    name: str
    kind: Annotated[Hall.Kind, one_of(Hall.Kind)]
    division_code: str = Field(description="所在行政区划的 12 位代码")
    division_name: str


class DepartmentOut(Schema):
    id: int
    name: str
    function: str = Field(description="承担的职能，各大厅叫法一致")


class HallOut(HallRow):
    departments: list[DepartmentOut]


@router.get("/halls", auth=None, **contract(Page[HallRow], summary="大厅列表", cached=True))
def list_halls(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    response["Cache-Control"] = FRESH
    return {"items": [_row(hall) for hall in halls()], "next": None}


@router.get("/halls/{slug}", auth=None, **contract(HallOut, summary="一个大厅及其部门", cached=True))
def read_hall(request: HttpRequest, response: HttpResponse, slug: str) -> dict[str, Any]:
    hall = hall_by_slug(slug)
    response["Cache-Control"] = FRESH
    return _row(hall) | {"departments": list(hall.departments.all())}


def _row(hall: Hall) -> dict[str, Any]:
    return {
        "slug": hall.slug,
        "name": hall.name,
        "kind": hall.kind,
        "division_code": hall.division_id,
        "division_name": hall.division.name,
    }
