"""Every pair of state and move, tried: the table has these arrows and no others."""

from __future__ import annotations

import pytest

from hall.approvals.lifecycle import (
    ACCEPTED,
    CLOSED,
    DECIDED,
    MOVES,
    OPEN,
    IllegalMove,
    Move,
    State,
    after,
    moves_from,
)

ARROWS = {
    ("received", "ask_supplement"): "supplement",
    ("supplement", "file_supplement"): "received",
    ("received", "accept"): "reviewing",
    ("received", "refuse_acceptance"): "not_accepted",
    ("reviewing", "conclude_review"): "reviewing",
    ("reviewing", "complete_reviews"): "decidable",
    ("decidable", "grant"): "granted",
    ("decidable", "refuse"): "refused",
    ("received", "withdraw"): "withdrawn",
    ("supplement", "withdraw"): "withdrawn",
    ("reviewing", "withdraw"): "withdrawn",
    ("decidable", "withdraw"): "withdrawn",
    ("granted", "complete"): "completed",
    ("refused", "complete"): "completed",
}
EVERY_PAIR = [(state, move) for state in State for move in Move]


@pytest.mark.parametrize(("state", "move"), EVERY_PAIR, ids=lambda each: str(each))
def test_a_move_leads_where_the_arrows_say_or_is_refused(state: State, move: Move) -> None:
    expected = ARROWS.get((state.value, move.value))
    if expected is None:
        with pytest.raises(IllegalMove) as refusal:
            after(state, move)
        assert (refusal.value.state, refusal.value.move) == (state, move)
    else:
        assert after(state, move) == expected


def test_nothing_leads_out_of_a_closed_state() -> None:
    assert {state for state in State if not moves_from(state)} == CLOSED


def test_every_open_state_can_be_left() -> None:
    assert all(any(to != state for (at, _), to in MOVES.items() if at == state) for state in OPEN)


def test_every_state_can_be_reached_from_the_counter() -> None:
    reached, frontier = {State.RECEIVED}, {State.RECEIVED}
    while frontier:
        frontier = {to for (at, _), to in MOVES.items() if at in frontier} - reached
        reached |= frontier
    assert reached == set(State)


def test_only_an_accepted_case_is_decided() -> None:
    assert DECIDED < ACCEPTED
    assert all(at in ACCEPTED for (at, _), to in MOVES.items() if to in DECIDED)


def test_no_case_is_withdrawn_once_the_office_has_spoken() -> None:
    assert not any(move == Move.WITHDRAW for state in DECIDED for move in moves_from(state))
