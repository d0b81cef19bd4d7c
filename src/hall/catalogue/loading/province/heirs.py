"""The heirs: which items each place does, and what it says otherwise, within what the law leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hall.catalogue.loading.province.draws import chance, draw
from hall.catalogue.loading.province.offices import ONE_FOR_ALL
from hall.catalogue.loading.province.plan import Place, Plan
from hall.catalogue.models import Guide, GuideMaterial, ServiceItem
from hall.catalogue.rules.facts import fact
from hall.foundation.public import today

__all__ = ["Basic", "Catalogue", "Heir", "heirs_of"]

CODE_LENGTHS = frozenset({12, 14})
#: In a hundred heirs of a place, how many say something otherwise, and in which elements.
WITH_OWN_FACTS = {"province": 40, "city": 40, "county": 35, "zone": 30, "town": 8, "village": 3}
OWN_NAME = 3
OTHERWISE = {
    "promise_limit": 60,
    "windows": 45,
    "visits": 20,
    "appointment": 15,
    "express": 15,
    "materials": 10,
}
MONTH = "月"


@dataclass(frozen=True)
class Basic:
    """An item of the catalogue, as far as its heirs need it."""

    id: int
    code: str
    digits: str
    name: str
    function: str
    item_type: str
    audiences: tuple[str, ...]
    limit: int
    visits: int
    papers: tuple[str, ...]
    has_guide: bool


@dataclass(frozen=True)
class Catalogue:
    """The items that can be implemented: those whose code has room for an office before it."""

    items: tuple[Basic, ...]

    @classmethod
    def read(cls) -> Catalogue:
        """Three queries."""
        guides = {guide.item_id: guide for guide in Guide.objects.in_force(today()).defer("facts")}
        papers: dict[int, list[str]] = {}
        required = GuideMaterial.objects.filter(
            guide__in=[guide.pk for guide in guides.values()], must="必要"
        )
        for guide_id, key in required.values_list("guide_id", "key"):
            papers.setdefault(guide_id, []).append(key)
        listed = ServiceItem.objects.filter(same_as=None).order_by("code")
        return cls(
            tuple(
                _basic(item, guides.get(item.pk), papers)
                for item in listed
                if len(item.catalog_code) in CODE_LENGTHS
            )
        )

    @cached_property
    def by_code(self) -> Mapping[str, Basic]:
        return {one.code: one for one in self.items}

    def done_in(self, place: Place, plan: Plan, functions: frozenset[str]) -> Iterator[Basic]:
        """The items that this place does."""
        if place.kind == "village":
            yield from (one for code in plan.said["village_items"] if (one := self.by_code.get(code)))
        elif place.kind == "town":
            yield from self._in_towns(plan)
        else:
            share = plan.said["done_by"][place.kind]
            for one in self.items:
                known = place.kind == "zone" or one.function in functions
                if known and chance(share, plan.seed, "done", place.code, one.code):
                    yield one

    def _in_towns(self, plan: Plan) -> list[Basic]:
        said = plan.said
        villages = [one for code in said["village_items"] if (one := self.by_code.get(code))]
        others = [
            one
            for one in sorted(self.items, key=lambda one: (not one.has_guide, one.code))
            if one.function in said["town_functions"]
            and one.item_type in said["town_types"]
            and "natural_person" in one.audiences
            and one not in villages
        ]
        return [*villages, *others][: said["town_items"]]


@dataclass(frozen=True)
class Heir:
    """One item of one place. `facts` holds what it says otherwise; most say nothing."""

    code: str
    item_id: int
    office_id: int
    division: str
    name: str
    facts: dict[str, Any]


def heirs_of(
    plan: Plan, catalogue: Catalogue, places: list[Place], offices: Mapping[tuple[str, str], tuple[int, str]]
) -> Iterator[Heir]:
    """Every heir of these places; `offices` tells id and credit code by place and function."""
    present: dict[str, set[str]] = {}
    for code, function in offices:
        present.setdefault(code, set()).add(function)
    for place in places:
        functions = frozenset(present.get(place.code, ()))
        for basic in catalogue.done_in(place, plan, functions):
            function = ONE_FOR_ALL[place.kind][0] if place.kind in ONE_FOR_ALL else basic.function
            office_id, credit_code = offices[place.code, function]
            facts = _otherwise(plan, place, basic)
            name = facts["name"]["value"] if "name" in facts else ""
            code = f"{credit_code}{place.level}{basic.digits}"
            yield Heir(code, basic.id, office_id, place.code, name, facts)


def _basic(item: ServiceItem, guide: Guide | None, papers: Mapping[int, list[str]]) -> Basic:
    law = item.facts.get("legal_limit", {}).get("value") or {}
    by_law = law.get("days", 0) if law.get("unit") != MONTH else 0
    handling = item.code.rpartition("-")[2] if guide else ""
    return Basic(
        id=item.pk,
        code=item.code,
        digits=item.catalog_code + (handling if len(handling) == 2 else ""),
        name=item.name,
        function=item.function,
        item_type=item.item_type,
        audiences=tuple(item.audiences),
        limit=guide.promise_limit_days if guide else by_law,
        visits=guide.visits if guide else 0,
        papers=tuple(papers.get(guide.pk, ())) if guide else (),
        has_guide=guide is not None,
    )


def _otherwise(plan: Plan, place: Place, basic: Basic) -> dict[str, Any]:
    asked = (plan.seed, place.code, basic.code)
    if not chance(WITH_OWN_FACTS[place.kind], "own", *asked):
        return {}
    said = {
        key: value
        for key, percent in OTHERWISE.items()
        if chance(percent, key, *asked)
        and (value := _value(key, basic, draw("value", key, *asked))) is not None
    }
    if chance(OWN_NAME, "name", *asked):
        said["name"] = f"{basic.name}（{place.name}）"[:250]
    origin = plan.origin(place)
    return {key: fact(value, origin) for key, value in said.items()}


def _value(key: str, basic: Basic, number: int) -> Any:
    """What a place says of an element, never worse than what it inherits; None when it can't be bettered."""
    if key == "promise_limit":
        return {"days": number % basic.limit + 1, "unit": "工作日"} if basic.limit > 1 else None
    if key == "visits":
        return number % basic.visits if basic.visits else None
    if key == "materials":
        return {basic.papers[number % len(basic.papers)]: "容缺后补"} if basic.papers else None
    if key == "windows":
        return [{"window": f"{number % 40 + 1} 号窗口"}]
    return "是"
