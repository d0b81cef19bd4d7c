"""A decision table is judged before anybody is led by it, and every fault names whom it concerns."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from hall.catalogue.rules.situations.checks import CODES, findings, misfits
from hall.catalogue.rules.situations.combinations import MOST, answered, combinations, in_words, next_question
from hall.catalogue.rules.situations.outcome import Need, outcome_of
from hall.catalogue.rules.situations.table import Situations, situations_of

#: A permit to live here: one of three grounds; who sends another is asked whether it is a relative.
PERMIT: dict[str, Any] = {
    "guide": "X1",
    "source": "某指南",
    "as_of": "2026-07",
    "papers": {"m1": "就业证明", "m2": "住址证明", "m3": "委托书"},
    "questions": [
        {
            "key": "ground",
            "title": "理由",
            "options": [{"key": "work", "label": "就业"}, {"key": "home", "label": "居住"}],
        },
        {
            "key": "by",
            "title": "谁来办",
            "options": [{"key": "self", "label": "本人"}, {"key": "agent", "label": "他人"}],
        },
        {
            "key": "kin",
            "title": "是否近亲属",
            "asked_when": {"by": ["agent"]},
            "options": [{"key": "yes", "label": "是"}, {"key": "no", "label": "否"}],
        },
    ],
    "tables": [
        {
            "title": "证明",
            "questions": ["ground"],
            "basis": "《条例》",
            "rows": [
                {
                    "when": {"ground": ["work"]},
                    "then": {"needs": ["m1"], "demands": ["employer"], "fills": {"reason": "就业"}},
                },
                {"when": {"ground": ["home"]}, "then": {"needs": ["m2"], "may": ["m1"]}},
            ],
        },
        {
            "title": "代办",
            "questions": ["kin"],
            "basis": "《条例》",
            "rows": [
                {"when": {"kin": ["yes"]}, "then": {"notes": ["带上户口簿。"]}},
                {"when": {"kin": ["no"]}, "then": {"needs": ["m3"]}},
            ],
        },
    ],
}


def table(**changes: Any) -> Situations:
    """The table with a path of it changed: `tables__0__rows` = […]."""
    definition = deepcopy(PERMIT)
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        place: Any = definition
        for step in steps:
            place = place[step]
        place[last] = value
    return situations_of(definition)


def found(situations: Situations) -> list[tuple[str, str]]:
    return [(finding.code, finding.combination) for finding in findings(situations)]


def test_a_whole_table_has_nothing_wrong() -> None:
    assert findings(table()) == []


def test_combinations_are_those_that_can_come_about() -> None:
    # ground 2 × (self, without kin: 1 + agent with kin: 2) = 6
    ways = list(combinations(table().questions))
    assert len(ways) == 6
    assert {"ground": "work", "by": "self"} in ways
    assert {"ground": "work", "by": "self", "kin": "yes"} not in ways
    assert len(list(combinations(table().questions, {"by": "agent"}))) == 4


@pytest.mark.parametrize(
    ("ground", "by", "kin", "papers", "demanded", "hidden", "notes"),
    [
        ("work", "self", "", "m1", {"employer"}, set(), ()),
        ("work", "agent", "yes", "m1", {"employer"}, set(), ("带上户口簿。",)),
        ("work", "agent", "no", "m1 m3", {"employer"}, set(), ()),
        ("home", "self", "", "m2", set(), {"employer"}, ()),
        ("home", "agent", "yes", "m2", set(), {"employer"}, ("带上户口簿。",)),
        ("home", "agent", "no", "m2 m3", set(), {"employer"}, ()),
    ],
)
def test_each_combination_has_its_exact_outcome(
    ground: str, by: str, kin: str, papers: str, demanded: set, hidden: set, notes: tuple
) -> None:
    given = {"ground": ground, "by": by} | ({"kin": kin} if kin else {})
    outcome = outcome_of(table(), given)
    assert outcome.is_complete
    assert {key for key, need in outcome.papers.items() if need == Need.NEEDED} == set(papers.split())
    assert outcome.papers["m1"] == (Need.NEEDED if ground == "work" else Need.OPTIONAL)
    assert Need.OPEN not in outcome.papers.values()
    assert (outcome.demanded, outcome.hidden, outcome.notes) == (demanded, hidden, notes)
    assert outcome.fills == ({"reason": "就业"} if ground == "work" else {})


def test_while_something_is_open_only_what_is_certain_is_told() -> None:
    outcome = outcome_of(table(), {"by": "agent"})
    assert not outcome.is_complete
    assert outcome.papers == {"m1": Need.OPEN, "m2": Need.OPEN, "m3": Need.OPEN}
    assert (outcome.notes, outcome.fills, outcome.demanded) == ((), {}, frozenset())
    assert outcome.hidden == frozenset(), "what may still be asked isn't hidden"
    assert outcome_of(table(), {"by": "self"}).papers["m3"] == Need.SPARED


def test_an_answer_that_an_earlier_one_makes_pointless_does_not_count() -> None:
    given = {"ground": "work", "by": "self", "kin": "no", "colour": "red"}
    assert answered(table(), given) == {"ground": "work", "by": "self"}
    assert outcome_of(table(), given).papers["m3"] == Need.SPARED
    assert answered(table(), {"ground": "play"}) == {}
    following = next_question(table(), {"ground": "work", "by": "agent"})
    assert following is not None
    assert following.key == "kin"
    assert in_words(table(), {"by": "agent", "ground": "home"}) == "理由＝居住，谁来办＝他人"


ROWS = PERMIT["tables"][0]["rows"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"tables__0__rows": ROWS[:1]}, [("gap", "理由＝居住")]),
        (
            {"tables__0__rows": [ROWS[0], {"when": {}, "then": {"needs": ["m2"]}}]},
            [("overlap", "理由＝就业")],
        ),
        ({"tables__0__rows": [*ROWS, {"when": {"ground": []}, "then": {}}]}, [("dead-row", "")]),
        ({"tables__1__rows": [{"when": {}, "then": {}}]}, [("no-effect", ""), ("no-effect", "")]),
        ({"papers__m9": "没人要的"}, [("never-needed", "")]),
        ({"tables__1__rows__1__when": {"kin": ["maybe"]}}, [("unknown", "")]),
        ({"tables__1__rows__1__then": {"needs": ["m7"]}}, [("unknown", "")]),
        ({"tables__1__questions": ["age"]}, [("unknown", "")] * 3),
        ({"questions__2__asked_when": {"kin": ["yes"]}}, [("unknown", "")]),
        ({"questions__1__key": "ground"}, [("repeated", ""), ("unknown", "")]),
        ({"tables__1__rows__1__then": {"needs": ["m2"]}}, [("repeated", "")]),
        ({"questions__2__asked_when": {"by": []}}, [("dead-row", "")] * 2 + [("never-asked", "")]),
    ],
)
def test_each_fault_is_found_and_names_its_combination(changes: dict, wrong: list) -> None:
    got = [each for each in found(table(**changes)) if each[0] in dict(wrong)]
    assert got[: len(wrong)] == wrong
    assert {code for code, _ in got} <= set(CODES)


def test_a_gap_names_only_the_questions_of_its_table() -> None:
    # kin isn't asked of whoever comes in person: no gap there
    lacking = table(tables__1__rows=PERMIT["tables"][1]["rows"][:1])
    assert found(lacking)[0] == ("gap", "是否近亲属＝否")


def test_an_item_that_is_for_nobody_is_found() -> None:
    ends = [
        {"when": {"ground": [key]}, "then": {"ends": "不用办。", "needs": [paper]}}
        for key, paper in (("work", "m1"), ("home", "m2"))
    ]
    assert ("always-ends", "") in found(table(tables__0__rows=ends))


def test_too_many_combinations_are_refused_unseen() -> None:
    options = [{"key": f"o{number}", "label": str(number)} for number in range(20)]
    questions = [{"key": f"q{number}", "title": f"问{number}", "options": options} for number in range(4)]
    rows = [{"when": {}, "then": {}}]
    tables = [{"title": "表", "questions": ["q0"], "basis": "《条例》", "rows": rows}]
    many = table(papers={}, questions=questions, tables=tables)
    assert found(many) == [("too-many", "")]  # 20⁴ = 160,000
    assert MOST < 20**4


def test_a_table_that_does_not_fit_its_guide_is_told_where() -> None:
    fits = {"m1": "就业证明", "m2": "住址证明", "m3": "委托书", "m4": "照片"}
    assert misfits(table(), fits, ["employer", "reason"]) == []
    renamed = misfits(table(), fits | {"m2": "住处证明"}, ["employer", "reason"])
    assert [str(each) for each in renamed] == ["材料“住址证明”对不上：指南里 m2 是“住处证明”"]
    gone = misfits(table(), {"m1": "就业证明", "m2": "住址证明"}, ["employer"])
    assert [str(each) for each in gone] == [
        "材料“委托书”对不上：指南里没有 m3",
        "申请表里没有填写项 reason",
    ]
