"""Every state meets every move: the table is the whole truth."""

from __future__ import annotations

import importlib

import pytest

from hall.applications.lifecycle import ENDS, MOVES, Move, State, after, arrows

LAWFUL = {
    ("draft", "save"): "draft",
    ("draft", "submit"): "submitted",
    ("draft", "discard"): "withdrawn",
    ("draft", "expire"): "expired",
    ("submitted", "supplement"): "submitted",
    ("submitted", "withdraw"): "withdrawn",
    ("submitted", "conclude"): "concluded",
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_each_pair_leads_where_the_table_says_or_nowhere(state: State, move: Move) -> None:
    assert after(state, move) == LAWFUL.get((state.value, move.value))


def test_nothing_leads_out_of_an_end() -> None:
    assert {State.WITHDRAWN, State.EXPIRED, State.CONCLUDED} == ENDS


def test_every_state_can_be_reached() -> None:
    assert set(MOVES.values()) == set(State)


def test_the_database_allows_the_arrows_of_the_table_and_no_other() -> None:
    migration = importlib.import_module("hall.applications.migrations.0002_what_is_filed_stays")
    assert {(start.value, end.value) for start, end in arrows()} == set(migration.ARROWS)


def test_every_state_has_a_name_for_people() -> None:
    assert all(state.label for state in State)
