"""Every current guide as the rules look at it: three queries, however many, and one guide in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Subquery

from hall.catalogue.models import Guide, GuideMaterial, SituationTable
from hall.catalogue.queries.links import links_not_alive, links_of
from hall.catalogue.queries.situations import situations_for
from hall.catalogue.rules.links import LinkSeen
from hall.catalogue.rules.lint.view import GuideView, view_of
from hall.catalogue.rules.situations.table import situations_of

__all__ = ["ToLint", "guides_to_lint", "to_lint"]

AT_A_TIME = 500
#: After the last stack of papers comes an empty one, of an item beyond all others.
END: tuple[tuple[float, int], Iterator[Any]] = ((float("inf"), 0), iter(()))


@dataclass(frozen=True)
class ToLint:
    """A guide's view, with what its findings are kept by."""

    item_id: int
    version: int
    function: str
    view: GuideView


def guides_to_lint(*, on: date, function: str = "", items: Sequence[int] | None = None) -> Iterator[ToLint]:
    """The current guides in the order of their items, those of one function or some items when given."""
    tables = SituationTable.objects.filter(item=OuterRef("item_id"), is_current=True)
    guides = Guide.objects.filter(is_current=True).select_related("item").order_by("item_id")
    guides = guides.annotate(table=Subquery(tables.values("definition")))
    papers = GuideMaterial.objects.filter(guide__is_current=True).annotate(of_item=F("guide__item_id"))
    papers = papers.order_by("of_item", "position")
    if function:
        guides, papers = guides.filter(item__function=function), papers.filter(guide__item__function=function)
    if items is not None:
        guides, papers = guides.filter(item__in=items), papers.filter(guide__item__in=items)
    stacks = groupby(papers.iterator(AT_A_TIME), key=attrgetter("of_item", "guide_id"))
    (of_item, of_guide), stack = next(stacks, END)
    broken = links_not_alive()
    for guide in guides.iterator(AT_A_TIME):
        while of_item < guide.item_id:
            (of_item, of_guide), stack = next(stacks, END)
        mine = list(stack) if of_guide == guide.pk else []
        yield to_lint(guide, mine, on, broken)


def to_lint(
    guide: Guide, papers: list[GuideMaterial], on: date, broken: Mapping[str, LinkSeen] | None = None
) -> ToLint:
    """One version of a guide as the rules look at it, whether it is in force or a draft.

    `broken` are the links that didn't work when they were last looked at; asked for when not given.
    """
    links = list(dict.fromkeys(links_of(guide.facts, papers)))
    if broken is None:
        broken = links_not_alive() if links else {}
    seen = [broken[url] for url in links if url in broken]
    return ToLint(guide.item_id, guide.version, guide.item.function, _view(guide, papers, on, seen))


def _view(guide: Guide, papers: list[GuideMaterial], on: date, links: list[LinkSeen]) -> GuideView:
    item, name = guide.item, guide.facts.get("name", {})
    table = vars(guide)["table"] if "table" in vars(guide) else situations_for(item.pk)
    return view_of(
        _said(guide.facts, papers),
        city=settings.HALL_CITY,
        place=name.get("place", ""),
        as_of=name.get("as_of", ""),
        on=on,
        topics=item.topics,
        code=item.code,
        project_type=item.project_type,
        has_form=guide.form_id is not None,
        situations=situations_of(table) if table else None,
        links=links,
    )


def _said(facts: dict[str, Any], papers: list[GuideMaterial]) -> dict[str, Any]:
    """The stored facts in the words of the source, as they were before they got their sources beside them."""
    said = {key: fact["value"] for key, fact in facts.items()}
    for key in ("legal_limit", "promise_limit"):
        limit = said.pop(key, None)
        if limit:
            said |= {key: limit["days"], "unit": limit["unit"], f"{key}_note": facts[key].get("note", "")}
    fee = facts.get("fee", {})
    said |= {"charge": fee.get("value"), "charge_note": fee.get("note", "")}
    said["materials"] = [
        {
            "key": paper.key,
            "title": paper.title,
            "must": paper.must,
            "kind": paper.kind,
            "type": paper.original,
            "copies": paper.copies,
            "standard": paper.medium,
            "source": paper.source,
            "free_submission": paper.replaced_by,
            "held_as": paper.held_as,
            "filled_online": paper.filled_online,
            "blank_form": paper.blank_form,
            "law": paper.law,
            "note": paper.note,
        }
        for paper in papers
    ]
    return said
