"""The tables in the data: whole, and told for every single combination of answers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hall.catalogue.rules.situations.checks import findings, misfits
from hall.catalogue.rules.situations.combinations import combinations, in_words
from hall.catalogue.rules.situations.outcome import Need, outcome_of
from hall.catalogue.rules.situations.table import Situations, situations_of

DATA = Path(__file__).parents[3] / "data"
TABLES = sorted(path.stem for path in (DATA / "situations").glob("*.json"))


@cache
def table(name: str) -> Situations:
    return situations_of(json.loads((DATA / "situations" / f"{name}.json").read_text(encoding="utf-8")))


@cache
def guides() -> dict[str, Any]:
    said = json.loads((DATA / "service_guides.json").read_text(encoding="utf-8"))["guides"]
    return {f"{each.get('catalog_code')}-{each.get('yw_code')}": each for each in said}


def fields_of(code: str) -> set[str]:
    forms = [json.loads(path.read_text(encoding="utf-8")) for path in (DATA / "forms").glob("*.json")]
    own = [form for form in forms if code in form.get("guides", [])] or [
        form for form in forms if "default_for" in form
    ]
    return {field["key"] for form in own for section in form["sections"] for field in section["fields"]}


def ways() -> list[tuple[str, str]]:
    return [(name, json.dumps(way)) for name in TABLES for way in combinations(table(name).questions)]


def test_ten_guides_and_more_have_situations() -> None:
    assert len(TABLES) >= 10


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_whole_and_fits_its_guide(name: str) -> None:
    situations = table(name)
    said = guides()[situations.guide]
    papers = {f"m{number:02d}": each["title"] for number, each in enumerate(said["materials"], start=1)}
    wrong = [*findings(situations), *misfits(situations, papers, sorted(fields_of(situations.guide)))]
    assert [str(each) for each in wrong] == []
    assert all(decision.basis for decision in situations.decisions)


@pytest.mark.parametrize(("name", "way"), ways())
def test_every_combination_comes_to_one_exact_outcome(name: str, way: str) -> None:
    situations, given = table(name), json.loads(way)
    outcome = outcome_of(situations, given)
    told = in_words(situations, given)
    assert outcome.is_complete, told
    assert dict(outcome.answers) == given, told
    assert Need.OPEN not in outcome.papers.values(), told
    assert not outcome.hidden & outcome.demanded, told
    for decision in situations.decisions:
        if decision.concerns(given):
            assert sum(row.applies(given) for row in decision.rows) == 1, told


@pytest.mark.parametrize(
    ("ground", "paper"), [("work", "就业证明材料"), ("home", "居住地住址证明材料"), ("study", "就读证明材料")]
)
def test_one_ground_suffices_for_a_residence_permit(ground: str, paper: str) -> None:
    # 居住证暂行条例 第二条: 就业、住所、就读 条件之一
    situations = table("residence-permit")
    outcome = outcome_of(situations, {"ground": ground, "photo": "yes", "by": "self"})
    needed = [situations.papers[key] for key, need in outcome.papers.items() if need == Need.NEEDED]
    assert needed == [paper]


def test_whoever_sells_packed_food_only_needs_no_permit() -> None:
    outcome = outcome_of(table("food-operation"), {"kind": "packed"})
    assert outcome.is_complete
    assert "备案" in outcome.ends[0]  # 食品安全法 第三十五条
