"""Before the demonstration opens: tables, city, static files, each done anew only when its sources changed.

What a database holds is remembered in the database itself (as its comment), so a new one is always filled and
an old one never twice. When nothing has changed, nothing of Django is loaded: a second start is quick.
"""

from __future__ import annotations

import csv
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click
import psycopg
from psycopg import sql

from hall.project import environment as env
from hall.project.cli.tongue import say
from hall.project.embedded_database import embedded_database

PACKAGE = Path(__file__).resolve().parents[1]
ACCOUNTS = "demo_accounts.csv"
Doing = Callable[[str], None]


@dataclass(frozen=True)
class DemoAccount:
    """An account that the demonstration tells the world: never made in production."""

    role: str
    username: str
    password: str
    starts_at: str


def accounts() -> list[DemoAccount]:
    path = next(iter(sorted(env.DATA_DIR.rglob(ACCOUNTS))), None)
    if path is None:
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            DemoAccount(row["role"], row["username"], row["password"], row["starts_at"])
            for row in csv.DictReader(file)
        ]


def prepare(doing: Doing) -> Iterator[str]:
    """Do what is to be done, calling `doing` with each step's name. Yields: lines about what was done.

    Static files are compressed while tables and city are made: they need no database.
    """
    stamp = env.STATE_DIR / "static.sha256"
    static = digest_of_files(_static())
    stale = not stamp.exists() or stamp.read_text() != static
    if stale:
        _set_up_django()
    with ThreadPoolExecutor(max_workers=1) as aside:
        collecting = aside.submit(_collect_static) if stale else None
        yield from _fill_database(doing)
        if collecting is not None:
            yield from _timed(say("静态文件", "Static files"), doing, collecting.result)
            stamp.write_text(static)


def _fill_database(doing: Doing) -> Iterator[str]:
    with _Memory() as memory:
        for name, title, sources, work in (
            ("tables", say("数据库结构", "Tables"), _tables, _migrate),
            ("city", say("装载城市", "The city"), _city, _load),
        ):
            digest = digest_of_files(sources())
            if memory.get(name) != digest:
                yield from _timed(title, doing, work)
                memory.put(name, digest)


def digest_of_files(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _timed(title: str, doing: Doing, work: Callable[[], Iterable[str]]) -> Iterator[str]:
    started = time.monotonic()
    doing(title)
    for line in work():
        yield f"[dim]    {line}[/]"
    yield f"  [green]✓[/] {title} [dim]({time.monotonic() - started:.1f} s)[/]"


def _tables() -> Iterator[Path]:
    for room in PACKAGE.iterdir():
        yield from (room / "migrations").glob("*.py")


def _city() -> Iterator[Path]:
    yield from _tables()
    yield from (path for path in env.DATA_DIR.rglob("*") if path.is_file())
    yield from (PACKAGE / "standards").rglob("*.py")
    yield PACKAGE / "project" / "city.py"
    for room in PACKAGE.iterdir():
        yield from (room / "loading").rglob("*.py")


def _static() -> Iterator[Path]:
    for room in PACKAGE.iterdir():
        yield from (path for path in (room / "static").rglob("*") if path.is_file())


def _migrate() -> Iterable[str]:
    _set_up_django()
    from hall.project.cli.migrate import apply_migrations

    done = apply_migrations()
    return [say(f"{len(done)} 步", f"{len(done)} steps")]


def _load() -> Iterator[str]:
    """Raises: ClickException with every refused row when a file of the city can't be taken."""
    _set_up_django()
    from hall.foundation.public import HallError, NotLoaded
    from hall.project import city

    try:
        for report in city.load():
            yield from city.told(report).splitlines()
    except HallError as refused:
        notes = refused.report.rejected if isinstance(refused, NotLoaded) else []
        rows = "".join(f"\n  {note.source}:{note.line} {note.reason}" for note in notes)
        raise click.ClickException(f"{refused.message}{refused.remedy}{rows}") from refused


def _collect_static() -> Iterable[str]:
    _set_up_django()
    from hall.project.cli.migrate import collect_static

    collect_static()
    return []


def _set_up_django() -> None:
    import django

    django.setup()


class _Memory:
    """What has been done to this database, kept as the database's comment."""

    def __enter__(self) -> _Memory:
        self._connection = psycopg.connect(
            env.text("DATABASE_URL") or embedded_database().url(), autocommit=True
        )
        self._known: dict[str, str] = self._read()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, name: str) -> str:
        return self._known.get(name, "")

    def put(self, name: str, digest: str) -> None:
        self._known[name] = digest
        text = sql.Literal(json.dumps({"openhall": self._known}))
        database = sql.Identifier(self._connection.info.dbname)
        self._connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(database, text))

    def _read(self) -> dict[str, str]:
        row = self._connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        try:
            known: dict[str, str] = json.loads(row[0])["openhall"] if row and row[0] else {}
        except (ValueError, KeyError, TypeError):
            return {}
        return known
