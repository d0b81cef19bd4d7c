"""Codes are typed as people type; a letter with a hole in it is never printed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hall.documents.lifecycle import MOVES, Kind, Move, State, after
from hall.documents.rules import codes
from hall.documents.rules.letters import SHAPES, facts, in_words, plain


def test_codes_are_long_random_and_all_different() -> None:
    made = {codes.new_code() for _ in range(1000)}
    assert len(made) == 1000
    assert all(codes.is_code(code) for code in made)
    assert 32**codes.LENGTH == 2**80


@pytest.mark.parametrize(
    "typed",
    [
        "7K3M9QX2AB4CD5EF",
        "7k3m-9qx2-ab4c-d5ef",
        " 7K3M 9QX2 AB4C D5EF ",
        "７Ｋ３Ｍ－９ＱＸ２－ＡＢ４Ｃ－Ｄ５ＥＦ",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert codes.normalise(typed) == "7K3M9QX2AB4CD5EF"


def test_letters_that_are_misread_are_mended() -> None:
    assert codes.normalise("OIL0-1111-1111-1111") == "0110111111111111"


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert codes.display("7K3M9QX2AB4CD5EF") == "7K3M-9QX2-AB4C-D5EF"
    assert not codes.is_code("7K3M9QX2AB4CD5E")
    assert not codes.is_code("7K3M9QX2AB4CD5EU")


def test_every_kind_of_paper_has_a_letter() -> None:
    assert set(SHAPES) == {kind.value for kind in Kind}


@pytest.mark.parametrize(
    "change, complaint",
    [
        ({"reason": ""}, "lacks reason"),
        ({"remedies": None}, "lacks remedies"),
        ({"spoon": 1}, "knows no spoon"),
    ],
)
def test_a_refusal_without_its_reason_or_remedies_is_not_printed(change: dict, complaint: str) -> None:
    told = {
        "applicant": "张三",
        "item_name": "食品经营许可",
        "case_number": "1",
        "decided_on": date(2026, 12, 1),
        "decides": "不予行政许可",
        "reason": "不符合条件",
        "remedies": "可以申请行政复议。",
    }
    assert facts("refused", told)["remedies"] == ["可以申请行政复议。"]
    with pytest.raises(ValueError, match=complaint):
        facts("refused", told | change)


def test_only_lawful_grounds_refuse_acceptance() -> None:
    told = {
        "applicant": "张三",
        "item_name": "食品经营许可",
        "case_number": "1",
        "received_on": date(2026, 12, 1),
        "reason": "不属于",
        "remedies": "…",
        "ground": "not_liked",
    }
    with pytest.raises(ValueError, match="no ground"):
        facts("not_accepted", told)


def test_there_is_no_letter_that_nobody_wrote() -> None:
    with pytest.raises(ValueError, match="no letter"):
        facts("birthday_card", {})


def test_dates_are_written_as_official_papers_write_them() -> None:
    assert in_words(date(2026, 1, 5)) == "2026年1月5日"
    # 16:30 UTC is half past midnight of the next day in Shanghai (+8 h)
    assert plain(datetime(2026, 12, 31, 16, 30, tzinfo=UTC)) == "2027年1月1日 00:30"


def test_nested_facts_are_made_plain() -> None:
    assert plain([{"on": date(2026, 2, 3)}, (1, True, "x")]) == [{"on": "2026年2月3日"}, [1, True, "x"]]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_a_paper_can_only_be_revoked_and_only_once(state: State, move: Move) -> None:
    assert after(state, move) == (State.REVOKED if state is State.VALID else None)
    assert len(MOVES) == 1
