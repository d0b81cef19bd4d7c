"""The links of all guides, and what is known of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from hall.catalogue.models import CheckedLink, Guide, GuideMaterial
from hall.catalogue.rules.links import LinkSeen, Verdict, links_in
from hall.foundation.public import day_of

__all__ = [
    "LinkFigures",
    "digest_of_link",
    "link_figures",
    "links_not_alive",
    "links_of",
    "links_to_check",
    "unchecked_links",
]

AT_A_TIME = 500
PAPER_TEXTS = ("title", "blank_form", "sample", "source_note", "fill_note", "accept_standard", "law", "note")


@dataclass(frozen=True)
class LinkFigures:
    """How many links guides name, and how they were last seen."""

    alive: int = 0
    gone: int = 0
    failing: int = 0
    unchecked: int = 0
    checked_at: datetime | None = None

    @property
    def total(self) -> int:
        return self.alive + self.gone + self.failing + self.unchecked


def digest_of_link(url: str) -> str:
    """What a link is known by: addresses may be longer than an index can hold."""
    return hashlib.sha256(url.encode()).hexdigest()


def links_of(facts: Mapping[str, Any], papers: Iterable[GuideMaterial]) -> Iterator[str]:
    """Every link in a guide's facts and papers."""
    said = {key: fact.get("value") for key, fact in facts.items()}
    yield from (url for _, url in links_in(said))
    for paper in papers:
        yield from (url for _, url in links_in({key: getattr(paper, key) for key in PAPER_TEXTS}))


def links_to_check() -> list[str]:
    """Every link in a current guide, those never looked at first, then the longest ago (three queries)."""
    known = dict(CheckedLink.objects.values_list("url", "checked_at"))
    found: dict[str, None] = {}
    for facts in Guide.objects.filter(is_current=True).values_list("facts", flat=True).iterator(AT_A_TIME):
        found |= dict.fromkeys(links_of(facts, ()))
    papers = GuideMaterial.objects.filter(guide__is_current=True).only(*PAPER_TEXTS)
    found |= dict.fromkeys(links_of({}, papers.iterator(AT_A_TIME)))
    return sorted(found, key=lambda url: known[url].timestamp() if url in known else 0.0)


def links_not_alive() -> dict[str, LinkSeen]:
    """What is known of the links that didn't work, by address; those that work are no matter for rules."""
    rows = CheckedLink.objects.filter(verdict__in=[Verdict.GONE, Verdict.FAILING])
    return {row.url: seen(row) for row in rows}


def seen(row: CheckedLink) -> LinkSeen:
    return LinkSeen(row.url, Verdict(row.verdict), row.reason, row.since, day_of(row.checked_at))


def unchecked_links() -> dict[str, int]:
    """Why links weren't looked at → how many, most first (one query)."""
    rows = CheckedLink.objects.filter(verdict=Verdict.UNCHECKED).order_by().values_list("reason")
    return dict(sorted(rows.annotate(Count("pk")), key=lambda row: -row[1]))


def link_figures() -> LinkFigures:
    """How many links, and how they were last seen (one query)."""
    rows: Any = CheckedLink.objects.order_by().values_list("verdict").annotate(Count("pk"), Max("checked_at"))
    counted = list(rows)
    figures = {verdict: count for verdict, count, _ in counted}
    return LinkFigures(**figures, checked_at=max((at for *_, at in counted), default=None))
