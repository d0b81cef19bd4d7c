"""Decisions can be found: each is in the index under its own title, and says what was asked and decided."""

from __future__ import annotations

import re

from tests.architecture.conftest import CHECKOUT

FOLDER = CHECKOUT / "docs" / "decisions"
DECISIONS = sorted(path for path in FOLDER.glob("[0-9]*.md") if not path.name.startswith("0000"))


def title(text: str) -> str:
    return text.splitlines()[0].split(" · ", 1)[1]


def test_the_index_lists_every_decision_by_its_title_and_no_other():
    index = (FOLDER / "0000-index.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"\| \[\d{4}\]\(([^)]+)\) \| (.+?) \|", index))
    assert listed == {path.name: title(path.read_text(encoding="utf-8")) for path in DECISIONS}


def test_numbers_are_given_once():
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(numbers) == len(set(numbers))


def test_every_decision_says_what_was_asked_and_what_was_decided():
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        assert "## The question" in text, path.name
        assert "## The decision" in text, path.name
