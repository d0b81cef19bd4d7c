"""docs/generated/case-lifecycle.md: the life of a case, drawn from `approvals.lifecycle.MOVES`.

A picture drawn by hand would be right on the day it is drawn. `make check` compares this one with the table.
"""

from __future__ import annotations

from hall.approvals.lifecycle import CLOSED, MOVES, Move, State, moves_from
from hall.approvals.models import STATE_LABELS
from hall.approvals.rules.wording import MOVE_LABELS, legal_basis
from hall.standards.code_sets import ItemType

HEAD = """# The life of a case · 办件的一生

Drawn from `src/hall/approvals/lifecycle.py` by `make docs`. Don't edit: change the table.
"""


def document() -> str:
    """The whole document: the picture, then every state with what may happen in it."""
    return "\n".join([HEAD, *_picture(), "", *_table(), "", *_articles(), ""])


def _picture() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state}: {STATE_LABELS[state]} ({state})" for state in State]
    lines.append(f"    [*] --> {State.RECEIVED}")
    lines += [f"    {at} --> {to}: {MOVE_LABELS[move]}" for (at, move), to in MOVES.items()]
    lines += [f"    {state} --> [*]" for state in State if state in CLOSED]
    return [*lines, "```"]


def _table() -> list[str]:
    rows = [f"| {STATE_LABELS[state]} | `{state}` | {_moves(state)} |" for state in State]
    return ["| 状态 | State | Moves |", "|---|---|---|", *rows]


def _moves(state: State) -> str:
    moves = [f"{MOVE_LABELS[move]} `{move}` → `{MOVES[state, move]}`" for move in moves_from(state)]
    return "<br>".join(moves) or "none: the case is closed"


def _articles() -> list[str]:
    rows = [
        f"| {MOVE_LABELS[move]} | `{move}` | {'、'.join(article for article, _ in bases)} |"
        for move in Move
        if (bases := legal_basis(move, ItemType.PERMIT, "natural"))
    ]
    return ["| 行为 | Move | In matters of permits rests on |", "|---|---|---|", *rows]
