"""The database: it answers, is new enough, reads Chinese, and has the tables of this version."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection

from hall.project import environment as env
from hall.project.cli.tongue import say
from hall.project.examination.finding import Finding, State, note, well, wrong
from hall.project.health import LATE_SECONDS, tables_are_current

OLDEST_VERSION = 150000
SILENT_SECONDS = 120
_CREATE = "CREATE DATABASE hall TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';"


def database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            (version,) = cursor.fetchone()
    except DatabaseError as error:
        yield wrong(
            "database",
            say(f"连不上数据库：{str(error).strip()}", f"no answer: {str(error).strip()}"),
            say(
                "请检查 DATABASE_URL 和数据库服务；演示环境请运行 make demo。",
                "Check DATABASE_URL and the server; for a demonstration run `make demo`.",
            ),
        )
        return
    if connection.pg_version < OLDEST_VERSION:  # type: ignore[attr-defined]
        yield wrong(
            "database",
            f"PostgreSQL {version}",
            say("请升级到 PostgreSQL 15 以上。", "Upgrade to PostgreSQL 15 or newer."),
        )
    else:
        yield well("database", f"PostgreSQL {version}")


def chinese() -> Iterator[Finding]:
    """With LC_CTYPE C, pg_trgm finds no letters in Chinese, and search quietly finds nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
        (ctype,) = cursor.fetchone()
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() is None:
            yield wrong(
                "chinese",
                say("没有扩展 pg_trgm。", "The extension pg_trgm is missing."),
                say("请执行 CREATE EXTENSION pg_trgm;", "Run CREATE EXTENSION pg_trgm;"),
            )
            return
        cursor.execute("SELECT cardinality(show_trgm('身份证'))")
        (trigrams,) = cursor.fetchone()
    if trigrams:
        yield well("chinese", say(f"能检索汉字（LC_CTYPE {ctype}）", f"finds Chinese (LC_CTYPE {ctype})"))
    else:
        yield wrong(
            "chinese",
            say(f"LC_CTYPE 是 {ctype}，检索不到汉字。", f"LC_CTYPE is {ctype}: Chinese can't be searched."),
            say("请新建数据库并迁入数据：", "Dump, and restore into a new one: ") + _CREATE,
        )


def tables() -> Iterator[Finding]:
    remedy = say("请运行 hall migrate。", "Run `hall migrate`.")
    if not tables_are_current():
        yield wrong("tables", say("数据库结构不是这个版本的。", "The tables are of another version."), remedy)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('hall_cache') IS NOT NULL")
        (has_cache,) = cursor.fetchone()
    if has_cache:
        yield well("tables", say("数据库结构是最新的。", "The tables are up to date."))
    else:
        yield wrong("tables", say("缺少缓存表。", "The cache's table is missing."), remedy)


def outbox() -> Iterator[Finding]:
    from hall.foundation.public import backlog, oldest_waiting_seconds

    if not tables_are_current():
        return
    waiting, failed = backlog()
    oldest = oldest_waiting_seconds()
    found = say(
        f"待派发事件 {waiting} 个，其中 {failed} 个失败过，最久等待 {oldest:.0f} 秒",
        f"{waiting} events waiting, {failed} of them failed before, the oldest for {oldest:.0f} s",
    )
    if failed:
        yield wrong(
            "outbox",
            found,
            say(
                "日志中搜索 reaction failed，排除原因后会自动重试。",
                "Search the log for 'reaction failed'; it retries.",
            ),
        )
    elif oldest > LATE_SECONDS:
        yield wrong("outbox", found, say("请启动 hall worker。", "Start `hall worker`."))
    else:
        yield well("outbox", found)


def worker() -> Iterator[Finding]:
    if not tables_are_current():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")
        (silent,) = cursor.fetchone()
    if silent is not None and silent < SILENT_SECONDS:
        yield well("worker", say("后台进程在运行。", "A worker is running."))
    else:
        found = say("没有后台进程在运行。", "No worker is running.")
        remedy = say(
            "请启动 hall worker；没有它，事件不派发、定时任务不执行。",
            "Start `hall worker`: events wait for it.",
        )
        yield (
            Finding("worker", State.WRONG, found, remedy) if env.PRODUCTION else note("worker", found, remedy)
        )


CHECKS = [database, chinese, tables, outbox, worker]
