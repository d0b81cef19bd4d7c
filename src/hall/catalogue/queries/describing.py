"""Every service as open data tells it, in the order of their numbers and a few hundred at a time.

A batch is read behind the last one by key, not through one long cursor: memory stays the same however many
there are, and no transaction is held open for a reader who reads slowly.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse

from hall.catalogue.models import Audience, Guide, GuideMaterial, ServiceItem, Topic
from hall.catalogue.queries.guide_page import LABELS, GuidePage
from hall.catalogue.rules.fields.registry import BY_KEY
from hall.catalogue.rules.linked.cpsv import service
from hall.catalogue.rules.linked.described import Body, Described, Paper, Place, Publisher, Subject
from hall.foundation.public import NotFound, now, while_fresh
from hall.places.public import Department, Hall, halls

__all__ = [
    "describe_page",
    "described",
    "every_service",
    "field_names",
    "last_change",
    "linked_services",
    "number_of_services",
    "publisher",
    "services",
]

AT_A_TIME = 500


@dataclass(frozen=True)
class Around:
    """What services refer to: who does what (by function), and the topics by code."""

    bodies: dict[str, list[Body]]
    subjects: dict[str, Subject]


def services() -> QuerySet[ServiceItem]:
    """The items that are services of their own: not those that another list calls by another name."""
    return ServiceItem.objects.filter(same_as=None).order_by("pk")


def every_service(behind: int = 0) -> Iterator[Described]:
    """All of them, behind the one with this number."""
    around = _around()
    while batch := list(services().filter(pk__gt=behind)[:AT_A_TIME]):
        yield from _told(batch, around)
        behind = batch[-1].pk


def linked_services() -> Iterator[dict[str, Any]]:
    """All of them in CPSV-AP, as nodes of JSON-LD."""
    who = publisher()
    for each in every_service():
        yield service(each, who)


def described(code: str) -> Described:
    """One service. Raises: NotFound."""
    found = next(_told(services().filter(code=code), _around()), None)
    if found is None:
        raise NotFound("没有这个事项。", remedy="可能已经改了编码。请用搜索找到要办的事项。")
    return found


def publisher() -> Publisher:
    """Who answers for it: the city where the first hall stands."""
    first = next(iter(halls()), None)
    place = Place(first.division_id, first.division.name) if first else None
    return Publisher(
        base=settings.HALL_BASE_URL.rstrip("/"),
        city=settings.HALL_CITY,
        licence=settings.HALL_OPEN_LICENCE,
        contact=settings.HALL_OPEN_CONTACT or f"{settings.HALL_BASE_URL.rstrip('/')}/about/",
        place=place,
    )


def number_of_services() -> int:
    return while_fresh("catalogue.services", services().count)


def last_change() -> datetime:
    """When the catalogue last changed, by its own dates."""
    newest = services().aggregate(item=Max("changed_at"), guide=Max("guides__published_at"))
    return max((at for at in newest.values() if at), default=now())


def field_names() -> dict[str, str]:
    """Every field that a guide can have, by its key, in the order of the registry; then what it hasn't."""
    return {key: field.title for key, field in BY_KEY.items()} | {
        key: str(label) for key, label in LABELS.items() if key not in BY_KEY
    }


def _told(items: Iterable[ServiceItem], around: Around) -> Iterator[Described]:
    """Items with their guides and papers (two queries for all of them)."""
    batch = list(items)
    guides = {guide.item_id: guide for guide in Guide.objects.filter(item__in=batch, is_current=True)}
    papers: dict[int, list[GuideMaterial]] = defaultdict(list)
    for paper in GuideMaterial.objects.filter(guide__in=guides.values()):
        papers[paper.guide_id].append(paper)
    for item in batch:
        guide = guides.get(item.pk)
        yield describe(item, guide, papers[guide.pk] if guide else [], around)


def describe_page(page: GuidePage) -> Described:
    """What is told of an item whose page is at hand, as its hall does it. Asks the database nothing."""
    department, subjects = page.department, {topic.code: _subject(topic) for topic in page.topics}
    bodies = {page.item.function: [_body(department, page.hall)]} if department else {}
    papers = [paper.stored for paper in page.papers]
    return describe(page.item, page.guide, papers, Around(bodies, subjects))


def describe(
    item: ServiceItem, guide: Guide | None, papers: Iterable[GuideMaterial], around: Around
) -> Described:
    """What is told of an item that is at hand already. Asks the database nothing."""
    stored = {**item.facts, **(guide.facts if guide else {})}
    page = reverse("catalogue:guide", args=[item.code])
    common: dict[str, Any] = {
        "code": item.code,
        "basic_code": item.catalog_code,
        "name": item.name,
        "kind_code": item.item_type,
        "kind": item.get_item_type_display(),
        "project_type": item.get_project_type_display(),
        "page": page,
        "apply_page": f"/apply/{item.code}/" if item.is_online else "",
        "bodies": tuple(around.bodies.get(item.function, ())),
        "audiences": tuple((code, str(Audience(code).label)) for code in item.audiences),
        "subjects": tuple(around.subjects[code] for code in item.topics if code in around.subjects),
        "facts": {key: fact["value"] for key, fact in stored.items()},
        "origins": {
            key: {name: fact.get(name, "") for name in ("source", "place", "as_of")}
            for key, fact in stored.items()
        },
        "papers": tuple(_paper(paper) for paper in papers),
    }
    if guide is None:
        return Described(**common, has_guide=False, version=0, changed_at=item.changed_at)
    return Described(
        **common,
        has_guide=True,
        version=guide.version,
        changed_at=max(item.changed_at, guide.published_at or item.changed_at),
        legal_days=guide.legal_limit_days,
        promise_days=guide.promise_limit_days,
        visits=guide.visits,
        result=guide.result_name,
        fee=guide.fee_note,
    )


def _paper(paper: GuideMaterial) -> Paper:
    return Paper(
        key=paper.key,
        title=paper.title,
        must=paper.must,
        medium=paper.medium,
        source=paper.source,
        note=paper.note,
        law=paper.law,
        blank_form=paper.blank_form,
        held_as=paper.held_as,
        original=paper.original,
        copies=paper.copies,
    )


def _around() -> Around:
    return while_fresh("catalogue.around", lambda: Around(_read_bodies(), _read_subjects()))


def _read_subjects() -> dict[str, Subject]:
    return {topic.code: _subject(topic) for topic in Topic.objects.all()}


def _read_bodies() -> dict[str, list[Body]]:
    """The departments by what they do, in the order of their halls."""
    found: dict[str, list[Body]] = defaultdict(list)
    for department in Department.objects.select_related("hall__division").order_by("hall__position", "pk"):
        found[department.function].append(_body(department, department.hall))
    return dict(found)


def _subject(topic: Topic) -> Subject:
    return Subject(topic.code, topic.name, topic.audience)


def _body(department: Department, hall: Hall) -> Body:
    mark = hashlib.blake2b(department.function.encode(), digest_size=4).hexdigest()
    return Body(
        code=f"{hall.slug}-{mark}",
        name=department.name,
        place=Place(hall.division_id, hall.division.name),
        page=reverse("catalogue:department", args=[department.pk]),
    )
