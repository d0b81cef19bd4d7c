"""Every service as open data tells it, in the order of their numbers and a few hundred at a time.

A batch is read behind the last one by key, not through one long cursor: memory stays the same however many
there are, and no transaction is held open for a reader who reads slowly.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse

from hall.catalogue.models import (
    Audience,
    Guide,
    GuideMaterial,
    ImplementingItem,
    ServiceItem,
    Topic,
)
from hall.catalogue.queries.applied import Local, applied, local_by_code, locals_of
from hall.catalogue.queries.guide_page import GuidePage
from hall.catalogue.queries.publishing import publisher, services
from hall.catalogue.rules.linked.cpsv import service
from hall.catalogue.rules.linked.described import Body, Described, Paper, Place, Subject
from hall.foundation.public import NotFound, today, while_fresh
from hall.places.public import Department, Division, Hall

__all__ = ["describe_page", "described", "every_service", "linked_services"]

AT_A_TIME = 500


@dataclass(frozen=True)
class Around:
    """What services refer to: who does what (by function), topics and divisions by code."""

    bodies: dict[str, list[Body]]
    subjects: dict[str, Subject]
    places: dict[str, str]


def every_service(behind: int = 0) -> Iterator[Described]:
    """All of them: an item as each place does it, or where no place lists it as the halls do it."""
    around = _around()
    while batch := list(services().filter(pk__gt=behind)[:AT_A_TIME]):
        listed = _listed_somewhere(batch)
        for stacked in _stacked(batch):
            if stacked.item.pk in listed:
                yield from _in_every_place(stacked, around)
            else:
                yield _told(stacked, None, around)
        behind = batch[-1].pk


def linked_services() -> Iterator[dict[str, Any]]:
    """All of them in CPSV-AP, as nodes of JSON-LD."""
    who = publisher()
    for each in every_service():
        yield service(each, who)


def described(code: str) -> Described:
    """One service, by the code of an item or of what a place does. Raises: NotFound."""
    local = local_by_code(code)
    found = services().filter(pk=local.item_id) if local else services().filter(code=code)
    stacked = next(_stacked(found), None)
    if stacked is None:
        raise NotFound("没有这个事项。", remedy="可能已经改了编码。请用搜索找到要办的事项。")
    return _told(stacked, local, _around())


@dataclass(frozen=True)
class Stacked:
    """An item with its guide of today and the papers of that."""

    item: ServiceItem
    guide: Guide | None
    papers: list[GuideMaterial]


def _stacked(items: Iterable[ServiceItem]) -> Iterator[Stacked]:
    """Items with their guides and papers (two queries for all of them)."""
    batch = list(items)
    guides = {guide.item_id: guide for guide in Guide.objects.in_force(today()).filter(item__in=batch)}
    papers: dict[int, list[GuideMaterial]] = defaultdict(list)
    for paper in GuideMaterial.objects.filter(guide__in=guides.values()):
        papers[paper.guide_id].append(paper)
    for item in batch:
        guide = guides.get(item.pk)
        yield Stacked(item, guide, papers[guide.pk] if guide else [])


def _in_every_place(stacked: Stacked, around: Around) -> Iterator[Described]:
    behind = ""
    while locals_ := locals_of(stacked.item.pk, behind, AT_A_TIME):
        for local in locals_:
            yield _told(stacked, local, around)
        behind = locals_[-1].division_id


def describe_page(page: GuidePage) -> Described:
    """What is told of an item whose page is at hand, as its hall does it. Asks the database nothing."""
    department, subjects = page.department, {topic.code: _subject(topic) for topic in page.topics}
    bodies = {page.item.function: [_body(department, page.hall)]} if department else {}
    facts = {key: {"value": said.value} for key, said in page.facts.items()}
    papers = [paper.stored for paper in page.papers]
    told = _described(page.item, page.guide, facts, papers, Around(bodies, subjects, {}))
    return replace(told, page=f"{told.page}?{urlencode({'hall': page.hall.slug})}") if page.local else told


def _told(stacked: Stacked, local: Local | None, around: Around) -> Described:
    here = applied(stacked.item, stacked.guide, local, stacked.papers)
    facts = {key: valued.fact for key, valued in here.facts.items()}
    told = _described(stacked.item, here.guide, facts, here.papers, around)
    if local is None:
        return told
    place = Place(local.division_id, around.places.get(local.division_id, local.division_id))
    phone = str(facts.get("phone", {}).get("value", ""))
    code, page = local.code[:18], reverse("catalogue:guide", args=[local.code])
    return replace(
        told,
        code=local.code,
        name=local.name or told.name,
        page=page,
        bodies=(Body(code, local.office_name, place, page, phone),),
        changed_at=max(told.changed_at, local.changed_at),
    )


def _described(
    item: ServiceItem,
    guide: Guide | None,
    stored: Mapping[str, Mapping[str, Any]],
    papers: Iterable[GuideMaterial],
    around: Around,
) -> Described:
    common: dict[str, Any] = {
        "code": item.code,
        "basic_code": item.catalog_code,
        "name": item.name,
        "kind_code": item.item_type,
        "kind": item.get_item_type_display(),
        "project_type": item.get_project_type_display(),
        "page": reverse("catalogue:guide", args=[item.code]),
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
        in_force_from=guide.effective_from,
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


def _listed_somewhere(items: Iterable[ServiceItem]) -> set[int]:
    """Those of the items that stand on the list of some place."""
    heirs = ImplementingItem.objects.filter(item=OuterRef("pk"), ended_at=None)
    asked = ServiceItem.objects.filter(Exists(heirs), pk__in=[item.pk for item in items])
    return set(asked.values_list("pk", flat=True))


def _around() -> Around:
    return while_fresh("catalogue.around", _read_around)


def _read_around() -> Around:
    listed = Division.objects.filter(offices__isnull=False).distinct()
    return Around(_read_bodies(), _read_subjects(), dict(listed.values_list("code", "name")))


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
