"""Contrast, reckoned from the theme's own tokens (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "frontend" / "css" / "tokens.css"
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", TOKENS.read_text(encoding="utf-8")))
GROUNDS = ["paper", "paper-deep", "sheet", "blue-wash"]
WORDS = ["ink", "ink-soft", "ink-faint", "blue", "blue-deep", "seal", "ok", "warn", "late"]
OWN_WASH = [("ok", "ok-wash"), ("warn", "warn-wash"), ("late", "late-wash"), ("seal", "seal-wash")]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(COLOURS[one]), luminance(COLOURS[other])])
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one():
    # (1.0 + 0.05) / (0.0 + 0.05) = 21
    COLOURS.update(black="#000000")
    assert contrast("sheet", "black") == pytest.approx(21)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read_on_every_ground(word, ground):
    assert contrast(word, ground) >= 4.5


@pytest.mark.parametrize(("word", "wash"), OWN_WASH)
def test_a_state_can_be_read_on_its_own_wash(word, wash):
    assert contrast(word, wash) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_border_of_a_control_can_be_seen(ground):
    assert contrast("line-firm", ground) >= 3
