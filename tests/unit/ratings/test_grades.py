"""Five grades; a bad one says why; remarks belong to their grade."""

from __future__ import annotations

import pytest

from hall.ratings.rules.grades import GRADES, LONGEST_COMMENT, faults, is_bad

TAGS = {"1-fast": 1, "4-slow": 4, "4-late": 4, **{f"4-{n}": 4 for n in range(10)}}


def test_the_last_two_grades_are_bad() -> None:
    assert [is_bad(grade) for grade in GRADES] == [False, False, False, True, True]


@pytest.mark.parametrize(
    "grade, tags, comment, wrong",
    [
        (1, [], "", []),
        (3, ["1-fast"], "", ["wrong_tag"]),
        (1, ["1-fast"], "谢谢", []),
        (4, [], "", ["no_reason"]),
        (5, [], "   \n", ["no_reason"]),
        (4, ["4-slow"], "", []),
        (5, [], "推诿", []),
        (4, ["unknown"], "", ["wrong_tag"]),
        (4, [f"4-{n}" for n in range(7)], "", ["too_many_tags"]),  # 7 > 6
        (2, [], "好" * LONGEST_COMMENT, []),
        (2, [], "好" * (LONGEST_COMMENT + 1), ["too_long"]),
        (0, [], "", ["no_grade"]),
        (6, [], "x", ["no_grade"]),
    ],
)
def test_what_is_wrong_with_a_rating(grade: int, tags: list[str], comment: str, wrong: list[str]) -> None:
    assert [fault.what for fault in faults(grade, tags, comment, TAGS)] == wrong
