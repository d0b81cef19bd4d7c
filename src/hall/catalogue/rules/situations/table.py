"""The shape of a decision table: questions with options, and small tables of rows, conditions → effects.

A guide's situations are several small tables rather than one large one: each rules a few papers or fields by
the few questions that matter for them, so that every table can be read, and be whole, by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

__all__ = ["Decision", "Effects", "Option", "Question", "Row", "Situations", "situations_of"]


@dataclass(frozen=True)
class Option:
    """One answer to a question."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked; `asked_when` names the earlier answers (question → options) without which it isn't."""

    key: str
    title: str
    options: tuple[Option, ...]
    help: str = ""
    asked_when: Mapping[str, tuple[str, ...]] | None = None

    def option(self, key: str) -> Option | None:
        return next((option for option in self.options if option.key == key), None)


@dataclass(frozen=True)
class Effects:
    """What follows for whom a row applies to.

    Papers: `needs`, `may` (if one likes); a paper that only other rows of the table name is spared. Fields of
    the form: `asks`, `demands` (asked and to be answered), `fills` (answered by the situation itself); one
    that only other rows ask is hidden. `ends` says that the item isn't for this person, and what is.
    """

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    fills: Mapping[str, str] | None = None
    fee: str = ""
    steps: tuple[str, ...] = ()
    window: str = ""
    promise: str = ""
    notes: tuple[str, ...] = ()
    ends: str = ""

    @property
    def papers(self) -> frozenset[str]:
        return frozenset(self.needs) | frozenset(self.may)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.asks) | frozenset(self.demands)


@dataclass(frozen=True)
class Row:
    """Applies where each question named in `when` has one of the options named; to all others alike."""

    when: Mapping[str, tuple[str, ...]]
    then: Effects

    def applies(self, answers: Mapping[str, str]) -> bool:
        return all(answers.get(question) in options for question, options in self.when.items())


@dataclass(frozen=True)
class Decision:
    """One small table: every combination of its questions is answered by exactly one row.

    `basis` says where the rows come from, `doubt` what the source leaves open. Where one of its questions
    isn't asked, nothing in it applies: its papers are spared, its fields hidden.
    """

    title: str
    questions: tuple[str, ...]
    rows: tuple[Row, ...]
    basis: str
    doubt: str = ""

    @cached_property
    def papers(self) -> frozenset[str]:
        """The papers that this table rules: whichever its rows name."""
        return frozenset[str]().union(*(row.then.papers for row in self.rows))

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(row.then.fields for row in self.rows))

    def concerns(self, answers: Mapping[str, str]) -> bool:
        return all(question in answers for question in self.questions)


@dataclass(frozen=True)
class Situations:
    """Everything a guide asks about somebody's situation. `papers` gives each paper's title by its key."""

    guide: str
    source: str
    as_of: str
    questions: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    papers: Mapping[str, str]

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)


def situations_of(definition: Mapping[str, Any]) -> Situations:
    """A stored definition as frozen dataclasses. It is taken as it stands: `checks` says what is wrong."""
    return Situations(
        guide=definition["guide"],
        source=definition["source"],
        as_of=definition["as_of"],
        questions=tuple(_question(each) for each in definition["questions"]),
        decisions=tuple(_decision(each) for each in definition["tables"]),
        papers=dict(definition.get("papers", {})),
    )


def _question(said: Mapping[str, Any]) -> Question:
    return Question(
        key=said["key"],
        title=said["title"],
        options=tuple(Option(each["key"], each["label"], each.get("help", "")) for each in said["options"]),
        help=said.get("help", ""),
        asked_when=_when(said["asked_when"]) if said.get("asked_when") else None,
    )


def _decision(said: Mapping[str, Any]) -> Decision:
    return Decision(
        title=said["title"],
        questions=tuple(said["questions"]),
        rows=tuple(Row(_when(row["when"]), _effects(row["then"])) for row in said["rows"]),
        basis=said["basis"],
        doubt=said.get("doubt", ""),
    )


def _effects(said: Mapping[str, Any]) -> Effects:
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in said.items()}
    return Effects(**values)


def _when(said: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {question: tuple(options) for question, options in said.items()}
