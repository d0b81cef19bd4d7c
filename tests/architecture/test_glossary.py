"""The glossary speaks of what there is: every name it gives is found in the source."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROW = re.compile(r"^\| (?P<term>[^|]+) \| `(?P<name>[^`|]+)` \| (?P<meaning>[^|]+) \|$")


def rows() -> list[re.Match[str]]:
    text = (HOUSE / "docs" / "glossary.md").read_text(encoding="utf-8")
    return [found for line in text.splitlines() if (found := ROW.match(line))]


@cache
def words_of_the_source() -> frozenset[str]:
    words: set[str] = set()
    for path in (HOUSE / "src" / "hall").rglob("*.py"):
        words.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
        words.add(path.stem)
    return frozenset(words)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_every_name_in_the_glossary_is_in_the_source(row: re.Match[str]) -> None:
    assert set(row["name"].split(".")) <= words_of_the_source()


def test_the_glossary_is_whole_and_names_each_thing_once() -> None:
    names = [row["name"] for row in rows()]
    assert len(names) >= 60
    assert len(set(names)) == len(names)
    lines = (HOUSE / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    table_lines = [line for line in lines if line.startswith("| ") and not line.startswith("| 中文")]
    assert len(table_lines) == len(names), "a row isn't written as | 中文 | `name` | meaning |"
