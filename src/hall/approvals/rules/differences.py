"""Where two texts differ, for the eye: an address that differs in one number shows which."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

__all__ = ["Piece", "pieces"]

MOST_ALIKE = 0.4  # below it the texts have nothing to do with each other and are marked whole


class Piece(NamedTuple):
    """A stretch of text, and whether the other text lacks it."""

    text: str
    marked: bool


def pieces(text: str, other: str) -> list[Piece]:
    """`text` in stretches, those marked that `other` doesn't have there."""
    if not text:
        return []
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if matcher.ratio() < MOST_ALIKE:
        return [Piece(text, True)]
    return [
        Piece(text[begins:ends], kind != "equal")
        for kind, begins, ends, _from, _to in matcher.get_opcodes()
        if ends > begins
    ]
