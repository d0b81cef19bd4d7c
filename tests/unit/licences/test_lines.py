"""A licence says what the list of its type names, and nothing that was merely asked."""

from __future__ import annotations

import pytest

from hall.licences.rules.lines import Line, printed

LIVES = Line("居住地住址", (("division", "address"),), "", "《居住证暂行条例》第四条")
HOME = Line("户口所在地", (("origin",),), "person.address", "《居住证暂行条例》第四条")
NAME = Line("名称", (("company",), ("shop",)), "", "《条例》第八条")


def test_only_what_is_listed_is_printed() -> None:
    answers = {"shop": "老街面馆", "by_agent": "本人办理", "agent_name": "李四"}
    assert printed([NAME], answers, {}) == {"名称": "老街面馆"}


def test_the_first_answer_that_was_given_counts_then_the_register() -> None:
    assert printed([NAME], {"company": "甲公司", "shop": "乙店"}, {}) == {"名称": "甲公司"}
    assert printed([HOME], {"origin": ""}, {"person.address": "涡阳县"}) == {"户口所在地": "涡阳县"}
    assert printed([HOME], {"origin": "蒙城县"}, {"person.address": "涡阳县"}) == {"户口所在地": "蒙城县"}


def test_a_line_without_an_answer_is_left_out() -> None:
    assert printed([LIVES, HOME, NAME], {}, {}) == {}


@pytest.mark.parametrize(
    ("division", "address", "text"),
    [
        ("谯城区花戏楼街道", "魏武大道1号", "谯城区花戏楼街道魏武大道1号"),
        ("安徽省亳州市谯城区", "亳州市谯城区魏武大道1号", "安徽省亳州市谯城区魏武大道1号"),
        ("谯城区花戏楼街道", "道口路1号", "谯城区花戏楼街道道口路1号"),
        ("", "魏武大道1号", "魏武大道1号"),
        ("谯城区", "", "谯城区"),
    ],
)
def test_a_division_and_an_address_make_one_text(division: str, address: str, text: str) -> None:
    assert printed([LIVES], {"division": division, "address": address}, {}) == {"居住地住址": text}
