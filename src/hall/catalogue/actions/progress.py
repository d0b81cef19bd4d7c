"""How far the work on a file has come, told while its transaction is open.

What a transaction has written nobody else sees before it ends. So it is told on a connection of its own,
beside the work: a few bytes, at most once a second, in a row that the work writes only at its very end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from django.db import connection
from psycopg import sql

from hall.catalogue.models import GuideExport, GuideImport
from hall.foundation.public import now

__all__ = ["Tell", "hold", "silent", "telling"]

#: The stage, how much of it is done, of how much (0: unknown).
Tell = Callable[[str, int, int], None]
_PAUSE: Final = 1.0


def silent(stage: str, done: int, total: int) -> None:
    """For work that is over before anybody asks."""


def hold(work_id: UUID) -> None:
    """Whoever works on this file first goes on; another waits until that transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(work_id)])


@contextmanager
def telling(kind: type[GuideImport] | type[GuideExport], work_id: UUID) -> Iterator[Tell]:
    """Tells of one file's work, on a connection that is closed afterwards."""
    beside = connection.copy()
    statement = sql.SQL("UPDATE {} SET stage = %s, done = %s, total = %s, told_at = %s WHERE id = %s").format(
        sql.Identifier(kind._meta.db_table)
    )
    last = 0.0

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < _PAUSE:
            return
        with beside.cursor() as cursor:
            cursor.execute(statement, [stage, done, total, now(), work_id])
        last = time.monotonic()

    try:
        yield tell
    finally:
        beside.close()
