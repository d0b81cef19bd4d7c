import csv

import pytest

from hall.standards import division_code
from hall.standards.division_code import Level
from tests.unit.standards.reference import DATA


@pytest.mark.parametrize("name", ["divisions_bozhou.csv", "divisions_china_county.csv"])
def test_level_and_parent_of_every_real_code_agree_with_the_data(name: str) -> None:
    with (DATA / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert division_code.is_valid(row["code"])
        assert division_code.level_of(row["code"]) == row["level"]
        assert (division_code.parent_of(row["code"]) or "") == row["parent_code"]


@pytest.mark.parametrize(
    ("code", "level", "parent", "prefix", "short"),
    [
        ("340000", Level.PROVINCE, None, "34", "340000"),
        ("341600", Level.CITY, "340000", "3416", "341600"),
        ("341602000000", Level.COUNTY, "341600000000", "341602", "341602"),
        ("341602001", Level.TOWN, "341602", "341602001", "341602001"),
        ("341602001001", Level.VILLAGE, "341602001000", "341602001001", "341602001001"),
        ("441900003000", Level.TOWN, "441900000000", "441900003", "441900003"),  # 东莞: no county
    ],
)
def test_a_code_tells_its_level_parent_and_prefix(
    code: str, level: Level, parent: str | None, prefix: str, short: str
) -> None:
    assert division_code.level_of(code) is level
    found = division_code.parent_of(code)
    assert (found and division_code.expand(found)) == (parent and division_code.expand(parent))
    assert division_code.prefix_of(code) == prefix
    assert division_code.shorten(code) == short


@pytest.mark.parametrize("code", ["", "34160", "3416021", "34160A", "041602", "３４１６０２"])
def test_other_shapes_are_no_division_codes(code: str) -> None:
    assert not division_code.is_valid(code)
    with pytest.raises(ValueError, match="行政区划"):
        division_code.expand(code)


@pytest.mark.parametrize(
    ("code", "area", "within"),
    [
        ("341602001001", "341600", True),
        ("341602001001", "341602", True),
        ("341602", "341602000000", True),
        ("341600", "341602", False),
        ("341621001000", "341602", False),
    ],
)
def test_a_division_lies_within_those_above_it(code: str, area: str, within: bool) -> None:
    assert division_code.is_within(code, area) is within


def test_levels_are_ordered_and_named() -> None:
    assert [level.depth for level in Level] == [1, 2, 3, 4, 5]
    assert [level.label for level in Level] == ["省级", "市级", "县级", "乡级", "村级"]
