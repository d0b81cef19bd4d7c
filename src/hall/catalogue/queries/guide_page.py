"""What a guide's page shows: the item as one hall handles it, every fact with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from hall.catalogue.models import Guide, GuideMaterial, ServiceItem, Topic
from hall.catalogue.queries.applied import Local, applied, local_by_code, local_near, local_of
from hall.catalogue.queries.guide_groups import GroupSaid, groups_said
from hall.catalogue.queries.guide_papers import Paper
from hall.catalogue.queries.labels import UNITS, label_of
from hall.catalogue.queries.situations import Asking, asking, situations_for
from hall.catalogue.rules.facts import LAW, OWN, is_elsewhere
from hall.catalogue.rules.inheritance import Tier, Valued
from hall.catalogue.rules.limits import NO_LAW
from hall.foundation.public import Given, NotFound, Prepared, today, while_fresh
from hall.places.public import Department, Hall, departments_for, halls, region_name

__all__ = ["GuidePage", "Limit", "Said", "guide_of", "guide_page", "item_by_code"]


@dataclass(frozen=True)
class Said:
    """One fact as a page shows it: what, whose, of when, and what is doubtful about it."""

    key: str
    label: Any
    value: Any
    source: str
    place: str
    as_of: str
    note: str
    doubt: str
    is_law: bool
    is_own: bool
    is_elsewhere: bool
    tier: Tier = Tier.BASIC
    set_aside: Any = None
    because: str = ""

    @property
    def is_local(self) -> bool:
        """Whether the place says it, not the catalogue that all places share."""
        return self.tier is not Tier.BASIC


@dataclass(frozen=True)
class Limit:
    """A limit in days, with the fact that it stands in."""

    days: int
    unit: str
    said: Said

    @property
    def unit_name(self) -> Any:
        return UNITS.get(self.unit, self.unit)


@dataclass(frozen=True)
class GuidePage:
    """An item in a hall. Without a guide (`guide` is None) only what its list tells is known."""

    item: ServiceItem
    guide: Guide | None
    hall: Hall
    halls: tuple[Hall, ...]
    department: Department | None
    reviewers: tuple[Department, ...]
    topics: tuple[Topic, ...]
    facts: dict[str, Said]
    papers: tuple[Paper, ...]
    siblings: tuple[ServiceItem, ...] = ()
    local: Local | None = None
    asking: Asking | None = None
    away: str = ""

    @property
    def is_online(self) -> bool:
        """Whether one applies here: not where another place does the item, in a hall that isn't ours."""
        return self.item.is_online and not self.away

    @property
    def office(self) -> str:
        """Who does the item, by name."""
        if self.away and self.local:
            return self.local.office_name
        return self.department.name if self.department else ""

    @cached_property
    def to_bring(self) -> list[Paper]:
        """What everybody in the reader's situation hands in."""
        return [paper for paper in self._handed_in if not paper.is_conditional]

    @cached_property
    def perhaps(self) -> list[Paper]:
        """What only some hand in: as the situation will tell, or else as the source says at each."""
        return [paper for paper in self._handed_in if paper.is_conditional]

    @cached_property
    def spared(self) -> list[Paper]:
        """What nobody hands in: the hall looks it up, or the online form is it."""
        return [paper for paper in self.papers if paper.is_spared and not paper.is_excluded]

    @cached_property
    def excluded(self) -> list[Paper]:
        """What others hand in, but not somebody in the reader's situation."""
        return [paper for paper in self.papers if paper.is_excluded]

    @property
    def _handed_in(self) -> list[Paper]:
        return [paper for paper in self.papers if not paper.is_spared and not paper.is_excluded]

    @property
    def apply_query(self) -> str:
        """What the address of the application begins with: the hall, and the situation as told so far."""
        return urlencode({"hall": self.hall.slug, **(self.asking.carried if self.asking else {})})

    @cached_property
    def legal(self) -> Limit | None:
        return self._limit("legal_limit")

    @cached_property
    def law(self) -> Limit | None:
        return self._limit("law_limit")

    @cached_property
    def promise(self) -> Limit | None:
        return self._limit("promise_limit")

    @property
    def bound_by_law(self) -> bool:
        """Whether it is the law's own limit that binds, not the published one."""
        law = self.law
        return bool(self.guide and law and self.guide.legal_limit_source == law.said.source)

    @property
    def no_limit_in_law(self) -> bool:
        """Whether no law sets a limit, so that only the promise binds."""
        return bool(self.guide and self.guide.legal_limit_source == NO_LAW)

    @property
    def doubts(self) -> list[Said]:
        return [said for said in self.facts.values() if said.doubt]

    @cached_property
    def groups(self) -> list[GroupSaid]:
        """What the guide says beyond what has a place of its own on the page."""
        return groups_said(self.facts)

    @property
    def origin(self) -> Said | None:
        """Whose guide this is: the source most facts come from."""
        return self.facts.get("name")

    @property
    def is_reviewable(self) -> bool:
        """Whether the outcome is a deed of government that one may have reviewed (行政复议法 第十一条)."""
        return self.item.item_type != ServiceItem.Kind.PUBLIC

    def _limit(self, key: str) -> Limit | None:
        said = self.facts.get(key)
        return Limit(said.value["days"], said.value["unit"], said) if said and said.value else None


