"""Statements that a hall sends all day: parsed and planned once for each connection, answered in binary.

The ORM sends a statement as text, which PostgreSQL reads and plans anew each time. That is right for pages,
whose queries differ. The few statements through which every deed goes are prepared; they share one cursor,
and their answers come as the database holds them instead of as text that has to be read again.
HALL_DB_PREPARED=0 turns preparing off, for a pooler that can't keep it (PgBouncer before 1.21).
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection
from psycopg.pq import Format

__all__ = ["all_rows", "first_row"]


def first_row(sql: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Send one statement that answers with rows, in the caller's transaction. Returns: the first, if any."""
    return _sent(sql, values, Format.BINARY).fetchone()


def all_rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Send one statement, in the caller's transaction. Returns: its rows, told as the ORM is told them."""
    return _sent(sql, values, Format.TEXT).fetchall()


def _sent(sql: str, values: Sequence[Any] | Mapping[str, Any], told: Format) -> psycopg.Cursor[Any]:
    connection.close_if_health_check_failed()  # as before the first query of any request
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    cursor = _cursor_of(connection.connection)
    cursor.format = told
    if connection.execute_wrappers or connection.queries_logged:  # somebody counts or times what is sent
        watch: Any = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
        watch(cursor).execute(sql, values)
    else:
        with connection.wrap_database_errors:
            cursor.execute(sql, values)
    return cursor


class _Preparing(psycopg.Cursor[Any]):
    """Prepares what it executes, unless its connection is told never to."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        prepare = True if self.connection.prepare_threshold is not None else None
        return super().execute(query, params, **options, prepare=prepare)

    def _send_query_prepared(self, name: bytes, pgq: Any, **options: Any) -> None:
        self._query = pgq  # what Django tells whoever logs statements; psycopg notes it of others only
        super()._send_query_prepared(name, pgq, **options)


class _Held(threading.local):
    cursor: _Preparing | None = None


_held = _Held()


def _cursor_of(open_connection: psycopg.Connection[Any]) -> _Preparing:
    """The cursor that the statements of this thread share, as long as its connection lives."""
    cursor = _held.cursor
    if cursor is None or cursor.connection is not open_connection:
        cursor = _held.cursor = _Preparing(open_connection)
    return cursor
