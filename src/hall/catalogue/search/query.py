"""A search as it was typed, and what it asks of the index: words, sounds, first letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from hall.catalogue.search.readings import initials, pinyin
from hall.catalogue.search.words import content_words, normalised, query_lexemes

__all__ = ["Filters", "Query"]

LONGEST_QUERY: Final = 100
_SHORTEST_SOUND: Final = 4
_LONGEST_INITIALS: Final = 12
MOST_FRAGMENTS: Final = 24


@dataclass(frozen=True)
class Filters:
    """What narrows a search or the browsing of items; empty means all."""

    audience: str = ""
    topic: str = ""
    kind: str = ""
    function: str = ""
    online: bool = False


@dataclass(frozen=True)
class Query:
    """What was typed, read in every way that finds something."""

    typed: str

    @cached_property
    def text(self) -> str:
        return normalised(self.typed[:LONGEST_QUERY])

    @cached_property
    def words(self) -> dict[str, float]:
        """The words asked for, each with its worth."""
        return query_lexemes(self.text)

    @cached_property
    def core(self) -> str:
        """What is left of it without the words people add around what they want."""
        return "".join(content_words(self.text))

    @cached_property
    def sound(self) -> str:
        """Pinyin of the core when it is long enough to mean something."""
        sound = pinyin(self.core)
        return sound if len(sound) >= _SHORTEST_SOUND else ""

    @property
    def fragments(self) -> list[str]:
        """Every four letters in a row of the sound: a likely name has some of them."""
        return [self.sound[start : start + 4] for start in range(min(len(self.sound) - 3, MOST_FRAGMENTS))]

    @cached_property
    def initials(self) -> str:
        """First letters, when the query could be such: some Latin letters, not many."""
        letters = initials(self.core)
        return letters if self.is_latin and 1 < len(letters) <= _LONGEST_INITIALS else ""

    @property
    def is_latin(self) -> bool:
        """Whether there is a Latin letter in it: then what it sounds like is what was meant."""
        return any("a" <= character <= "z" for character in self.text)
