"""Finding items: by words, by filters, by topic."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hall.catalogue.http.listing import Listing, page_of, wanted
from hall.catalogue.http.region import EVERYWHERE, guide_query, region_of
from hall.catalogue.models import Audience
from hall.catalogue.queries.browsing import (
    CountedEvent,
    CountedTopic,
    counted_events,
    counted_functions,
    counted_letters,
    counted_topics,
    items_of_letter,
)
from hall.catalogue.search import finding
from hall.catalogue.search.finding import PAGE_SIZE
from hall.foundation.public import for_everybody

LONGEST_SHOWN = 80
LETTERS_SHOWN = 120


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
        return _shown(request, "catalogue/search.html", {"topics": _by_audience(counted_topics())})
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
    return _shown(request, template, context)


@for_everybody()
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A few results while one types: a fragment, empty when there is nothing to say."""
    region = region_of(request)
    found = finding.suggest(request.GET.get("q", ""), region=region)
    return render(request, "catalogue/suggestions.html", {"found": found, "here": guide_query(region)})


@for_everybody()
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic that holds an item, for persons and for legal persons."""
    return _shown(request, "catalogue/topics.html", {"topics": _by_audience(counted_topics())})


@for_everybody()
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """What happens in life and business, and how many items then concern one."""
    return _shown(request, "catalogue/events.html", {"topics": _by_audience(counted_events())})


@for_everybody()
@require_safe
def functions(request: HttpRequest) -> HttpResponse:
    """Every kind of department, with how many items."""
    return _shown(request, "catalogue/departments.html", {"functions": counted_functions()})


@for_everybody()
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """All items by the first letter of their pinyin."""
    counts = counted_letters()
    letter = request.GET.get("letter", "").upper()
    letter = letter if letter in counts else next(iter(counts), "")
    page, pages = page_of(request), -(-counts.get(letter, 0) // LETTERS_SHOWN)
    context = {
        "counts": counts,
        "letter": letter,
        "items": items_of_letter(letter, offset=(page - 1) * LETTERS_SHOWN, limit=LETTERS_SHOWN),
        "here": guide_query(region_of(request)),
        "page": page,
        "pages": pages,
    }
    return _shown(request, "catalogue/letters.html", context)


def _shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page whose links keep the region of its address."""
    said = request.GET.get("region", "")
    region = said if said == EVERYWHERE else region_of(request)
    kept = {
        "region_first": f"?region={region}" if region else "",
        "region_more": f"&region={region}" if region else "",
    }
    return render(request, template, {**context, **kept})


Counted = TypeVar("Counted", CountedTopic, CountedEvent)


def _by_audience(topics: list[Counted]) -> list[tuple[str, str, list[Counted]]]:
    return [
        (audience, name, [topic for topic in topics if topic.audience == audience])
        for audience, name in _audience_names().items()
    ]


def _audience_names() -> dict[str, str]:
    return {Audience.NATURAL.value: _("个人办事"), Audience.LEGAL.value: _("法人办事")}
