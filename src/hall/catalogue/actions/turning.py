"""From one version to the next: room is made on the day the new one begins, and lists follow the days.

What is in force is told by the days of each version, whenever it is asked. What follows here is only what has
to be kept beside: the mark of the version that lists show, the item's own columns, the index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Min, Q

from hall.catalogue.lifecycle import Move, State, after
from hall.catalogue.models import Audience, Guide, LocalVersion, ServiceItem
from hall.catalogue.rules.fields.content import words_coded
from hall.catalogue.search.renewing import reindex_items
from hall.foundation.public import Doer, action, now, today

__all__ = ["follow_names", "item_columns", "make_room", "names_followed", "turn_versions", "turned"]

OF = {Guide: "item_id", LocalVersion: "implementing_id"}
_NAMES = """
WITH called AS (
    SELECT i.id, coalesce(max(v.facts -> 'name' ->> 'value') FILTER (
        WHERE v.effective_from <= %(day)s AND (v.effective_until IS NULL OR v.effective_until > %(day)s)
        AND position(s.name IN v.facts -> 'name' ->> 'value') > 0
    ), '') AS name
    FROM catalogue_implementingitem i
    JOIN catalogue_serviceitem s ON s.id = i.item_id
    JOIN catalogue_localversion v ON v.implementing_id = i.id
        AND v.state IN ('published', 'superseded', 'withdrawn')
    WHERE i.ended_at IS NULL
        AND (%(heirs)s::bigint[] IS NULL OR i.id = ANY(%(heirs)s))
        AND (%(items)s::bigint[] IS NULL OR i.item_id = ANY(%(items)s))
    GROUP BY i.id
)
UPDATE catalogue_implementingitem i SET name = called.name, changed_at = %(now)s
FROM called WHERE called.id = i.id AND called.name <> i.name RETURNING i.item_id
"""


def make_room(
    model: type[Guide] | type[LocalVersion], things: Iterable[int], day: date
) -> dict[int, date | None]:
    """End what is in force on `day`, so that a new version may begin then (two statements, however many).

    Returns: for each thing the day before which the new version ends, where a later one is published already.
    """
    of, things = OF[model], list(things)
    versions = model.objects.filter(**{f"{of}__in": things})
    ending: dict[str, Any] = {"effective_until": day}
    if day <= today():
        ending["state"] = after(State.PUBLISHED, Move.SUPERSEDE)
        if model is Guide:
            ending["is_current"] = False
    versions.in_force(day).filter(state=State.PUBLISHED).update(**ending)
    later = versions.filter(state=State.PUBLISHED, effective_from__gt=day)
    begins = dict(later.order_by().values_list(of).annotate(Min("effective_from")))
    return {thing: begins.get(thing) for thing in things}


@action("catalogue.versions.turn")
def turn_versions(*, actor: Doer) -> dict[str, int]:
    """Let what lists show follow the days. Doing it again, or a week late, comes to the same."""
    return turned()


def turned() -> dict[str, int]:
    """As `turn_versions`, inside the caller's transaction. Returns: how many ended, how many began."""
    day = today()
    over = Q(state=State.PUBLISHED, effective_until__lte=day)
    superseded = after(State.PUBLISHED, Move.SUPERSEDE)
    ended = LocalVersion.objects.filter(over).update(state=superseded)
    ended += Guide.objects.filter(over).update(state=superseded, is_current=False)
    beginning = list(
        Guide.objects.in_force(day).filter(state=State.PUBLISHED, is_current=False).select_related("item")
    )
    for guide in beginning:
        ServiceItem.objects.filter(pk=guide.item_id).update(**item_columns(guide), changed_at=now())
    Guide.objects.filter(pk__in=[guide.pk for guide in beginning]).update(is_current=True)
    left = ServiceItem.objects.filter(has_guide=True).exclude(
        Q(guides__is_current=True) | Q(pk__in=[guide.item_id for guide in beginning])
    )
    without = set(left.values_list("pk", flat=True))
    ended_items = ServiceItem.objects.filter(pk__in=without).update(
        has_guide=False, is_online=False, changed_at=now()
    )
    renamed = names_followed()
    if beginning or ended_items or renamed:
        reindex_items({guide.item_id for guide in beginning} | without | renamed)
    return {"ended": ended, "began": len(beginning)}


def follow_names(*, heirs: Collection[int] | None = None, items: Collection[int] | None = None) -> set[int]:
    """Let lists and search call these heirs, or those of these items, as their version in force does.

    In the caller's transaction. Returns: the items that are found by other words now.
    """
    renamed = names_followed(heirs=heirs, items=items)
    if renamed:
        reindex_items(renamed)
    return renamed


def names_followed(*, heirs: Collection[int] | None = None, items: Collection[int] | None = None) -> set[int]:
    """As `follow_names`, with the index left to the caller (one statement, however many).

    A name that no longer holds the catalogue's own is set aside here as it is on the page. An heir that never
    had a version keeps the name it was loaded with.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {
            "day": today(), "now": now(),
            "heirs": None if heirs is None else list(heirs), "items": None if items is None else list(items),
        })  # fmt: skip
        return {item for (item,) in cursor.fetchall()}


def item_columns(guide: Guide) -> dict[str, Any]:
    """What lists show of an item, as its guide says it; what the guide doesn't say stays."""
    item, said = guide.item, guide.facts
    name = said.get("name", {}).get("value") or item.name
    online = said.get("online", {}).get("value")
    project = said.get("project_type", {}).get("value", "")
    served = set(words_coded("serve_object", said.get("serve_object", {}).get("value")))
    audiences = [Audience.NATURAL] * bool("1" in served) + [Audience.LEGAL] * bool(served - {"1"})
    return {
        "name": name,
        "topics": said.get("topics", {}).get("value") or item.topics,
        "project_type": next(iter(words_coded("project_type", project)), item.project_type),
        "audiences": audiences or item.audiences,
        "has_guide": True,
        "is_online": item.is_online if online is None else online != "否" and guide.form_id is not None,
    }
