"""The life of a version as a table of moves: what isn't in `MOVES` can't happen.

Versions of a guide and of what a place changes in it live alike. Read a line as an arrow. The database holds
the same arrows in a trigger (migration 0008), and with them that what was published is never altered and that
nobody publishes what they have edited (docs/decisions/0012-inheritance.md).

`PUBLISHED` says that it was put in force from a day on, which may lie ahead; whether it is in force is told
by its days, not by its state. `SUPERSEDED` is written behind it when its successor has taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

__all__ = ["MOVES", "ONCE_PUBLISHED", "IllegalMove", "Move", "State", "after", "moves_from"]


class State(StrEnum):
    """Where a version stands. The value is what the database stores."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]


class Move(StrEnum):
    """What may befall a version. `IMPORT` is a whole file taken over from where it was published."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    IMPORT = "import"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


_S, _M = State, Move
_LABELS = {
    _S.DRAFT: "草稿",
    _S.SUBMITTED: "待审核",
    _S.PUBLISHED: "已发布",
    _S.SUPERSEDED: "已被替代",
    _S.WITHDRAWN: "已撤回",
}

MOVES: Mapping[tuple[State, Move], State] = MappingProxyType(
    {
        (_S.DRAFT, _M.SUBMIT): _S.SUBMITTED,
        (_S.SUBMITTED, _M.SEND_BACK): _S.DRAFT,
        (_S.SUBMITTED, _M.PUBLISH): _S.PUBLISHED,
        (_S.DRAFT, _M.IMPORT): _S.PUBLISHED,
        (_S.PUBLISHED, _M.SUPERSEDE): _S.SUPERSEDED,
        (_S.PUBLISHED, _M.WITHDRAW): _S.WITHDRAWN,
    }
)

#: What citizens have seen or will see on a day already named: never altered, never deleted.
ONCE_PUBLISHED = frozenset({_S.PUBLISHED, _S.SUPERSEDED, _S.WITHDRAWN})


class IllegalMove(Exception):
    """A move that the table doesn't know."""

    def __init__(self, state: State, move: Move) -> None:
        super().__init__(f"A version that is {state} has no move {move}.")
        self.state = state
        self.move = move


def after(state: str, move: Move) -> State:
    """The state that `move` leads to. Raises: IllegalMove."""
    try:
        return MOVES[State(state), move]
    except KeyError:
        raise IllegalMove(State(state), move) from None


def moves_from(state: str) -> frozenset[Move]:
    """What may befall a version that stands here."""
    return frozenset(move for origin, move in MOVES if origin == state)
