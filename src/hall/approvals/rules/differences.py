"""Where two texts differ, for the eye: an address that differs in one number shows which."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

__all__ = ["Piece", "pieces"]

MOST_ALIKE = 0.4  # below it the texts have nothing to do with each other and are marked whole
# A short number is read as one word (a year, a day, a house); of a long one the eye wants the digit.
_WORD = re.compile(r"(?<!\d)\d{1,4}(?!\d)|.", re.S)
_NO_WORD = re.compile(r"\W*")


class Piece(NamedTuple):
    """A stretch of text, and whether the other text lacks it."""

    text: str
    marked: bool


def pieces(text: str, other: str) -> list[Piece]:
    """`text` in stretches, those marked that `other` doesn't have there."""
    if not text:
        return []
    words = _WORD.findall(text)
    matcher = SequenceMatcher(None, words, _WORD.findall(other), autojunk=False)
    if matcher.ratio() < MOST_ALIKE:
        return [Piece(text, True)]
    found = [
        Piece("".join(words[begins:ends]), kind != "equal")
        for kind, begins, ends, _from, _to in matcher.get_opcodes()
        if ends > begins
    ]
    return _joined(found)


def _joined(found: list[Piece]) -> list[Piece]:
    """What stands between two marks and is no word, like the strokes of a date, is marked with them."""
    last = len(found) - 1
    marks = [
        piece.marked or (0 < place < last and bool(_NO_WORD.fullmatch(piece.text)))
        for place, piece in enumerate(found)
    ]
    together = groupby(zip(marks, found, strict=True), key=lambda each: each[0])
    return [Piece("".join(piece.text for _mark, piece in group), marked) for marked, group in together]
