"""How text sounds: its pinyin, its first letters, and syllables as ears tell them apart.

Lexemes of sound carry a mark, so that they never meet words: `~gon.ji` is a pair of syllables, `^gjj` the
first letters of words, `=se.bao.ka` a saying as a whole. Pairs of syllables find what is written with wrong
characters of the right sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

import rjieba
from pypinyin import lazy_pinyin, load_phrases_dict

from hall.catalogue.search.words import CHINESE, normalised

__all__ = [
    "as_heard",
    "first_letters",
    "initial_lexemes",
    "pinyin",
    "sayings_within",
    "sound_lexemes",
    "sound_pairs",
    "spelt",
    "whole_lexemes",
]

#: Names that the dictionary reads otherwise than the people who live there.
_LOCAL: Final = {"涡阳": [["guō"], ["yáng"]], "亳州": [["bó"], ["zhōu"]], "谯城": [["qiáo"], ["chéng"]]}
_MOST_SYLLABLES, _MOST_LETTERS = 8, 8


@cache
def _learn_local_names() -> None:
    load_phrases_dict(_LOCAL)


@lru_cache(maxsize=8192)
def spelt(chinese: str) -> tuple[str, ...]:
    """The syllables of Chinese characters: 身份证 → shen fen zheng."""
    _learn_local_names()
    return tuple(lazy_pinyin(chinese, v_to_u=False))


def pinyin(text: str) -> str:
    """身份证 → shenfenzheng; Latin letters stay as they are."""
    return _read_aloud(text, lambda syllable: syllable)


def first_letters(text: str) -> str:
    """身份证 → sfz; Latin letters stay as they are."""
    return _read_aloud(text, lambda syllable: syllable[0])


def _read_aloud(text: str, of_syllable: Callable[[str], str]) -> str:
    def read(run: re.Match[str]) -> str:
        return "".join(map(of_syllable, spelt(run.group())))

    return CHINESE.sub(read, normalised(text)).replace(" ", "")


def as_heard(syllable: str) -> str:
    """A syllable without what many speakers don't tell apart: zh z, ch c, sh s, ang an, eng en, ing in."""
    return re.sub(r"(?<=[aei]n)g$", "", re.sub(r"^([zcs])h", r"\1", syllable.replace("v", "u")))


def sound_pairs(syllables: Sequence[str]) -> list[str]:
    """Lexemes of neighbouring syllables: gong ji jin → ~gong.ji ~ji.jin."""
    return [f"~{as_heard(first)}.{as_heard(second)}" for first, second in pairwise(syllables)]


def sound_lexemes(text: str) -> set[str]:
    """Every pair of neighbouring syllables of a text."""
    return {pair for run in CHINESE.findall(normalised(text)) for pair in sound_pairs(spelt(run))}


@lru_cache(maxsize=16384)
def whole_lexemes(saying: str) -> tuple[str, ...]:
    """A saying as a whole, by its sound and its first letters: 社保卡 → =se.bao.ka ^sbk."""
    text = normalised(saying)
    if len(text) == 1:
        return (text,)
    if not CHINESE.fullmatch(text):
        return (f"={text}",)
    return "=" + ".".join(map(as_heard, spelt(text))), "^" + first_letters(text)


def sayings_within(syllables: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every saying that syllables might hold, and how many of them it takes."""
    heard = [as_heard(syllable) for syllable in syllables]
    for start in range(len(heard)):
        for end in range(start + 2, min(len(heard), start + _MOST_SYLLABLES) + 1):
            yield "=" + ".".join(heard[start:end]), end - start


def initial_lexemes(text: str) -> set[str]:
    """First letters from where a word begins to where one ends: 提取公积金 → ^tq ^gjj ^tqgjj."""
    found: set[str] = set()
    for run in CHINESE.findall(normalised(text)):
        letters = first_letters(run)
        starts, ends = _word_edges(run)
        for start in starts:
            found.update(f"^{letters[start:end]}" for end in ends if 1 < end - start <= _MOST_LETTERS)
    return found


def _word_edges(run: str) -> tuple[set[int], set[int]]:
    """Where words of the dictionary begin and end, words within words too."""
    starts, ends, at = {0}, {len(run)}, 0
    for word in rjieba.cut(run):
        for part in {word, *(part for part in rjieba.cut_all(word) if len(part) > 1)}:
            place = word.find(part)
            starts.add(at + place)
            ends.add(at + place + len(part))
        at += len(word)
    return starts, ends
