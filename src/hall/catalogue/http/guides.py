"""The page of one item: its guide as a hall applies it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hall.catalogue.http.region import region_of
from hall.catalogue.models import ServiceItem
from hall.catalogue.queries.applied import Local
from hall.catalogue.queries.describing import describe_page
from hall.catalogue.queries.guide_page import guide_of, guide_page, hall_in, item_by_code
from hall.catalogue.queries.situations import given_in
from hall.catalogue.rules.linked.schema_org import government_service
from hall.foundation.public import for_everybody
from hall.standards import statutes

REDRESS = ("administrative_review", "litigation")


@for_everybody()
@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """How to get an item."""
    item = item_by_code(code)
    if isinstance(item, Local):
        return _to_its_place(item)
    if item.same_as:
        return _to_the_same(request, item.same_as)
    given = given_in(request.GET)
    page = guide_page(item, guide_of(item), request.GET.get("hall", ""), region_of(request), given)
    context = {
        "linked": government_service(
            describe_page(page), settings.HALL_BASE_URL.rstrip("/"), settings.HALL_CITY
        ),
        "page": page,
        "item": page.item,
        "guide": page.guide,
        "redress": [statutes.limit(key) for key in REDRESS],
    }
    return render(request, "catalogue/guide.html" if page.guide else "catalogue/item.html", context)


def _to_its_place(local: Local) -> HttpResponse:
    """The address of a place's own item leads to the item's guide in that place."""
    address = reverse("catalogue:guide", args=[local.item_code])
    hall = hall_in(local.division_id)
    query = {"hall": hall.slug} if hall else {"region": local.division_id}
    return HttpResponseRedirect(f"{address}?{urlencode(query)}")


def _to_the_same(request: HttpRequest, item: ServiceItem) -> HttpResponse:
    """An item that another list calls otherwise leads to the one with the guide, in the same hall."""
    address = reverse("catalogue:guide", args=[item.code])
    query = urlencode({"hall": request.GET["hall"]}) if "hall" in request.GET else ""
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
