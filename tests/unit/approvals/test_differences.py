"""What differs is marked where it differs."""

from __future__ import annotations

import pytest

from hall.approvals.rules.differences import pieces


@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        ("魏武大道12号", "魏武大道21号", "魏武大道[12]号"),  # a number is one word
        ("1985-03-12", "1985-03-21", "1985-03-[12]"),
        ("1985-03-12", "1986-04-12", "[1985-03]-12"),
        ("1985-03-12", "2001-11-30", "[1985-03-12]"),
        ("1985年3月12日", "1985年11月12日", "1985年[3]月12日"),
        ("341602198503120018", "341602198503210018", "3416021985031[2]0018"),  # of a long one, the digit
        ("振兴路37号2单元", "振兴路37号", "振兴路37号[2单元]"),
        ("振兴路37号", "振兴路37号2单元", "振兴路37号"),
        ("13900000001", "16107654321", "[13900000001]"),  # nothing in common: marked whole
        ("", "魏武大道", ""),
    ],
)
def test_the_differing_part_is_marked(text: str, other: str, shown: str) -> None:
    assert (
        "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces(text, other)) == shown
    )
