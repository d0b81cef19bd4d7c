"""The situation of an application: its questions as they were when the draft began, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hall.applications.rules.asked import Asked, Section
from hall.applications.rules.completeness import Gap
from hall.applications.rules.faults import Fault
from hall.applications.rules.situated import CHOOSE, NOT_NEEDED, situated
from hall.catalogue.public import Asking, asking

__all__ = ["ToldSituation", "asking_of", "filled_by", "in_situation", "situation_gaps", "told_of"]


@dataclass(frozen=True)
class ToldSituation:
    """One question about the applicant's situation and what she chose."""

    title: str
    answer: str


def asking_of(edition: Asked, given: Mapping[str, str]) -> Asking | None:
    """The questions that come up, with the answers so far; None for an item without situations."""
    return asking(edition.situations, given) if edition.situations else None


def in_situation(edition: Asked, given: Mapping[str, str]) -> Asked:
    """What is asked of whoever has told `given`; everything, for an item without situations."""
    asked = asking_of(edition, given)
    if asked is None:
        return edition
    outcome = asked.outcome
    return situated(
        edition,
        needs=outcome.papers,
        hidden=outcome.hidden,
        demanded=outcome.demanded,
        fills=outcome.fills,
    )


def situation_gaps(edition: Asked, given: Mapping[str, str]) -> tuple[Gap, ...]:
    """What about the situation itself stops the filing."""
    asked = asking_of(edition, given)
    if asked is None or (asked.outcome.is_complete and not asked.outcome.ends):
        return ()
    message = NOT_NEEDED if asked.outcome.ends else CHOOSE
    return (Gap("situation", "situation", "situation", Fault(message)),)


def filled_by(edition: Asked, given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The answers that the situation itself gives, by the section of the form they stand in."""
    asked = asking_of(edition, given)
    fills = asked.outcome.fills if asked else {}
    found: dict[str, dict[str, str]] = {}
    for section in edition.sections:
        mine = _of_section(section, fills)
        if mine:
            found[section.key] = mine
    return found


def told_of(edition: Asked, given: Mapping[str, str]) -> tuple[ToldSituation, ...]:
    """Question and answer in words, as an officer reads them."""
    asked = asking_of(edition, given)
    told = []
    for question, answer in asked.questions if asked else ():
        option = question.option(answer)
        told.append(ToldSituation(question.title, option.label if option else ""))
    return tuple(told)


def _of_section(section: Section, fills: Mapping[str, str]) -> dict[str, str]:
    return {field.key: fills[field.key] for field in section.fields if field.key in fills}
