"""The page of one item: its guide as a hall applies it."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import hall
from hall.catalogue.models import Guide, ServiceItem
from hall.catalogue.queries.guide_page import GuidePage, changed_at, guide_page, item_by_code
from hall.standards import statutes

REDRESS = ("administrative_review", "litigation")


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """How to get an item. A visitor who isn't signed in and has the page already gets it without its body."""
    item = item_by_code(code)
    if item.same_as:
        return _to_the_same(request, item.same_as)
    current = Guide.objects.filter(item=item, is_current=True).first()
    page = guide_page(item, current, request.GET.get("hall", ""))
    if request.user.is_authenticated:
        return _rendered(request, page)
    etag, modified = _etag(request, page), changed_at(item, current)
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    answer = unchanged or _rendered(request, page)
    answer["ETag"], answer["Last-Modified"] = etag, http_date(modified.timestamp())
    patch_cache_control(answer, private=True, no_cache=True)
    patch_vary_headers(answer, ["Cookie", "Accept-Language"])
    return answer


def _to_the_same(request: HttpRequest, item: ServiceItem) -> HttpResponse:
    """An item that another list calls otherwise leads to the one with the guide, in the same hall."""
    address = reverse("catalogue:guide", args=[item.code])
    query = urlencode({"hall": request.GET["hall"]}) if "hall" in request.GET else ""
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _rendered(request: HttpRequest, page: GuidePage) -> HttpResponse:
    context = {
        "page": page,
        "item": page.item,
        "guide": page.guide,
        "redress": [statutes.limit(key) for key in REDRESS],
    }
    return render(request, "catalogue/guide.html" if page.guide else "catalogue/item.html", context)


def _etag(request: HttpRequest, page: GuidePage) -> str:
    """What the page depends on: the guide, the hall and who works there, language, reading mode, theme.

    Also the form token's cookie: a page kept from before it was set would hold forms that are refused.
    """
    parts = [
        hall.__version__,
        static("hall/built/theme.css"),
        page.item.code,
        page.item.changed_at.isoformat(),
        page.guide.version if page.guide else 0,
        *(hall.name for hall in page.halls),
        *(department.name for department in (page.department, *page.reviewers) if department),
        request.GET.urlencode(),
        get_language(),
        request.COOKIES.get("mode", ""),
        request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
    ]
    digest = hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()[:32]
    return f"W/{quote_etag(digest)}"  # weak: each answer has a form token of its own
