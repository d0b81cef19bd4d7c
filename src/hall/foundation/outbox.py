"""Events on their way: read in order, handed to the rooms that react, at least once each.

A worker claims a message by moving its due time ahead, and deletes it when every reaction has succeeded: a
killed worker loses nothing, for the claim runs out and the message is due again. Within one thing's history
order is kept: a message waits while an earlier one of the same chain is still in the outbox. Reactions commit
on their own and must be idempotent (the event's entry id is a natural key).
"""

from __future__ import annotations

import traceback
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, cast
from uuid import UUID

import orjson
import structlog
from django.db import connection, transaction
from django.db.models import Min

from hall.foundation.clock import now
from hall.foundation.history import event_name
from hall.foundation.models import OutboxMessage

log = structlog.get_logger(__name__)
CLAIM = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=10)

Reaction = Callable[[Any], None]


@dataclass(frozen=True)
class Wiring:
    """Who reacts to what: event class → reactions, in order."""

    reactions: Mapping[type[Any], Sequence[Reaction]]

    def of(self, name: str) -> tuple[type[Any] | None, Sequence[Reaction]]:
        for event, reactions in self.reactions.items():
            if event_name(event) == name:
                return event, reactions
        return None, ()


_NEXT = """
    SELECT message.entry_id, message.done, entry.event, entry.body, message.attempts
    FROM foundation_outboxmessage AS message
    JOIN foundation_historyentry AS entry ON entry.id = message.entry_id
    WHERE message.due_at <= %s
      AND NOT EXISTS (
        SELECT 1 FROM foundation_outboxmessage AS earlier
        JOIN foundation_historyentry AS before ON before.id = earlier.entry_id
        WHERE before.chain_id = entry.chain_id AND before.seq < entry.seq)
    ORDER BY message.due_at, message.entry_id
    LIMIT 1
    FOR UPDATE OF message SKIP LOCKED
"""


def deliver_next(wiring: Wiring) -> bool:
    """Handle one message. Returns: False when nothing is due.

    No transaction is held while reactions run: each is a durable action of its own and must be outermost.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NEXT, [now()])
        row = cursor.fetchone()
        if row is None:
            return False
        entry_id, done, name, body, attempts = row
        # Claim it: invisible to other workers for a while, visible again by itself if we die.
        OutboxMessage.objects.filter(entry=entry_id).update(due_at=now() + CLAIM, attempts=attempts + 1)
    event_class, reactions = wiring.of(name)
    event = decode(event_class, orjson.loads(body)["data"]) if event_class else None
    for reaction in reactions:
        label = f"{reaction.__module__}.{reaction.__name__}"
        if label in done:
            continue
        try:
            reaction(event)
        except Exception as error:
            _note_failure(entry_id, label, error, again_in=_wait(attempts))
            return True
        done.append(label)
        OutboxMessage.objects.filter(entry=entry_id).update(done=done)
    OutboxMessage.objects.filter(entry=entry_id).delete()
    return True


def deliver_all(wiring: Wiring, *, at_most: int = 10_000) -> int:
    """Handle what is due until nothing is (tests and `hall worker --once`). Returns: how many messages."""
    handled = 0
    while handled < at_most and deliver_next(wiring):
        handled += 1
    return handled


def backlog() -> tuple[int, int]:
    """(messages waiting, of which have failed at least once)."""
    waiting = OutboxMessage.objects.count()
    return waiting, OutboxMessage.objects.exclude(last_error="").count()


def oldest_waiting_seconds() -> float:
    """How long the oldest undelivered event has waited; 0.0 when there is none."""
    oldest = OutboxMessage.objects.aggregate(at=Min("entry__at"))["at"]
    return (now() - oldest).total_seconds() if oldest else 0.0


def _wait(attempts: int) -> timedelta:
    return min(timedelta(seconds=5 * 2**attempts), LONGEST_WAIT)


def _note_failure(entry_id: int, label: str, error: Exception, *, again_in: timedelta) -> None:
    log.error("reaction failed", reaction=label, entry=entry_id, error=str(error))
    text = f"{label}: {''.join(traceback.format_exception_only(error)).strip()}"
    OutboxMessage.objects.filter(entry=entry_id).update(last_error=text[:2000], due_at=now() + again_in)


def decode(event: type[Any], data: Mapping[str, Any]) -> Any:
    """The event of class `event` from its JSON. Unknown fields are dropped, so old history stays readable."""
    hints = typing.get_type_hints(event)
    return event(**{name: _value(hints[name], value) for name, value in data.items() if name in hints})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(next(arg for arg in typing.get_args(hint) if arg is not type(None)), value)
    if origin is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, item) for item in value)
    if is_dataclass(hint):
        return decode(cast(type[Any], hint), value)
    if hint is UUID:
        return UUID(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value