def item_by_code(code: str) -> ServiceItem | Local:
    """The item of a code; or a place's own item. Raises: NotFound."""
    item = _BY_CODE.first(code=code) or local_by_code(code)
    if item is None:
        raise NotFound("没有这个事项。", remedy="可能已经改了编码。请用搜索找到要办的事项。")
    return item


def guide_of(item: ServiceItem) -> Guide | None:
    """The guide of the item that is in force today, with its form but without what the form asks."""
    return _IN_FORCE.first(item=item.pk, day=today())


def guide_page(
    item: ServiceItem,
    guide: Guide | None,
    hall_slug: str,
    region: str = "",
    situation: Mapping[str, str] | None = None,
) -> GuidePage:
    """Everything the page of an item shows, in at most four queries more (one, when nothing has changed), and
    one for an item with situations.

    `region` is a division: its own list speaks, or that of the nearest one over it that does the item.
    """
    every_hall = halls()
    local = local_near(item.pk, region) if region and not hall_slug else None
    chosen = hall_in(local.division_id) if local else None
    away = bool(local and not chosen)
    hall = next((one for one in every_hall if one.slug == hall_slug), chosen) or _first(every_hall)
    functions = [item.function, *(guide.review_functions if guide else ())]
    departments = {} if away else departments_for(hall.pk, functions)
    papers = _PAPERS.all(guide=guide.pk) if guide else []
    here = applied(item, guide, local or local_of(item.pk, hall.division_id), papers)
    table = situations_for(item.pk) if guide else None
    asked = asking(table, situation or {}) if table else None
    needs = asked.outcome.papers if asked else {}
    return GuidePage(
        item=item,
        guide=here.guide,
        hall=hall,
        halls=tuple(every_hall),
        department=departments.get(item.function),
        reviewers=tuple(departments[name] for name in dict.fromkeys(functions[1:]) if name in departments),
        topics=tuple(topic for topic in _every_topic() if topic.code in item.topics),
        facts=_facts(here.facts),
        papers=tuple(
            Paper(paper, item.is_online and not away, needs.get(paper.key)) for paper in here.papers
        ),
        asking=asked,
        siblings=() if guide else tuple(_siblings(item)),
        local=here.local,
        away=region_name(local.division_id) if local and away else "",
    )


_BY_CODE = Prepared(lambda: ServiceItem.objects.filter(code=Given("code")))
_IN_FORCE = Prepared(
    lambda: (
        Guide.objects.in_force(Given("day"))
        .filter(item=Given("item"))
        .select_related("form")
        .defer("form__definition")
    )
)
_PAPERS = Prepared(lambda: GuideMaterial.objects.filter(guide=Given("guide")))


def _every_topic() -> list[Topic]:
    return while_fresh("catalogue.topics", lambda: list(Topic.objects.all()))


def _first(every_hall: list[Hall]) -> Hall:
    if not every_hall:
        raise NotFound("还没有大厅。", remedy="请先载入大厅数据：hall load halls。")
    return every_hall[0]


def _siblings(item: ServiceItem) -> list[ServiceItem]:
    """Other cases of the same main item: 取水许可证的延续、变更 beside its 新办."""
    if not item.main_item:
        return []
    alike = ServiceItem.objects.filter(main_item=item.main_item, function=item.function, same_as=None)
    return list(alike.exclude(pk=item.pk).order_by("pk"))


def hall_in(division_id: str) -> Hall | None:
    """The hall that stands in this division, if one does."""
    return next((hall for hall in halls() if hall.division_id == division_id), None)


def _facts(stored: dict[str, Valued]) -> dict[str, Said]:
    return {
        key: Said(
            key=key,
            label=label_of(key),
            value=fact["value"],
            source=fact["source"],
            place=fact.get("place", ""),
            as_of=fact.get("as_of", ""),
            note=fact.get("note", ""),
            doubt=fact.get("doubt", ""),
            is_law=fact.get("kind") == LAW,
            is_own=fact.get("kind") == OWN,
            is_elsewhere=is_elsewhere(dict(fact), settings.HALL_CITY),
            tier=valued.tier,
            set_aside=valued.set_aside and valued.set_aside.get("value"),
            because=valued.because,
        )
        for key, valued in stored.items()
        for fact in (valued.fact,)
    }
