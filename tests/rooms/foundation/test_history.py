"""One history: in order, tamper-evident, append-only, and written with its deed or not at all."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from hall.foundation.history import BrokenChain
from hall.foundation.models import HistoryChain, HistoryEntry, OutboxMessage
from hall.foundation.public import history_of, record, verify_chain
from hall.identity.public import SYSTEM

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class LampLit:
    lamp_id: UUID
    by: str


LampLit.__module__ = "hall.lamps.events"


def light(chain: UUID, times: int = 3) -> None:
    for number in range(times):
        record(
            chain=chain,
            actor=SYSTEM,
            action="lamps.lamp.light",
            event=LampLit(chain, f"人{number}"),
            summary={"n": number},
        )


def test_entries_read_back_in_order_with_all_that_was_recorded() -> None:
    chain = uuid.uuid4()
    light(chain)
    facts = history_of(chain)
    assert [(fact.seq, fact.data["by"], fact.summary["n"]) for fact in facts] == [
        (1, "人0", 0),
        (2, "人1", 1),
        (3, "人2", 2),
    ]
    assert facts[0].event == "lamps.LampLit"
    assert facts[0].actor_name == "系统"
    assert verify_chain(chain) == 3


def test_every_entry_with_an_event_is_in_the_outbox() -> None:
    chain = uuid.uuid4()
    light(chain)
    record(chain=chain, actor=SYSTEM, action="lamps.lamp.look")
    assert OutboxMessage.objects.filter(entry__chain=chain).count() == 3


@pytest.mark.parametrize("statement", ["UPDATE {} SET action = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_history(statement: str) -> None:
    light(uuid.uuid4())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("foundation_historyentry"))


def test_the_database_refuses_to_delete_the_head_of_a_chain() -> None:
    light(uuid.uuid4())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        HistoryChain.objects.all()._raw_delete("default")


def _tamper(sql: str, chain: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with pending checks can't be altered
        cursor.execute("ALTER TABLE foundation_historyentry DISABLE TRIGGER USER")
        cursor.execute(sql, [chain])
        cursor.execute("ALTER TABLE foundation_historyentry ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE foundation_historyentry SET body = replace(body, '人1', '人9') WHERE chain_id = %s",
        "UPDATE foundation_historyentry SET seq = seq + 6 WHERE chain_id = %s",
    ],
    ids=["a changed word", "a moved entry"],
)
def test_whoever_gets_past_the_trigger_breaks_the_chain(sql: str) -> None:
    chain = uuid.uuid4()
    light(chain)
    _tamper(sql, chain)
    with pytest.raises(BrokenChain):
        verify_chain(chain)


def test_a_dropped_last_entry_is_noticed_by_the_head() -> None:
    chain = uuid.uuid4()
    light(chain)
    OutboxMessage.objects.filter(entry__chain=chain).delete()
    _tamper("DELETE FROM foundation_historyentry WHERE chain_id = %s AND seq = 3", chain)
    with pytest.raises(BrokenChain):
        verify_chain(chain)


def test_a_failed_deed_leaves_no_history() -> None:
    chain = uuid.uuid4()

    def deed_that_fails() -> None:
        with transaction.atomic():
            light(chain, times=1)
            raise RuntimeError("the deed failed")

    with pytest.raises(RuntimeError):
        deed_that_fails()
    assert not HistoryEntry.objects.filter(chain=chain).exists()
    assert verify_chain(chain) == 0
