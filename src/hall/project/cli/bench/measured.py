"""The hall as a benchmark serves it: each answer says what it cost, in a Server-Timing header.

`app` is the time from the request's arrival in Python to its answer, in milliseconds; `cpu` what of it was
spent computing here (not waiting for the database or for another thread); `db` the number of statements sent
to the database. Nothing else differs from `hall.project.wsgi`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from hall.project.wsgi import application as hall

Headers = list[tuple[str, str]]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    statements = 0
    started, computed = time.perf_counter(), time.thread_time()

    def count(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(sql, params, many, context)

    def say(status: str, headers: Headers, *more: Any) -> Any:
        spent = (time.perf_counter() - started) * 1000
        computing = (time.thread_time() - computed) * 1000
        timing = f'app;dur={spent:.2f}, cpu;dur={computing:.2f}, db;desc="{statements}"'
        return start_response(status, [*headers, ("Server-Timing", timing)], *more)

    with connection.execute_wrapper(count):
        answer: Iterable[bytes] = hall(environ, say)
    return answer
