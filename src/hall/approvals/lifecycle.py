"""The life of a case as a table of moves: what isn't in `MOVES` can't happen.

Read a line as an arrow: in this state, by this move, the case comes into that state. The database holds
the same arrows in a trigger (migration 0002), so that no code path can forget them, and
docs/generated/case-lifecycle.md is drawn from this table. Source of the states: 行政许可法 第三十二条
(receipt, supplement, acceptance), 第三十四条 (review), 第三十八条 (decision), 第四十四条 (delivery).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

__all__ = [
    "ACCEPTED",
    "CLOSED",
    "DECIDED",
    "MOVES",
    "OPEN",
    "IllegalMove",
    "Move",
    "State",
    "after",
    "moves_from",
]


class State(StrEnum):
    """Where a case stands. The name is what the database stores."""

    RECEIVED = "received"
    SUPPLEMENT = "supplement"
    REVIEWING = "reviewing"
    DECIDABLE = "decidable"
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


class Move(StrEnum):
    """What may befall a case."""

    ASK_SUPPLEMENT = "ask_supplement"
    FILE_SUPPLEMENT = "file_supplement"
    ACCEPT = "accept"
    REFUSE_ACCEPTANCE = "refuse_acceptance"
    CONCLUDE_REVIEW = "conclude_review"
    COMPLETE_REVIEWS = "complete_reviews"
    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    COMPLETE = "complete"


_S, _M = State, Move

MOVES: Mapping[tuple[State, Move], State] = MappingProxyType(
    {
        (_S.RECEIVED, _M.ASK_SUPPLEMENT): _S.SUPPLEMENT,
        (_S.SUPPLEMENT, _M.FILE_SUPPLEMENT): _S.RECEIVED,
        (_S.RECEIVED, _M.ACCEPT): _S.REVIEWING,
        (_S.RECEIVED, _M.REFUSE_ACCEPTANCE): _S.NOT_ACCEPTED,
        (_S.REVIEWING, _M.CONCLUDE_REVIEW): _S.REVIEWING,
        (_S.REVIEWING, _M.COMPLETE_REVIEWS): _S.DECIDABLE,
        (_S.DECIDABLE, _M.GRANT): _S.GRANTED,
        (_S.DECIDABLE, _M.REFUSE): _S.REFUSED,
        (_S.RECEIVED, _M.WITHDRAW): _S.WITHDRAWN,
        (_S.SUPPLEMENT, _M.WITHDRAW): _S.WITHDRAWN,
        (_S.REVIEWING, _M.WITHDRAW): _S.WITHDRAWN,
        (_S.DECIDABLE, _M.WITHDRAW): _S.WITHDRAWN,
        (_S.GRANTED, _M.COMPLETE): _S.COMPLETED,
        (_S.REFUSED, _M.COMPLETE): _S.COMPLETED,
    }
)

#: Nothing more can happen.
CLOSED = frozenset({State.NOT_ACCEPTED, State.WITHDRAWN, State.COMPLETED})
OPEN = frozenset(State) - CLOSED
#: The statutory clock has started (a withdrawn case may or may not have been accepted).
ACCEPTED = frozenset({State.REVIEWING, State.DECIDABLE, State.GRANTED, State.REFUSED, State.COMPLETED})
#: The office has spoken.
DECIDED = frozenset({State.GRANTED, State.REFUSED, State.COMPLETED})


class IllegalMove(ValueError):
    """This move doesn't exist in this state."""

    def __init__(self, state: State, move: Move) -> None:
        super().__init__(f"A case that is {state} knows no move {move}.")
        self.state = state
        self.move = move


def after(state: State, move: Move) -> State:
    """The state that `move` leads to from `state`.

    Raises: IllegalMove when the table has no such arrow.
    """
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalMove(State(state), Move(move)) from None


def moves_from(state: State) -> tuple[Move, ...]:
    """The moves that exist in `state`, in the table's order."""
    return tuple(move for (begins, move) in MOVES if begins == state)
