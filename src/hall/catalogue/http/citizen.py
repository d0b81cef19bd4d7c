"""Finding items: by words, by filters, by topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hall.catalogue.http.listing import Listing, page_of, wanted
from hall.catalogue.models import Audience
from hall.catalogue.queries.browsing import CountedTopic, counted_topics
from hall.catalogue.search import finding
from hall.catalogue.search.finding import PAGE_SIZE
from hall.foundation.public import for_everybody

LONGEST_SHOWN = 80


@for_everybody()
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """All items, narrowed by filters that tell how many each would leave."""
    return _listing(request, "", "catalogue/items.html")


@for_everybody()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a few words find; without words, where to begin."""
    query = request.GET.get("q", "").strip()
    if not query:
        return render(request, "catalogue/search.html", {"topics": _by_audience(counted_topics())})
    return _listing(request, query, "catalogue/search.html")


def _listing(request: HttpRequest, query: str, template: str) -> HttpResponse:
    filters, page = wanted(request), page_of(request)
    found = finding.search(query, filters=filters, offset=(page - 1) * PAGE_SIZE)
    context = {
        "heading": _audience_names().get(filters.audience) or _("全部事项"),
        "q": query[:LONGEST_SHOWN],
        "listing": Listing(request, filters, found, page),
        "found": found,
        "topics": () if found.items else _by_audience(counted_topics()),
    }
    return render(request, template, context)


@for_everybody()
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A few results while one types: a fragment, empty when there is nothing to say."""
    found = finding.suggest(request.GET.get("q", ""))
    return render(request, "catalogue/suggestions.html", {"found": found})


@for_everybody()
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
