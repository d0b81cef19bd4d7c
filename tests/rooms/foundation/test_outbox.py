"""The outbox hands every event to every reaction, in order, at least once, and says what fails."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hall.foundation.models import OutboxMessage
from hall.foundation.outbox import decode
from hall.foundation.public import Wiring, backlog, deliver_all, deliver_next, record
from hall.identity.public import SYSTEM

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Guest:
    name: str
    since: date


@dataclass(frozen=True)
class DoorOpened:
    door_id: UUID
    on: date
    hands: tuple[str, ...]
    note: str | None = None
    guests: tuple[Guest, ...] = ()


DoorOpened.__module__ = "hall.doors.events"


def opened(door: UUID, *hands: str) -> None:
    guests = (Guest("客", date(2026, 1, 2)),)
    event = DoorOpened(door, date(2026, 11, 24), hands, guests=guests)
    record(chain=door, actor=SYSTEM, action="doors.door.open", event=event)


def test_reactions_get_the_event_as_it_was() -> None:
    door, seen = uuid.uuid4(), []
    opened(door, "左", "右")
    assert deliver_all(Wiring({DoorOpened: (seen.append,)})) == 1
    guests = (Guest("客", date(2026, 1, 2)),)
    assert seen == [DoorOpened(door, date(2026, 11, 24), ("左", "右"), guests=guests)]
    assert not OutboxMessage.objects.exists()


def test_one_things_events_keep_their_order_even_when_the_first_fails() -> None:
    door, seen = uuid.uuid4(), []
    failing = {"now": True}

    def react(event: Any) -> None:
        if failing["now"]:
            raise RuntimeError("门卡住了")
        seen.append(event.hands[0])

    opened(door, "一")
    opened(door, "二")
    wiring = Wiring({DoorOpened: (react,)})
    deliver_all(wiring)
    assert seen == []
    assert backlog() == (2, 1)
    assert "门卡住了" in OutboxMessage.objects.exclude(last_error="").get().last_error
    failing["now"] = False
    OutboxMessage.objects.update(due_at="2020-01-01T00:00Z")
    deliver_all(wiring)
    assert seen == ["一", "二"]


def test_a_reaction_that_succeeded_is_not_called_again_because_the_next_one_failed() -> None:
    door, calls, broken = uuid.uuid4(), [], {"second": True}

    def first(event: Any) -> None:
        calls.append("first")

    def second(event: Any) -> None:
        calls.append("second")
        if broken["second"]:
            raise RuntimeError

    opened(door, "一")
    wiring = Wiring({DoorOpened: (first, second)})
    deliver_all(wiring)
    broken["second"] = False
    OutboxMessage.objects.update(due_at="2020-01-01T00:00Z")
    deliver_all(wiring)
    assert calls == ["first", "second", "second"]


def test_an_event_that_nobody_awaits_is_done_at_once() -> None:
    opened(uuid.uuid4(), "一")
    assert deliver_next(Wiring({})) is True
    assert deliver_next(Wiring({})) is False


def test_old_history_with_fields_we_no_longer_know_stays_readable() -> None:
    door = uuid.uuid4()
    data = {"door_id": str(door), "on": "2026-11-24", "hands": ["左"], "note": None, "colour": "红"}
    assert decode(DoorOpened, data) == DoorOpened(door, date(2026, 11, 24), ("左",))
