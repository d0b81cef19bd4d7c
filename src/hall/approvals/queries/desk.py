"""The desk's lists: drawers of cases under the date of the next step, read by their index, page by page.

A list costs two queries (its rows, and the counts on the tabs) however many cases there are: rows are found
by keyset in the order of an index, and nobody counts beyond `MOST_COUNTED`. An officer with several posts
looks into several drawers; each is read to the length of one page and the pages are merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from hall.approvals.policies import scope_of
from hall.approvals.queries.drawers import KINDS, OPEN_DRAWERS, Drawer
from hall.foundation.public import decode_cursor, encode_cursor, today, unknown_cursor
from hall.identity.public import Actor

__all__ = [
    "MOST_COUNTED",
    "PAGE_LENGTH",
    "SHOWN",
    "DrawerPage",
    "Row",
    "Sift",
    "Tally",
    "drawer_page",
    "drawers_of",
    "tallies",
]

PAGE_LENGTH = 40
MOST_COUNTED = 500
SHOWN = (
    "number", "item_name", "applicant_name", "applicant_kind", "hall_id", "department_id", "state",
    "supplement_filed_at", "due_on", "reviews_open", "reviews_failed", "outcome",
)  # fmt: skip


class Row(NamedTuple):
    """One line of a list. `when` is what it is ordered by: a day, or a moment in an archive."""

    case_id: UUID
    key: Any
    when: date | datetime
    number: str
    item_name: str
    applicant_name: str
    applicant_kind: str
    hall_id: int
    department_id: int
    state: str
    supplement_filed_at: datetime | None
    due_on: date | None
    reviews_open: int
    reviews_failed: int
    outcome: str
    submitted_at: datetime


class Sift(NamedTuple):
    """What a list is narrowed to."""

    item: str = ""
    hall_id: int | None = None
    late: bool = False


@dataclass(frozen=True)
class Tally:
    """How many lie in a drawer, and how many of them are late. Counted up to `MOST_COUNTED`."""

    count: int
    late: int

    @property
    def is_capped(self) -> bool:
        return self.count > MOST_COUNTED


@dataclass(frozen=True)
class DrawerPage:
    """One page of a drawer, with the cursors of its neighbours."""

    rows: list[Row]
    before: str
    after: str


def drawers_of(actor: Actor) -> list[Drawer]:
    """The drawers of the posts that `actor` holds, in the order of the work."""
    return [drawer for drawer, kind in KINDS.items() if scope_of(actor, kind.roles)]


def tallies(actor: Actor, drawers: Sequence[Drawer]) -> dict[Drawer, Tally]:
    """How many lie in each open drawer (one query). Archives aren't counted."""
    counted = [drawer for drawer in drawers if drawer in OPEN_DRAWERS]
    parts: list[str] = []
    values: list[Any] = []
    for drawer in counted:
        when = KINDS[drawer].when
        for ranges, condition, fixed in _ranges(actor, drawer):
            lying = (
                f"SELECT {when} AS lies FROM {KINDS[drawer].source} WHERE {condition} "  # noqa: S608
                f"ORDER BY {when} LIMIT {MOST_COUNTED + 1}"
            )
            parts.append(
                "SELECT %s, count(*), count(*) FILTER (WHERE lies < %s) "  # noqa: S608 (our own words)
                f"FROM {ranges} CROSS JOIN LATERAL ({lying}) AS drawer"
            )
            values += [drawer.value, today(), *fixed]
    found = _fetched(" UNION ALL ".join(parts), values) if parts else []
    return {
        drawer: Tally(
            sum(count for name, count, _ in found if name == drawer),
            sum(late for name, _, late in found if name == drawer),
        )
        for drawer in counted
    }


def drawer_page(actor: Actor, drawer: Drawer, sift: Sift, *, before: str = "", after: str = "") -> DrawerPage:
    """One page of a drawer (one query): the rows after, or before, a cursor.

    Raises: Invalid when the cursor is none of ours.
    """
    backwards = bool(before)
    found = _rows(actor, drawer, sift, before or after, backwards)
    rows, more = found[:PAGE_LENGTH], len(found) > PAGE_LENGTH
    if backwards:
        rows.reverse()
    has_before, has_after = (more, True) if backwards else (bool(after), more)
    return DrawerPage(
        rows, _cursor(rows[0]) if rows and has_before else "", _cursor(rows[-1]) if rows and has_after else ""
    )


