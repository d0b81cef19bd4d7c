"""One history. `record()` is the only way to write it, in one round trip, inside the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import orjson

from hall.foundation.clock import now
from hall.foundation.errors import HallError
from hall.foundation.models import HistoryEntry
from hall.foundation.statements import first_row

GENESIS = bytes(32)


class Doer(Protocol):
    """Whoever acts, as history needs to know them (`identity.public.Actor` is one)."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Fact:
    """One entry read back: who did what when, with what was recorded."""

    seq: int
    at: datetime
    actor_name: str
    actor_kind: str
    action: str
    event: str
    data: dict[str, Any]
    summary: dict[str, Any]


class BrokenChain(HallError):
    status = 500
    code = "broken-chain"


def event_name(event: type[Any]) -> str:
    """`room.ClassName` of an event class, as history and outbox know it."""
    return f"{event.__module__.split('.')[1]}.{event.__name__}"


def record(
    *, chain: UUID, actor: Doer, action: str, event: Any = None, summary: Mapping[str, Any] | None = None
) -> int:
    """Append to the history of the thing `chain`, and put `event` (a frozen dataclass) in the outbox.

    Returns: the entry's id. One SQL call; must run inside the action's transaction.
    """
    written = first_row(f"SELECT {CALL}", entry(chain, actor, action, event, summary))
    assert written is not None  # a SELECT of one function call
    return int(written[0])


CALL = "foundation_record(%s, %s, %s, %s, %s, %s)"


def entry(chain: UUID, actor: Doer, action: str, event: Any, summary: Mapping[str, Any] | None) -> list[Any]:
    """The arguments of `CALL`, the one function that writes history."""
    at = now()
    named = event_name(type(event)) if event is not None else ""
    body = {
        "chain": chain,
        "at": at,
        "actor": {"id": actor.account_id, "name": actor.name, "kind": actor.kind},
        "action": action,
        "event": named,
        "data": _plain(event) if event is not None else {},
        "summary": dict(summary or {}),
    }
    canonical = orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()
    return [chain, at, actor.account_id, action, named, canonical]


def _plain(event: Any) -> dict[str, Any]:
    if not is_dataclass(event):
        raise TypeError(f"{event!r} is no event: events are frozen dataclasses.")
    return {field.name: getattr(event, field.name) for field in fields(event)}


def history_of(chain: UUID) -> list[Fact]:
    """The whole history of one thing, oldest first (one query)."""
    return [_fact(entry) for entry in HistoryEntry.objects.filter(chain=chain).order_by("seq")]


def histories_of(chains: Iterable[UUID]) -> dict[UUID, list[Fact]]:
    """The histories of many things at once, by thing, each oldest first (one query)."""
    told: dict[UUID, list[Fact]] = {}
    for entry in HistoryEntry.objects.filter(chain__in=list(chains)).order_by("chain", "seq"):
        told.setdefault(entry.chain_id, []).append(_fact(entry))
    return told


def _fact(entry: HistoryEntry) -> Fact:
    body = orjson.loads(entry.body)
    actor = body["actor"]
    return Fact(
        entry.seq,
        entry.at,
        actor["name"],
        actor["kind"],
        entry.action,
        entry.event,
        body["data"],
        body["summary"],
    )


def verify_chain(chain: UUID) -> int:
    """Recompute every hash of one thing's history.

    Returns: the number of entries. Raises: BrokenChain naming the first entry that doesn't fit.
    """
    previous, expected = GENESIS, 0
    for entry in HistoryEntry.objects.filter(chain=chain).order_by("seq").select_related("chain"):
        expected += 1
        digest = hashlib.sha256(previous + f"{entry.seq}|{entry.body}".encode()).digest()
        if entry.seq != expected or bytes(entry.hash) != digest:
            raise BrokenChain(f"Entry {entry.seq} of {chain} doesn't fit the chain.")
        previous = digest
        head, length = bytes(entry.chain.head), entry.chain.length
    if expected and (head != previous or length != expected):
        raise BrokenChain(f"The chain of {chain} has {expected} entries but its head names another end.")
    return expected
