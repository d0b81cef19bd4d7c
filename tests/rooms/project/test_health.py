"""Who watches over the hall is told the truth, and strangers are told nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from hall.foundation.events import CalendarAnnounced
from hall.foundation.public import now, record
from hall.identity.public import SYSTEM
from hall.project import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "close", lambda: None)


@pytest.fixture
def leave_waiting(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """An event that nobody has fetched for so many seconds."""

    def leave(seconds: int) -> None:
        then = now() - timedelta(seconds=seconds)
        with monkeypatch.context() as past:
            past.setattr("hall.foundation.history.now", lambda: then)
            record(
                chain=uuid.uuid4(),
                actor=SYSTEM,
                action="foundation.calendar.announce",
                event=CalendarAnnounced(2027, ()),
            )

    return leave


def test_it_is_alive_while_it_answers(client: Client):
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


def test_it_is_alive_without_its_database(client: Client, lost_database: None):
    assert client.get("/livez").status_code == 200


def test_it_is_ready_when_database_and_tables_are(client: Client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["ready"] is True
    assert response.json()["outbox"] == {"ok": True, "waiting": 0, "failed": 0, "oldest_seconds": 0}


def test_it_is_not_ready_without_its_database(client: Client, lost_database: None):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == {"ok": False, "error": "OperationalError"}


def test_it_is_not_ready_on_tables_of_another_version(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "tables_are_current", lambda: False)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["tables"] == {"ok": False}


def test_events_that_wait_too_long_are_told_but_pages_are_served(client: Client, leave_waiting: Any):
    leave_waiting(400)  # limit 300
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["outbox"]["ok"] is False
    assert response.json()["outbox"]["waiting"] == 1
    assert 400 <= response.json()["outbox"]["oldest_seconds"] < 460


@pytest.mark.parametrize("address", ["/livez", "/readyz", "/metrics"])
def test_probes_only_read(client: Client, address: str):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("host", ["10.0.0.7", "pod-7.cluster.example"])
def test_a_probe_by_address_is_no_strange_host(client: Client, host: str):
    assert client.get("/livez", headers={"host": host}).status_code == 200
    assert client.get("/", headers={"host": host}).status_code == 400


def test_metrics_tell_of_requests_and_of_the_outbox(client: Client, leave_waiting: Any):
    leave_waiting(7)
    text = client.get("/metrics").content.decode()
    assert "django_http_requests_before_middlewares_total" in text
    assert "\nhall_outbox_waiting 1\n" in text
    assert "\nhall_outbox_failed 0\n" in text


@pytest.mark.parametrize(
    ("address", "forwarded", "allowed", "status"),
    [
        ("127.0.0.1", "", "127.0.0.0/8,::1/128", 200),
        ("::1", "", "127.0.0.0/8,::1/128", 200),
        ("203.0.113.9", "", "127.0.0.0/8,::1/128", 403),
        ("127.0.0.1", "203.0.113.9", "127.0.0.0/8", 403),  # a visitor through a proxy on this machine
        ("127.0.0.1", "127.0.0.1, 203.0.113.9", "127.0.0.0/8", 403),
        ("10.1.2.3", "", "127.0.0.0/8,10.1.0.0/16", 200),
        ("", "", "127.0.0.0/8", 403),  # over a Unix socket nobody knows who asks
    ],
)
def test_metrics_are_for_allowed_addresses(client: Client, settings, address, forwarded, allowed, status):
    settings.METRICS_ALLOW = allowed.split(",")
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client.get("/metrics", REMOTE_ADDR=address, headers=headers).status_code == status


def test_every_answer_of_the_hall_carries_the_id_of_its_log_lines(client: Client):
    first, second = client.get("/"), client.get("/nowhere/")
    assert uuid.UUID(first["X-Request-ID"]) != uuid.UUID(second["X-Request-ID"])
