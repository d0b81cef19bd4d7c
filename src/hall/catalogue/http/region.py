"""The region a page is for: it stands in the address (`region=` and a division code).

So a page looks the same to everybody who has its address, and caches may keep it. The cookie only says where
to lead one who comes without (project.region_hint).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from hall.catalogue.search.finding import FoundItem
from hall.catalogue.search.placing import Around, around, known_places
from hall.foundation.public import for_everybody, from_our_own_pages
from hall.places.public import halls

__all__ = [
    "EVERYWHERE",
    "REGION_COOKIE",
    "choose_region",
    "division_code",
    "guide_query",
    "near_query",
    "region_of",
    "regions",
    "with_region",
]

REGION_COOKIE = "region"
EVERYWHERE = "all"
MOST_NAMED = 50
ONE_YEAR = 365 * 24 * 3600
_CODE = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}", re.ASCII)


def region_of(request: HttpRequest) -> str:
    """The division code that the address names, in 12 digits; "" for everywhere."""
    return division_code(request.GET.get("region", ""))


def division_code(text: str) -> str:
    return text.ljust(12, "0") if _CODE.fullmatch(text) else ""


def guide_query(region: str) -> str:
    """How a guide's address says the region: by the hall there, where there is one."""
    if not region:
        return ""
    hall = next((hall for hall in halls() if hall.division_id == region), None)
    return urlencode({"hall": hall.slug} if hall else {"region": region})


def near_query(item: FoundItem) -> str:
    return guide_query(item.place.code) if item.place else ""


@dataclass(frozen=True)
class Step:
    """A place that one may choose: its code and name, and whether there are places beneath it."""

    code: str
    name: str
    goes_on: bool = False


@for_everybody()
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """Choose a region, step by step down the tree, then back to the page one came from."""
    came_from = back_to(request, request.GET.get("next", ""))
    query = request.GET.get("q", "").strip()[:20]
    where = around(region_of(request))
    context = {
        "around": where,
        "path": [Step(step.code, step.name) for step in where.divisions],
        "steps": _named(query) if query else _steps(where),
        "next": came_from,
        "back": urlencode({"next": came_from}),
        "q": query,
    }
    return render(request, "catalogue/regions.html", context)


def _steps(where: Around) -> list[Step]:
    places = known_places()
    if not places.by_code:
        return _of_halls() if not where.region else []
    here = where.path[0].code if where.path else ""
    under = places.beneath.get(here, ())
    return [Step(place.code, place.name, place.code in places.beneath) for place in under]


def _named(query: str) -> list[Step]:
    """The places whose name holds what was typed."""
    places = known_places()
    every = [
        Step(place.code, place.name, place.code in places.beneath) for place in places.by_code.values()
    ] or _of_halls()
    return [step for step in every if query in step.name][:MOST_NAMED]


def _of_halls() -> list[Step]:
    """Where no implementing list is loaded, the halls' own divisions are the places."""
    divisions = {hall.division_id: hall.division.name for hall in halls()}
    return [Step(code, name) for code, name in divisions.items()]


@from_our_own_pages
@require_POST
def choose_region(request: HttpRequest) -> HttpResponse:
    """Remember a region by cookie and lead back to the same page, its address with the region in it."""
    region = division_code(request.POST.get("region", ""))
    answer = HttpResponseRedirect(with_region(back_to(request, request.POST.get("next", "")), region))
    if region:
        answer.set_cookie(
            REGION_COOKIE, region, max_age=ONE_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        answer.delete_cookie(REGION_COOKIE, samesite="Lax")
    return answer


def back_to(request: HttpRequest, address: str) -> str:
    """The page one came from, when it is one of ours."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if safe and address.startswith("/") else "/items/"


def with_region(address: str, region: str) -> str:
    """The same page for another region; a hall or a page of a list that belonged to the old one goes."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    for key in ("region", "hall", "page"):
        query.pop(key, None)
    query["region"] = region or EVERYWHERE
    return f"{parts.path}?{query.urlencode()}"
