"""Leads a reader who once chose a region to it: a page without `region=` sends her to the same page with it.

The page itself never depends on the cookie, so caches may keep it (public_pages): this stands before them and
only answers with a redirect that nobody keeps. Where a cache on the way has the page, the hint is not seen,
and the page for everywhere comes.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from hall.catalogue.http.region import REGION_COOKIE, division_code, with_region

#: The pages that are narrowed by a region.
REGIONAL = frozenset({"/items/", "/search/", "/topics/", "/events/", "/departments/", "/letters/"})


class RegionHint:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in REGIONAL and request.method == "GET" and "region" not in request.GET:
            region = division_code(request.COOKIES.get(REGION_COOKIE, ""))
            if region:
                answer = HttpResponseRedirect(with_region(request.get_full_path(), region))
                answer["Cache-Control"] = "private, no-store"
                return answer
        return self.get_response(request)
