"""Finding items: by words, by filters, by topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hall.catalogue.http.listing import Listing, page_of, wanted
from hall.catalogue.models import Audience
from hall.catalogue.queries.browsing import CountedTopic, counted_topics
from hall.catalogue.search.finding import find, nearest
from hall.catalogue.search.query import Filters, Query

SUGGESTIONS = 7


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """All items, narrowed by filters that tell how many each would leave."""
    return _listing(request, Query(""), "catalogue/items.html")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a few words find; without words, where to begin."""
    query = Query(request.GET.get("q", ""))
    if not query.text:
        topics = counted_topics()
        return render(request, "catalogue/search.html", {"topics": _by_audience(topics)})
    return _listing(request, query, "catalogue/search.html")


def _listing(request: HttpRequest, query: Query, template: str) -> HttpResponse:
    filters = wanted(request)
    found = find(query, filters, page_of(request))
    listing = Listing(request, query, filters, found)
    context = {
        "heading": _audience_names().get(filters.audience) or _("全部事项"),
        "q": query.typed.strip(),
        "listing": listing,
        "found": found,
        "near": nearest(query) if query.text and not found.total else (),
        "topics": _by_audience(counted_topics()) if not found.total else (),
    }
    return render(request, template, context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A few results while one types: a fragment, empty when there is nothing to say."""
    query = Query(request.GET.get("q", ""))
    found = find(query, Filters()).items[:SUGGESTIONS] if query.text else ()
    return render(request, "catalogue/suggestions.html", {"found": found})


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic that holds an item, for persons and for legal persons."""
    return render(request, "catalogue/topics.html", {"topics": _by_audience(counted_topics())})


def _by_audience(topics: list[CountedTopic]) -> list[tuple[str, str, list[CountedTopic]]]:
    return [
        (audience, name, [topic for topic in topics if topic.audience == audience])
        for audience, name in _audience_names().items()
    ]


def _audience_names() -> dict[str, str]:
    return {Audience.NATURAL.value: _("个人办事"), Audience.LEGAL.value: _("法人办事")}
