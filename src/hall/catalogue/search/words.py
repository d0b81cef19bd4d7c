"""Text as words: what the index keeps of a name and what a query asks for.

Words are cut by jieba and, beside them, every pair of neighbouring characters is kept: a pair finds what the
cutter joined otherwise. Nothing here touches the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import rjieba

__all__ = ["content_words", "lexemes", "normalised", "query_lexemes"]

_CHINESE: Final = re.compile(r"[一-鿿]+")
_LATIN: Final = re.compile(r"[a-z0-9]+")
_MEANT: Final = re.compile(r"[一-鿿a-z0-9]+")
#: What is counted beside its parts, and what is no word at all, counts for less.
WORTH_OF_A_WHOLE: Final = 0.5
WORTH_OF_A_PAIR: Final = 0.35

#: What people add around the thing they want. Cut from queries only, never from names.
_FILLERS: Final = re.compile(
    r"请问|您好|你好|怎么样|怎么办理|怎么办|怎样办理|怎样|怎么|如何办理|如何|在哪里|在哪儿|哪里|哪儿|去哪|哪个部门"
    r"|需要什么|需要哪些|要什么|要哪些|什么|哪些|多少钱|多少天|多久|几天|能不能|可不可以|可以吗|可以|需要"
    r"|我们|我的|我想|我要|想要|办一下|办个|办一个|申请一下|一下|流程|步骤|手续|材料|资料|办理"
    r"|[吗呢啊了](?= |$)|[我要想的请给去]"
)
#: Words that have a filler inside and are looked for: hidden while fillers are cut.
_KEPT: Final = re.compile(
    r"申请人|给付|请假|要素|要求|重要|主要|必要|目的|了结|去世|过去|除去|我国|想象|提请|报请|声请|医疗材料|材料费"
)


def normalised(text: str) -> str:
    """Full-width to half-width, lower case, punctuation to blanks, one blank at most."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_MEANT.findall(plain))


def lexemes(text: str) -> set[str]:
    """Every word and every pair of neighbouring characters of a text, for the index."""
    plain = normalised(text)
    found = {word for word in rjieba.cut_for_search(plain) if _is_word(word)}
    for run in _CHINESE.findall(plain):
        found.update(_pairs(run))
        found.update(run)
    found.update(_LATIN.findall(plain))
    return found


def query_lexemes(query: str) -> dict[str, float]:
    """What a query asks for when fillers are taken away: words, and pairs for a part of their worth."""
    found: dict[str, float] = {}
    for run in content_words(query):
        if len(run) == 1:
            found[run] = 1.0
            continue
        cut = [word for word in (*rjieba.cut_for_search(run), *_LATIN.findall(run)) if _is_word(word)]
        for word in cut:
            has_parts = any(part != word and part in word for part in cut)
            found[word] = WORTH_OF_A_WHOLE if has_parts else 1.0
        for pair in _pairs_of_chinese(run):
            found.setdefault(pair, WORTH_OF_A_PAIR)
    return found


def content_words(query: str) -> list[str]:
    """The parts of a query between fillers; the whole of it when nothing else is left."""
    plain = normalised(query)
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match.group())
        return chr(0xE000 + len(kept) - 1)

    hidden = _KEPT.sub(hide, plain)
    parts = re.sub(_FILLERS, " ", hidden).split()
    shown = [
        "".join(kept[ord(c) - 0xE000] if "\ue000" <= c < "\uf8ff" else c for c in part) for part in parts
    ]
    return shown or plain.split()


def _is_word(word: str) -> bool:
    return len(word) > 1 and bool(_MEANT.fullmatch(word))


def _pairs(run: str) -> Iterator[str]:
    return (first + second for first, second in pairwise(run))


def _pairs_of_chinese(text: str) -> Iterator[str]:
    for run in _CHINESE.findall(text):
        yield from _pairs(run)
