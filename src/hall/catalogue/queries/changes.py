"""The changes of guides, behind or before a place in their order.

A change is told once no transaction that began before it is still open: then nothing can come in behind a
reader's back, and whoever goes on from where they were misses none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.urls import reverse

from hall.catalogue.models import VersionChange
from hall.foundation.public import decode_cursor, encode_cursor, unknown_cursor

__all__ = ["MOST", "Change", "changes_behind", "latest_changes"]

MOST = 100
_SQL = """
SELECT c.xid, c.id, c.at, c.kind, c.version, c.effective_from,
    coalesce(h.code, i.code), coalesce(nullif(h.name, ''), i.name), coalesce(d.name, '')
FROM catalogue_versionchange c
LEFT JOIN catalogue_implementingitem h ON h.id = c.implementing_id
LEFT JOIN places_division d ON d.code = h.division_id
JOIN catalogue_serviceitem i ON i.id = coalesce(c.item_id, h.item_id)
WHERE (c.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
       OR c.xid = pg_current_xact_id_if_assigned()::text::bigint)
  AND {side}
ORDER BY {order} LIMIT %s
"""


@dataclass(frozen=True)
class Change:
    """What became of one version. `place` is empty when it is the catalogue's own, which all places share."""

    cursor: str
    number: int
    at: datetime
    kind: str
    version: int
    effective_from: date | None
    code: str
    name: str
    place: str

    @property
    def kind_name(self) -> str:
        return str(VersionChange.Kind(self.kind).label)

    @property
    def page(self) -> str:
        return reverse("catalogue:guide", args=[self.code])

    @property
    def data(self) -> str:
        return reverse("catalogue:open_service", args=[self.code])


def changes_behind(cursor: str, most: int = MOST) -> list[Change]:
    """What came behind `cursor` (from the first on, when it is empty), oldest first. Raises: Invalid."""
    return _read("(c.xid, c.id) > (%s, %s)", "c.xid, c.id", _place(cursor, (-1, -1)), most)


def latest_changes(before: str = "", most: int = MOST) -> list[Change]:
    """The latest, or those before `before`, newest first. Raises: Invalid."""
    place = _place(before, (2**62, 2**62))
    return _read("(c.xid, c.id) < (%s, %s)", "c.xid DESC, c.id DESC", place, most)


def _place(cursor: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    if not cursor:
        return otherwise
    xid, number = decode_cursor(cursor, 2)
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (xid, number)):
        raise unknown_cursor()
    return int(xid), int(number)


def _read(side: str, order: str, place: Sequence[int], most: int) -> list[Change]:
    with connection.cursor() as asked:
        asked.execute(_SQL.format(side=side, order=order), [*place, most])
        return [Change(encode_cursor(row[0], row[1]), *row[1:]) for row in asked.fetchall()]
