"""Statements that a hall sends all day, parsed and planned once for each connection instead of every time.

The ORM sends a statement as text, which PostgreSQL reads and plans anew each time. That is right for pages,
whose queries differ; the few statements through which every deed goes are worth preparing.
HALL_DB_PREPARED=0 turns it off, for a pooler that can't keep prepared statements (PgBouncer before 1.21).
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.db import connection

__all__ = ["prepared_cursor"]


class _Preparing(psycopg.Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        return super().execute(query, params, **options, prepare=True)


def prepared_cursor() -> Any:
    """A cursor of Django's connection, counted and timed like every other, that prepares what it executes."""
    connection.ensure_connection()
    if connection.settings_dict["OPTIONS"].get("prepare_threshold") is None:
        return connection.cursor()
    cursor: Any = _Preparing(connection.connection)
    if connection.queries_logged:
        return connection.make_debug_cursor(cursor)
    return connection.make_cursor(cursor)
