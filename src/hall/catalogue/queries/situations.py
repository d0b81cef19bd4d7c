"""The decision table of an item that is current, and what a page shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hall.catalogue.models import SituationTable
from hall.catalogue.rules.situations.combinations import is_asked
from hall.catalogue.rules.situations.outcome import Outcome, outcome_of
from hall.catalogue.rules.situations.table import Question, Situations, situations_of
from hall.foundation.public import Given, Prepared, while_fresh

__all__ = ["MARK", "Asking", "asking", "given_in", "in_address", "situations_for"]

#: What the names of answers begin with in addresses and forms, so that they meet no other name.
MARK = "s-"


@dataclass(frozen=True)
class Asking:
    """Questions as they come up, each with the answer so far ("" for none), and what follows."""

    questions: tuple[tuple[Question, str], ...]
    outcome: Outcome
    situations: Situations

    @property
    def carried(self) -> dict[str, str]:
        """The answers that count, under the names they have in addresses."""
        return in_address(self.outcome.answers)

    @property
    def doubts(self) -> list[tuple[str, str]]:
        return [(table.title, table.doubt) for table in self.situations.decisions if table.doubt]


def situations_for(item_id: int) -> dict[str, Any] | None:
    """The current definition for an item, None when it has none (no query for the many that have none)."""
    if item_id not in while_fresh("catalogue.situations", _with_a_table):
        return None
    table = _CURRENT.first(item=item_id)
    return table.definition if table else None


def asking(definition: Mapping[str, Any], given: Mapping[str, str]) -> Asking:
    """The questions that come up after these answers. Answers that don't count are dropped."""
    situations = situations_of(definition)
    outcome = outcome_of(situations, given)
    asked = [
        (question, outcome.answers.get(question.key, ""))
        for question in situations.questions
        if is_asked(question, outcome.answers)
    ]
    return Asking(tuple(asked), outcome, situations)


def given_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """The answers in what a browser sent."""
    return {name[len(MARK) :]: str(sent[name])[:40] for name in sent if name.startswith(MARK)}


def in_address(answers: Mapping[str, str]) -> dict[str, str]:
    return {f"{MARK}{key}": value for key, value in answers.items()}


_CURRENT = Prepared(
    lambda: SituationTable.objects.filter(item=Given("item"), is_current=True).only("definition")
)


def _with_a_table() -> frozenset[int]:
    return frozenset(SituationTable.objects.filter(is_current=True).values_list("item_id", flat=True))
