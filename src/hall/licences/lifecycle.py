"""What can become of a licence (行政许可法 第六十九、七十条; states as e-licence interfaces number them)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    MAKING = "making"  # 制证中: decided, the file is being made
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    CANCELLED = "cancelled"


class Move(StrEnum):
    FINISH = "finish"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    REVOKE = "revoke"
    CANCEL = "cancel"


MOVES: Mapping[tuple[State, Move], State] = {
    (State.MAKING, Move.FINISH): State.VALID,
    (State.VALID, Move.SUSPEND): State.SUSPENDED,
    (State.SUSPENDED, Move.REINSTATE): State.VALID,
    (State.VALID, Move.REVOKE): State.REVOKED,
    (State.SUSPENDED, Move.REVOKE): State.REVOKED,
    (State.VALID, Move.CANCEL): State.CANCELLED,
    (State.SUSPENDED, Move.CANCEL): State.CANCELLED,
}


def after(state: State, move: Move) -> State | None:
    """The state that `move` leads to, or None when the move isn't allowed from `state`."""
    return MOVES.get((state, move))