def _rows(actor: Actor, drawer: Drawer, sift: Sift, cursor: str, backwards: bool) -> list[Row]:
    """First the keys of one page, from the index alone; then its cases."""
    kind, order = KINDS[drawer], _order(drawer, backwards)
    cut, edge = _cut(drawer, cursor, backwards)
    narrowed, by = _narrowed(drawer, sift)
    source = kind.whole_source if narrowed else kind.source
    parts: list[str] = []
    values: list[Any] = []
    for ranges, condition, fixed in _ranges(actor, drawer):
        lying = (
            f"SELECT {kind.case} AS case_id, {kind.key} AS key, {kind.when} AS lies, "  # noqa: S608
            f"{kind.department} AS department_id FROM {source} "
            f"WHERE {condition}{narrowed}{cut} ORDER BY {order} LIMIT {PAGE_LENGTH + 1}"
        )
        parts.append(f"SELECT drawer.* FROM {ranges} CROSS JOIN LATERAL ({lying}) AS drawer")  # noqa: S608
        values += [*fixed, *by, *edge]
    if not parts:
        return []
    shown = ", ".join("page.department_id" if name == "department_id" else f"c.{name}" for name in SHOWN)
    page = f"{' UNION ALL '.join(parts)} ORDER BY {order} LIMIT {PAGE_LENGTH + 1}"
    sql = (
        f"SELECT c.id, page.key, page.lies, {shown}, c.submitted_at FROM ({page}) AS page "  # noqa: S608
        f"JOIN approvals_case AS c ON c.id = page.case_id ORDER BY {order}"
    )
    return [Row(*row) for row in _fetched(sql, values)]


def _ranges(actor: Actor, drawer: Drawer) -> list[tuple[str, str, list[Any]]]:
    """(the places and states a drawer is made of, the condition that one of them sets, their values).

    Each place and state is one range of an index, entered once by the lateral join and read to the length of
    a page; planning costs the same for an officer with one department and for one with forty.
    """
    kind = KINDS[drawer]
    found: list[tuple[str, str, list[Any]]] = []
    scope = scope_of(actor, kind.roles)
    for name, column in kind.places.items():
        if not (ids := [place_id for place, place_id in scope if place == name]):
            continue
        ranges = "unnest(%s::bigint[]) AS place (id)"
        values: list[Any] = [ids]
        condition = f"{column} = place.id AND {kind.condition}"
        if kind.states:
            ranges += " CROSS JOIN unnest(%s::text[]) AS lying (state)"
            condition += " AND c.state = lying.state"
            values.append([state.value for state in kind.states])
        found.append((ranges, condition, values))
    return found


def _narrowed(drawer: Drawer, sift: Sift) -> tuple[str, list[Any]]:
    sql = ""
    values: list[Any] = []
    if sift.item:
        literal = sift.item.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        sql += " AND c.item_name LIKE %s"
        values.append(f"%{literal}%")
    if sift.hall_id is not None:
        sql += " AND c.hall_id = %s"
        values.append(sift.hall_id)
    if sift.late and drawer in OPEN_DRAWERS:
        sql += f" AND {KINDS[drawer].when} < %s"
        values.append(today())
    return sql, values


def _order(drawer: Drawer, backwards: bool) -> str:
    down = KINDS[drawer].newest_first != backwards
    return f"lies {'DESC' if down else 'ASC'}, key {'DESC' if backwards else 'ASC'}"


def _cut(drawer: Drawer, cursor: str, backwards: bool) -> tuple[str, list[Any]]:
    """The condition for lying beyond a cursor; its first part is what the index is entered by."""
    if not cursor:
        return "", []
    kind = KINDS[drawer]
    when, key = _read(cursor, drawer)
    beyond = "<" if kind.newest_first != backwards else ">"
    further = "<" if backwards else ">"
    return (
        f" AND {kind.when} {beyond}= %s AND ({kind.when} {beyond} %s OR {kind.key} {further} %s)",
        [when, when, key],
    )


def _cursor(row: Row) -> str:
    return encode_cursor(row.when.isoformat(), row.key)


def _read(cursor: str, drawer: Drawer) -> tuple[date | datetime, UUID | int]:
    kind = KINDS[drawer]
    when, key = decode_cursor(cursor, 2)
    try:
        moment = datetime.fromisoformat(when) if kind.newest_first else date.fromisoformat(when)
        return moment, UUID(key) if kind.key == "c.id" else int(key)
    except ValueError:
        raise unknown_cursor() from None


def _fetched(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
