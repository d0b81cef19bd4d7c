"""What a rule is: an id that never changes, how grave, where it comes from, what to do, and the check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hall.catalogue.rules.lint.view import GuideView, Paper

__all__ = [
    "DAYS_TO_MEND",
    "ELEMENTS",
    "INSPECTION",
    "Family",
    "Flaw",
    "Rule",
    "Severity",
]

INSPECTION: Final = "2017 年国务院办公厅对 201 个政务服务平台、865 个事项的检查"
ELEMENTS: Final = "GB/T 39046-2020 表 4 事项要素"


class Severity(StrEnum):
    """How grave: it misleads, it makes people ask or come again, it reads badly."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


#: Working days in which the owner mends a finding. 政府信息公开条例 第二十六条 gives twenty for what has
#: changed; what misleads is due sooner, what only reads badly later. The two others are the hall's own.
DAYS_TO_MEND: Final = {Severity.ERROR: 5, Severity.WARNING: 20, Severity.NOTE: 60}


@dataclass(frozen=True)
class Flaw:
    """What one rule says of one guide: of the whole, or of the paper whose key `about` is."""

    rule: str
    severity: Severity
    about: str
    message: str


@dataclass(frozen=True)
class Rule:
    """One row of the table. `find` yields (about, message) for everything that breaks the rule."""

    id: str
    family: str
    severity: Severity
    title: str
    english: str
    origin: str
    remedy: str
    find: Callable[[GuideView], Iterable[tuple[str, str]]]

    def check(self, guide: GuideView) -> list[Flaw]:
        return [Flaw(self.id, self.severity, about, message) for about, message in self.find(guide)]


@dataclass
class Family:
    """Rules about one part of a guide, in the order they are written."""

    name: str
    rules: list[Rule] = field(default_factory=list)

    def guide(
        self, id: str, severity: Severity, title: str, english: str, *, origin: str, remedy: str
    ) -> Callable[[Callable[[GuideView], str]], Callable[[GuideView], str]]:
        """Enter a check of the whole guide: it returns what is wrong in a sentence, or nothing."""

        def enter(check: Callable[[GuideView], str]) -> Callable[[GuideView], str]:
            def find(guide: GuideView) -> Iterator[tuple[str, str]]:
                if message := check(guide):
                    yield "", message

            self.rules.append(Rule(id, self.name, severity, title, english, origin, remedy, find))
            return check

        return enter

    def paper(
        self, id: str, severity: Severity, title: str, english: str, *, origin: str, remedy: str
    ) -> Callable[[Callable[[GuideView, Paper], str]], Callable[[GuideView, Paper], str]]:
        """Enter a check of every single paper of a guide."""

        def enter(check: Callable[[GuideView, Paper], str]) -> Callable[[GuideView, Paper], str]:
            def find(guide: GuideView) -> Iterator[tuple[str, str]]:
                for paper in guide.papers:
                    if message := check(guide, paper):
                        yield paper.key, f"“{paper.title}”：{message}"

            self.rules.append(Rule(id, self.name, severity, title, english, origin, remedy, find))
            return check

        return enter
