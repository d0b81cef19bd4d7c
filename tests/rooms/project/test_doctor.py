"""`hall doctor` finds what is wrong, says how to mend it, and says nothing is wrong when nothing is."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from hall.identity.models import Party
from hall.project import environment as env
from hall.project import health
from hall.project.examination import Finding, State, database, examine_house, house, machine

pytestmark = pytest.mark.django_db


def states(findings: object) -> dict[str, State]:
    return {finding.name: finding.state for finding in findings}  # type: ignore[attr-defined]


def test_a_machine_in_demo_mode_is_told_what_production_will_want():
    (finding,) = machine.settings()
    assert finding.state is State.NOTE
    assert "HALL_SEAL_PKCS12" in finding.remedy


def test_missing_settings_are_wrong_in_production(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(env, "PRODUCTION", True)
    finding = next(iter(machine.settings()))
    assert finding.state is State.WRONG
    assert "HALL_SEAL_PASSWORD" in finding.found


def test_a_misspelt_setting_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HALL_SECRET_KEI", "x")
    assert "HALL_SECRET_KEI" in [*machine.settings()][-1].found


def test_production_without_tls_is_wrong(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(env, "PRODUCTION", True)
    monkeypatch.setenv("HALL_BASE_URL", "http://hall.example")
    assert states(machine.address()) == {"address": State.WRONG}


def test_a_database_of_the_hall_is_well():
    call_command("createcachetable", verbosity=0)
    assert states([*database.database(), *database.chinese(), *database.tables(), *database.outbox()]) == {
        "database": State.WELL,
        "chinese": State.WELL,
        "tables": State.WELL,
        "outbox": State.WELL,
    }


def test_an_old_database_is_wrong(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "OLDEST_VERSION", 990000)
    assert states(database.database()) == {"database": State.WRONG}


def test_a_database_without_trigrams_is_wrong():
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION IF EXISTS pg_trgm CASCADE")
    (finding,) = database.chinese()
    assert finding.state is State.WRONG
    assert "CREATE EXTENSION pg_trgm" in finding.remedy


def test_a_missing_cache_table_is_wrong():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS hall_cache")
    assert states(database.tables()) == {"tables": State.WRONG}


def test_tables_of_another_version_are_wrong(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "tables_are_current", lambda: False)
    (finding,) = database.tables()
    assert "hall migrate" in finding.remedy
    assert [*database.outbox(), *database.worker()] == []


@pytest.mark.parametrize(("production", "state"), [(False, State.NOTE), (True, State.WRONG)])
def test_a_hall_without_a_worker_is_told(monkeypatch: pytest.MonkeyPatch, production: bool, state: State):
    monkeypatch.setattr(env, "PRODUCTION", production)
    assert states(database.worker()) == {"worker": state}


def test_papers_are_really_made_sealed_and_checked():
    assert states(house.papers()) == {"fonts": State.WELL, "seal": State.WELL}


def test_a_demo_seal_in_production_is_wrong(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(env, "PRODUCTION", True)
    assert states(house.papers())["seal"] is State.WRONG


def test_files_can_be_kept_and_none_is_left_behind(settings, tmp_path: Path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    assert states(house.storage()) == {"storage": State.WELL}
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_empty_hall_has_no_calendar_and_no_city():
    assert states([*house.working_days(), *house.city()]) == {"calendar": State.WRONG, "city": State.WRONG}


@pytest.mark.parametrize(("answer", "state"), [(b"PONG\0", State.WELL), (b"NO\0", State.WRONG)])
def test_a_scanner_is_asked_whether_it_is_there(settings, answer: bytes, state: State):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reply() -> None:
            wire, _ = server.accept()
            with wire:
                wire.recv(16)
                wire.sendall(answer)

        threading.Thread(target=reply, daemon=True).start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
        assert states(house.scanner()) == {"scanner": state}


def test_a_scanner_that_is_away_is_wrong(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings.CLAMD_ADDRESS = f"127.0.0.1:{port}"
    assert states(house.scanner()) == {"scanner": State.WRONG}


def test_a_check_that_breaks_is_a_finding_and_stops_nothing(monkeypatch: pytest.MonkeyPatch):
    def break_off() -> list[Finding]:
        raise RuntimeError("torn")

    monkeypatch.setattr(database, "CHECKS", [break_off])
    monkeypatch.setattr(house, "CHECKS", [house.texts])
    findings = [*examine_house()]
    assert findings[0].state is State.WRONG
    assert "torn" in findings[0].found


def test_without_a_database_the_rest_is_examined_all_the_same(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database, "OLDEST_VERSION", 990000)  # wrong is wrong, whatever the reason
    monkeypatch.setattr(house, "CHECKS_WITHOUT_DATABASE", [house.static_files])
    assert [finding.name for finding in examine_house()] == ["database", "static"]


def test_findings_have_names_that_programs_can_rely_on():
    assert json.dumps([Finding("disk", State.WELL, "1 GB").state]) == '["well"]'
    assert health.LATE_SECONDS == 300


def test_production_without_a_scanner_is_wrong_and_a_demo_without_one_is_noted(settings):
    settings.CLAMD_ADDRESS = ""
    settings.HALL_MODE = "production"
    assert states(house.scanner()) == {"scanner": State.WRONG}
    settings.HALL_MODE = "demo"
    assert states(house.scanner()) == {"scanner": State.NOTE}


def test_a_key_that_opens_nothing_is_wrong_before_a_page_breaks_on_it(settings: Any):
    Party.objects.create(kind="natural", name="演示", id_number="349902199003120016", id_digest="x")
    assert states(house.field_key()) == {"field key": State.WELL}
    settings.FIELD_ENCRYPTION_KEY = "another key than the one it was sealed with"
    (finding,) = house.field_key()
    assert finding.state is State.WRONG
    assert "HALL_FIELD_KEY" in finding.found
