"""The life of an application, as a table of moves. Read it as arrows; the database refuses all others.

What happens to the case after it is filed (acceptance, review, decision) is told by `approvals`. Here only
what the applicant does is told, and that it is over: `concluded` closes the door on withdrawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

__all__ = ["ENDS", "MOVES", "Move", "State", "after", "arrows", "diagram"]


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return _LABELS[self]


class Move(StrEnum):
    """What can be done with an application."""

    SAVE = "save"
    SUBMIT = "submit"
    DISCARD = "discard"
    EXPIRE = "expire"
    SUPPLEMENT = "supplement"
    WITHDRAW = "withdraw"
    CONCLUDE = "conclude"


_LABELS: Mapping[State, str] = MappingProxyType(
    {
        State.DRAFT: "草稿",
        State.SUBMITTED: "已提交",
        State.CONCLUDED: "已办结",
        State.WITHDRAWN: "已撤回",
        State.EXPIRED: "已过期",
    }
)

MOVES: Mapping[tuple[State, Move], State] = MappingProxyType(
    {
        (State.DRAFT, Move.SAVE): State.DRAFT,
        (State.DRAFT, Move.SUBMIT): State.SUBMITTED,
        (State.DRAFT, Move.DISCARD): State.WITHDRAWN,
        (State.DRAFT, Move.EXPIRE): State.EXPIRED,
        (State.SUBMITTED, Move.SUPPLEMENT): State.SUBMITTED,
        (State.SUBMITTED, Move.WITHDRAW): State.WITHDRAWN,
        (State.SUBMITTED, Move.CONCLUDE): State.CONCLUDED,
    }
)

#: States that nothing leads out of.
ENDS: frozenset[State] = frozenset(State) - {state for state, _ in MOVES}


def after(state: State | str, move: Move) -> State | None:
    """The state that `move` leads to from `state`, or None when the table has no such arrow."""
    return MOVES.get((State(state), move))


def arrows() -> frozenset[tuple[State, State]]:
    """Every change of state that some move makes (what the database's trigger allows)."""
    return frozenset((start, end) for (start, _), end in MOVES.items() if start is not end)


def diagram() -> str:
    """The table drawn: docs/generated/application-lifecycle.md."""
    lines = [f"    {start} --> {end}: {move}" for (start, move), end in MOVES.items()]
    names = [f"    {state}: {state.label} {state}" for state in State]
    ends = [f"    {state} --> [*]" for state in State if state in ENDS]
    drawn = "\n".join(["stateDiagram-v2", *names, f"    [*] --> {State.DRAFT}", *lines, *ends])
    return (
        "# The life of an application · 申请的状态\n\n"
        "Drawn from `hall.applications.lifecycle.MOVES` by `make docs`; don't edit.\n\n"
        f"```mermaid\n{drawn}\n```\n"
    )
