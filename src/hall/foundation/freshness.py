"""When what everybody may read last changed: the one thing that pages for all are kept under.

Tables that public pages read announce every change of theirs by a trigger, so that no path of code can forget
it. An announcement is a row of the changing transaction's own: writers never wait for one another, and it is
seen in the same moment as the change itself. Readers look once a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.db.migrations import RunSQL

__all__ = ["Freshness", "announces_changes", "forget_freshness", "freshness", "while_fresh"]

Read = TypeVar("Read")

_BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
_SQL = """
SELECT count(*), coalesce(max(xid), 0), coalesce(sum(times), 0), max(at) FROM foundation_publicchange
"""


@dataclass(frozen=True)
class Freshness:
    """`stamp` differs whenever what is public differs; `changed_at` is the last time that it did."""

    stamp: str
    changed_at: datetime


_known: tuple[float, Freshness] | None = None
_held: dict[str, tuple[str, Any]] = {}


def freshness() -> Freshness:
    """What holds now, at most `FRESHNESS_SECONDS` late (one small query, once in that time).

    Where that setting is None nothing is kept, and so nobody asks the database.
    """
    global _known
    if settings.FRESHNESS_SECONDS is None:
        return Freshness("", _BEGINNING)
    known = _known
    if known is not None and time.monotonic() - known[0] < settings.FRESHNESS_SECONDS:
        return known[1]
    asked_at = time.monotonic()  # before reading: what is told is never older than it says
    read = _read()
    _known = (asked_at, read)
    return read


def while_fresh(name: str, read: Callable[[], Read]) -> Read:
    """What `read` gives of announced tables, read again only after a change. Shared, so not to be altered."""
    if settings.FRESHNESS_SECONDS is None:
        return read()
    stamp = freshness().stamp
    held = _held.get(name)
    if held is None or held[0] != stamp:
        held = _held[name] = (stamp, read())
    value: Read = held[1]
    return value


def forget_freshness() -> None:
    """Read anew at the next question."""
    global _known
    _known = None
    _held.clear()


def announces_changes(*tables: str) -> RunSQL:
    """A step of a migration: from now on every change of these tables is announced."""
    return RunSQL(
        [
            f"CREATE TRIGGER {table}_is_public AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION foundation_public_changed()"
            for table in tables
        ],
        [f"DROP TRIGGER IF EXISTS {table}_is_public ON {table}" for table in tables],
    )


def _read() -> Freshness:
    with connection.cursor() as cursor:
        cursor.execute(_SQL)
        rows, newest, times, at = cursor.fetchone()
    return Freshness(f"{rows}.{newest}.{times}", at or _BEGINNING)
