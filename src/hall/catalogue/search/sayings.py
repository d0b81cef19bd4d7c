"""What people say for what the office calls otherwise: 开公司 for 公司设立登记; and which items they mean."""

from __future__ import annotations

from dataclasses import dataclass

import rjieba

from hall.catalogue.search.words import normalised

__all__ = ["Saying", "Title"]


@dataclass(frozen=True)
class Title:
    """A name as the office writes it, and where its words begin."""

    text: str
    starts: frozenset[int]

    @classmethod
    def of(cls, name: str) -> Title:
        text = normalised(name)
        starts, at = set(), 0
        for word in rjieba.cut(text):
            starts.add(at)
            at += len(word)
        return cls(text, frozenset(starts))


@dataclass(frozen=True)
class Saying:
    """What sayings of one meaning lead to. It may have several parts, which a name must all hold."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, official: str) -> Saying:
        return cls(tuple(normalised(part) for part in official.split()))

    def is_within(self, text: str) -> bool:
        return self.parts[0] in text and all(part in text for part in self.parts[1:])

    def begins_words_of(self, title: Title) -> bool:
        """Whether what is meant stands where words of the name begin: 公司… stands not in 分公司…."""
        return all(_stands(part, title) for part in self.parts)

    def begins(self, title: Title) -> bool:
        """Whether the name begins with what is meant: then the saying is for this very item."""
        return title.text.startswith(self.parts[0])


def _stands(part: str, title: Title) -> bool:
    at = title.text.find(part)
    while at >= 0:
        if at in title.starts:
            return True
        at = title.text.find(part, at + 1)
    return False
