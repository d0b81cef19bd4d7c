"""What an heir inherits, and which heirs of an item a change of it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from hall.catalogue.models import Guide, ImplementingItem
from hall.foundation.public import today

__all__ = ["Reached", "inherited_by", "reach_of_change"]


@dataclass(frozen=True)
class Reached:
    """Of all heirs of an item, how many say a fact otherwise, and so don't follow a change of it."""

    heirs: int
    otherwise: Mapping[str, int]

    def inheriting(self, key: str) -> int:
        """How many places a change of this fact reaches."""
        return self.heirs - self.otherwise.get(key, 0)


def reach_of_change(item_id: int, keys: Iterable[str]) -> Reached:
    """Which places follow a change of these facts of an item (one query)."""
    day = today()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FILTER (WHERE key IS NULL), key, count(*) FROM (
                SELECT NULL AS key FROM catalogue_implementingitem i
                WHERE i.item_id = %(item)s AND i.ended_at IS NULL
                UNION ALL
                SELECT said FROM catalogue_implementingitem i
                JOIN catalogue_localversion v ON v.implementing_id = i.id,
                    unnest(%(keys)s::text[]) said
                WHERE i.item_id = %(item)s AND i.ended_at IS NULL AND v.facts ? said
                  AND v.state IN ('published', 'superseded', 'withdrawn') AND v.effective_from <= %(day)s
                  AND (v.effective_until IS NULL OR v.effective_until > %(day)s)
            ) told GROUP BY key
            """,
            {"item": item_id, "keys": list(keys), "day": day},
        )
        counted = {key: (heirs, said) for heirs, key, said in cursor.fetchall()}
    heirs = counted.pop(None, (0, 0))[0]
    return Reached(heirs, {key: said for key, (_, said) in counted.items()})


def inherited_by(heir: ImplementingItem) -> tuple[dict[str, Any], dict[str, str], int]:
    """What an heir inherits before it says anything: facts, how each paper is asked for, and of which version
    of the catalogue's guide that is (0 where it has none)."""
    guide = Guide.objects.in_force(today()).filter(item=heir.item_id).first()
    facts = {**heir.item.facts, **(guide.facts if guide else {}), **heir.office.facts}
    if guide is None:
        return facts, {}, 0
    return facts, dict(guide.materials.values_list("key", "must")), guide.version
