"""Text as words: what the index keeps of a name. Nothing here touches the database.

Words are cut by jieba and, beside them, every pair of neighbouring characters is kept: a pair finds what the
cutter joined otherwise, and needs no dictionary. Numbers are kept as figures, however they are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import opencc
import rjieba

__all__ = [
    "CHINESE",
    "core",
    "lexemes",
    "normalised",
    "numbers",
    "pairs",
    "plain_names",
    "simplified",
    "words",
]

CHINESE: Final = re.compile(r"[一-鿿]+")
_LATIN: Final = re.compile(r"[a-z]+|[0-9]+")
_MEANT: Final = re.compile(r"[一-鿿a-z0-9]+")
#: Remarks in brackets that tell one item from another only for the office: 某某审批（县级权限）.
_OFFICE_REMARK: Final = re.compile(
    r"[（(](?:(?:省|市|县|区)级[^（()）]{0,6}|含中外合资|据省?政?府?令[^（()）]*)[）)]|[《》“”]"
)
_BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)]")
_NUMERAL: Final = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九][百千]")
_DIGITS: Final = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_FROM_TRADITIONAL: Final = opencc.OpenCC("t2s")
_FROM_TAIWAN: Final = opencc.OpenCC("tw2sp")
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}


def normalised(text: str) -> str:
    """Full-width to half-width, lower case, punctuation to blanks, one blank at most."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_MEANT.findall(plain))


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, and the words of those who write them: 計程車 → 出租车."""
    return _FROM_TAIWAN.convert(text) if _FROM_TRADITIONAL.convert(text) != text else text


def core(name: str) -> str:
    """A name without quotation marks and the office's own remarks."""
    return _OFFICE_REMARK.sub("", name)


def plain_names(name: str) -> list[str]:
    """A name as it is read, and without what stands in brackets: 食品（…）生产许可 is 食品生产许可."""
    whole = core(name)
    bare = _BRACKETED.sub("", whole)
    return [whole, bare] if bare.strip() and bare != whole else [whole]


def words(text: str) -> list[str]:
    """The words of normalised text, long ones also in their parts, none of one character."""
    return [word for word in rjieba.cut_for_search(text) if len(word) > 1 and _MEANT.fullmatch(word)]


def pairs(text: str) -> Iterator[str]:
    """Every pair of neighbouring Chinese characters: 身份证 → 身份 份证."""
    for run in CHINESE.findall(text):
        yield from (first + second for first, second in pairwise(run))


def numbers(text: str) -> Iterator[str]:
    """Numbers written in Chinese, as figures: 八十 → 80."""
    for numeral in _NUMERAL.findall(text):
        total = digit = 0
        for char in numeral:
            if unit := _UNITS.get(char):
                total, digit = total + (digit or 1) * unit, 0
            else:
                digit = _DIGITS[char]
        yield str(total + digit)


def lexemes(text: str) -> set[str]:
    """Every word, pair, character and number of a text."""
    plain = normalised(text)
    chinese = CHINESE.findall(plain)
    return {*words(plain), *pairs(plain), *"".join(chinese), *_LATIN.findall(plain), *numbers(plain)}
