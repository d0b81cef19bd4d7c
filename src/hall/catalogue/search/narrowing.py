"""What each item is narrowed by besides its own columns: places, levels, online depth, life events."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models.fields.json import KeyTextTransform

from hall.catalogue.models import Guide, LifeEvent, ServiceItem
from hall.catalogue.search.placing import bits, number_places
from hall.catalogue.search.sayings import Saying
from hall.catalogue.search.words import core, normalised

__all__ = ["DEPTHS", "NOWHERE_SAID", "Narrowed", "depth_and_events", "narrowed_items"]

#: How much can be done online, as guides say it (GB/T 39046 网上办理深度).
DEPTHS: Final = {"一级标准": 1, "二级标准": 2, "三级标准": 3, "四级标准": 4}


@dataclass(frozen=True)
class Narrowed:
    """The columns of a `SearchEntry` that lists are narrowed by."""

    places: bytes | None
    levels: list[str]
    heirs: int
    depth: int
    events: list[str]


#: An item that no place lists, and of which nothing more is known: it is done everywhere alike.
NOWHERE_SAID: Final = Narrowed(None, [], 0, 0, [])


def narrowed_items() -> dict[int, Narrowed]:
    """For every item. Numbers the places anew, so it must run in the transaction that writes the entries."""
    of_places = number_places()
    where = {item_id: (numbers, levels) for item_id, numbers, levels in _heirs()}
    depths, events = _depths(), _events()
    found = {}
    for item_id in ServiceItem.objects.filter(same_as=None).values_list("pk", flat=True):
        numbers, levels = where.get(item_id, ((), []))
        found[item_id] = Narrowed(
            places=bits(numbers, len(of_places)) if numbers else None,
            levels=sorted(levels),
            heirs=len(numbers),
            depth=DEPTHS.get(depths.get(item_id) or "", 0),
            events=events.get(item_id, []),
        )
    return found


def depth_and_events(item_ids: Collection[int]) -> dict[int, tuple[int, list[str]]]:
    """Of some items, what follows from their own words: all but where they are done."""
    depths, events = _depths(item_ids), _events(item_ids)
    return {pk: (DEPTHS.get(depths.get(pk) or "", 0), events.get(pk, [])) for pk in item_ids}


def _depths(item_ids: Collection[int] | None = None) -> dict[int, str | None]:
    """What the current guides say of how much can be done online, all or those of some items."""
    guides = Guide.objects.filter(is_current=True)
    return dict(
        (guides if item_ids is None else guides.filter(item__in=item_ids))
        .annotate(said=KeyTextTransform("value", KeyTextTransform("online_depth", "facts")))
        .values_list("item_id", "said")
    )


def _heirs() -> Iterator[tuple[int, list[int], list[str]]]:
    """Each item that is listed anywhere, the numbers of its places, the levels of its offices."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.item_id, array_agg(p.number), array_agg(DISTINCT p.level)"
            " FROM catalogue_implementingitem i JOIN catalogue_searchplace p USING (division_id)"
            " WHERE i.ended_at IS NULL GROUP BY i.item_id"
        )
        yield from cursor.fetchall()


def _events(item_ids: Collection[int] | None = None) -> dict[int, list[str]]:
    """The codes of the life events of each item, or of some."""
    rows = LifeEvent.objects.values_list("code", "meant")
    meant = [(code, [Saying.of(core(one)) for one in said.split("|")]) for code, said in rows]
    found: dict[int, list[str]] = {}
    items = ServiceItem.objects.filter(same_as=None)
    named = items if item_ids is None else items.filter(pk__in=item_ids)
    for item_id, name in named.values_list("pk", "name"):
        text = normalised(core(name))
        codes = [code for code, sayings in meant if any(saying.is_within(text) for saying in sayings)]
        if codes:
            found[item_id] = codes
    return found
