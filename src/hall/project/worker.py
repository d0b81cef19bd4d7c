"""The worker: delivers events from the outbox to the rooms that react, and runs the rooms' timed tasks.

Events are looked for a few times a second. They don't wake it by NOTIFY, which would make the deeds of a
whole city commit one after the other (docs/decisions/0016).
Timed tasks (`tasks.py` of a room) are procrastinate's: retried, never doubled, their history in PostgreSQL.
"""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from procrastinate.contrib.django import app

from hall.foundation.public import deliver_all, deliver_next
from hall.project.wiring import WIRING

log = structlog.get_logger(__name__)
IDLE_SECONDS = 0.2
RETRY_SECONDS = 2.0
#: A long file holds back no other task; those with the same lock still go one after the other.
TASKS_AT_ONCE = 3


def deliver_until(stop: threading.Event) -> None:
    """Deliver events until told to stop. A database that goes away is waited for."""
    while not stop.is_set():
        try:
            while not stop.is_set():
                if not deliver_next(WIRING):
                    close_old_connections()
                    stop.wait(IDLE_SECONDS)
        except (OperationalError, InterfaceError) as error:
            log.warning("outbox waits for the database", error=str(error))
            connection.close()
            stop.wait(RETRY_SECONDS)


def run() -> None:
    """Run until SIGINT or SIGTERM; what is being delivered is finished first."""
    stop = threading.Event()
    courier = threading.Thread(target=deliver_until, args=(stop,), name="outbox", daemon=True)
    courier.start()

    def finish(_: int, __: FrameType | None) -> None:
        stop.set()

    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, finish)
    clerk = threading.Thread(target=_run_timed_tasks, args=(stop,), name="tasks", daemon=True)
    clerk.start()
    while not stop.wait(1.0):
        if not courier.is_alive():
            raise SystemExit("The outbox thread has died; see the log.")
    courier.join(timeout=30)


def _run_timed_tasks(stop: threading.Event) -> None:
    connector: Any = app.connector
    while not stop.is_set():
        try:
            with app.replace_connector(connector.get_worker_connector()) as timed:
                timed.run_worker(
                    install_signal_handlers=False,
                    name=f"hall-{time.time_ns()}",
                    concurrency=TASKS_AT_ONCE,
                )
        except Exception as error:
            log.warning("timed tasks wait for the database", error=str(error))
            stop.wait(RETRY_SECONDS)


def run_once() -> int:
    """Deliver what is due and stop. Returns: how many events."""
    return deliver_all(WIRING)
