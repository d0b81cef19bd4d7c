"""Guides as plain contents, as item managers edit, export and compare them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from hall.catalogue.lifecycle import State
from hall.catalogue.models import Guide, GuideMaterial, ServiceItem, Topic
from hall.catalogue.rules.fields.content import Content, content_of
from hall.catalogue.rules.fields.field import Table
from hall.catalogue.rules.fields.reading import OpenSets
from hall.catalogue.rules.fields.registry import BY_KEY, FIELDS
from hall.places.public import Department

__all__ = ["PAPER_COLUMNS", "Standing", "content_of_guide", "exported", "open_sets", "standing"]

AT_A_TIME = 200
_MATERIALS = BY_KEY["materials"]
assert isinstance(_MATERIALS, Table)
PAPER_COLUMNS = tuple(column.key for column in _MATERIALS.columns)
_OPEN = [State.DRAFT.value, State.SUBMITTED.value]


@dataclass(frozen=True)
class Standing:
    """An item with the version that an edit starts from: its draft, or else what is in force."""

    item: ServiceItem
    guide: Guide | None
    content: Content

    @property
    def digest(self) -> str:
        """What tells whether somebody has edited it since."""
        return self.guide.digest if self.guide else ""

    @property
    def is_submitted(self) -> bool:
        return self.guide is not None and self.guide.state == State.SUBMITTED


def content_of_guide(item: ServiceItem, guide: Guide | None, papers: Iterable[GuideMaterial]) -> Content:
    """All that is said of an item, whether facts, columns or papers hold it."""
    content = content_of({**item.facts, **(guide.facts if guide else {})})
    content.setdefault("name", item.name)
    content.setdefault("type", item.get_item_type_display())
    content.setdefault("project_type", item.get_project_type_display())
    if item.topics:
        content.setdefault("topics", list(item.topics))
    if item.catalog_code:
        content.setdefault("catalog_code", item.catalog_code)
    if guide and guide.licence_type:
        content.setdefault("licence_type", guide.licence_type)
    if rows := [_row(paper) for paper in papers]:
        content["materials"] = rows
    return {field.key: content[field.key] for field in FIELDS if field.key in content}


def _row(paper: GuideMaterial) -> dict[str, Any]:
    row = {key: getattr(paper, key) for key in PAPER_COLUMNS}
    row["filled_online"] = "是" if paper.filled_online else ""
    return {key: value for key, value in row.items() if value not in ("", None)}


def standing(codes: Iterable[str]) -> dict[str, Standing]:
    """Each item of these codes with the version that an edit starts from (three queries)."""
    items = list(ServiceItem.objects.filter(code__in=list(codes)))
    guides = Guide.objects.filter(Q(is_current=True) | Q(state__in=_OPEN), item__in=items)
    chosen: dict[int, Guide] = {}
    for guide in guides.order_by("version"):
        if guide.state in _OPEN or guide.item_id not in chosen:
            chosen[guide.item_id] = guide
    papers = _papers(guide.pk for guide in chosen.values())
    return {
        item.code: Standing(
            item, guide, content_of_guide(item, guide, papers.get(guide.pk, ()) if guide else ())
        )
        for item in items
        for guide in [chosen.get(item.pk)]
    }


def _papers(guides: Iterable[int]) -> Mapping[int, list[GuideMaterial]]:
    found: dict[int, list[GuideMaterial]] = defaultdict(list)
    for paper in GuideMaterial.objects.filter(guide__in=list(guides)).order_by("guide_id", "position"):
        found[paper.guide_id].append(paper)
    return found


def exported(items: QuerySet[ServiceItem]) -> Iterator[tuple[str, Content]]:
    """The code and content of each item, in the order of the list, some hundred at a time."""
    last = 0
    ordered = items.order_by("pk")
    while batch := list(ordered.filter(pk__gt=last).values_list("pk", "code")[:AT_A_TIME]):
        found = standing(code for _, code in batch)
        for _, code in batch:
            if code in found:
                yield code, found[code].content
        last = batch[-1][0]


def open_sets() -> OpenSets:
    """The city's own codes: topics by name, functions by themselves (two queries)."""
    topics = {topic.code: topic.name for topic in Topic.objects.all()}
    functions: Sequence[str] = sorted(set(Department.objects.values_list("function", flat=True)))
    return {"topics": topics, "functions": {name: name for name in functions}}
