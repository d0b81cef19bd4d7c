"""How long a licence holds, what it counts as, and what may become of it."""

from __future__ import annotations

from datetime import date

import pytest

from hall.licences.lifecycle import MOVES, Move, State, after
from hall.licences.rules.holder_number import masked_number
from hall.licences.rules.validity import last_day, official_state
from hall.standards.code_sets import LicenceState


@pytest.mark.parametrize(
    "valid_from, years, until",
    [
        (date(2026, 12, 1), 5, date(2031, 11, 30)),  # the day before the fifth anniversary
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
        (date(2028, 2, 29), 4, date(2032, 2, 28)),  # 2032-02-29 exists: the day before it
        (date(2028, 2, 29), 5, date(2033, 2, 28)),  # 2033-02-29 doesn't: the last of February
        (date(2028, 3, 1), 1, date(2029, 2, 28)),
        (date(2026, 12, 1), None, None),
    ],
)
def test_a_licence_holds_until_the_day_before_its_anniversary(valid_from, years, until) -> None:
    assert last_day(valid_from, years) == until


@pytest.mark.parametrize(
    "state, until, on, official",
    [
        (State.VALID, None, date(2099, 1, 1), LicenceState.VALID),
        (State.VALID, date(2026, 12, 1), date(2026, 12, 1), LicenceState.VALID),  # its last day counts
        (State.VALID, date(2026, 12, 1), date(2026, 12, 2), LicenceState.LAPSED),
        (State.SUSPENDED, date(2026, 12, 1), date(2026, 12, 2), LicenceState.LAPSED),
        (State.SUSPENDED, None, date(2026, 12, 2), LicenceState.SUSPENDED),
        (State.REVOKED, date(2026, 12, 1), date(2026, 12, 2), LicenceState.REVOKED),
        (State.CANCELLED, None, date(2026, 12, 2), LicenceState.CANCELLED),
        (State.MAKING, None, date(2026, 12, 2), LicenceState.OTHER),
    ],
)
def test_the_state_as_interfaces_number_it(state, until, on, official) -> None:
    assert official_state(state, until, on) is official


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_only_the_moves_of_the_table_are_possible(state: State, move: Move) -> None:
    allowed = {
        State.MAKING: {Move.FINISH: State.VALID},
        State.VALID: {
            Move.SUSPEND: State.SUSPENDED,
            Move.REVOKE: State.REVOKED,
            Move.CANCEL: State.CANCELLED,
        },
        State.SUSPENDED: {
            Move.REINSTATE: State.VALID,
            Move.REVOKE: State.REVOKED,
            Move.CANCEL: State.CANCELLED,
        },
    }
    assert after(state, move) is allowed.get(state, {}).get(move)
    assert len(MOVES) == 7


@pytest.mark.parametrize(
    "kind, number, shown",
    [
        ("natural", "34999919900101002X", "349***********002X"),
        ("legal", "91349900MA00000001", "91349900MA00000001"),
        ("natural", "", ""),
    ],
)
def test_a_resident_id_is_never_printed_whole(kind: str, number: str, shown: str) -> None:
    assert masked_number(kind, number) == shown
