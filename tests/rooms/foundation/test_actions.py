"""An action with a key happens once, whoever asks again and however often."""

from __future__ import annotations

import threading
import uuid
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from hall.foundation.models import HistoryEntry
from hall.foundation.public import Conflict, Invalid, action, record
from hall.identity.public import SYSTEM, Actor


@action("bells.bell.ring")
def ring(bell: UUID, *, times: int = 1, actor: Actor) -> dict[str, Any]:
    record(chain=bell, actor=actor, action="bells.bell.ring", summary={"times": times})
    return {"bell": str(bell), "times": times}


def rings(bell: UUID) -> int:
    return HistoryEntry.objects.filter(chain=bell).count()


@pytest.mark.django_db
def test_without_a_key_every_call_acts() -> None:
    bell = uuid.uuid4()
    ring(bell, actor=SYSTEM)
    ring(bell, actor=SYSTEM)
    assert rings(bell) == 2


@pytest.mark.django_db
def test_the_same_key_gets_the_first_answer_without_acting_again() -> None:
    bell = uuid.uuid4()
    first = ring(bell, actor=SYSTEM, key="one")
    assert ring(bell, actor=SYSTEM, key="one") == first
    assert rings(bell) == 1


@pytest.mark.django_db
def test_a_key_reused_for_another_request_is_a_conflict() -> None:
    bell = uuid.uuid4()
    ring(bell, actor=SYSTEM, key="one")
    with pytest.raises(Conflict, match="另一个不同的请求"):
        ring(bell, times=2, actor=SYSTEM, key="one")


@pytest.mark.django_db
def test_keys_of_different_actors_never_meet() -> None:
    bell = uuid.uuid4()
    ring(bell, actor=Actor(1, "甲", "person"), key="one")
    ring(bell, actor=Actor(2, "乙", "person"), key="one")
    assert rings(bell) == 2


@pytest.mark.django_db
def test_an_overlong_key_is_refused_in_words() -> None:
    with pytest.raises(Invalid):
        ring(uuid.uuid4(), actor=SYSTEM, key="x" * 256)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_act_once() -> None:
    bell, answers = uuid.uuid4(), []

    def call() -> None:
        try:
            answers.append(ring(bell, actor=SYSTEM, key="one"))
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len({str(answer) for answer in answers}) == 1
    assert rings(bell) == 1
