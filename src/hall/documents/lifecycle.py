"""What an issued document can be, and what may become of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """The papers a hall issues; each has one letter of the same name in `typst/`."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    SUPPLEMENT = "supplement"
    NOT_ACCEPTED = "not_accepted"
    GRANTED = "granted"
    REFUSED = "refused"
    LICENCE = "licence"


class State(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"


class Move(StrEnum):
    REVOKE = "revoke"


MOVES: Mapping[tuple[State, Move], State] = {(State.VALID, Move.REVOKE): State.REVOKED}


def after(state: State, move: Move) -> State | None:
    """The state that `move` leads to, or None when the move isn't allowed from `state`."""
    return MOVES.get((state, move))
