"""Every combination of answers that can come about, and how one is told to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hall.catalogue.rules.situations.table import Question, Situations

__all__ = ["MOST", "answered", "combinations", "in_words", "is_asked", "next_question"]

#: A table that nobody can oversee helps nobody; beyond this many combinations it isn't published.
MOST = 1024

Answers = Mapping[str, str]


def is_asked(question: Question, answers: Answers) -> bool:
    """Whether `question` comes up after these answers to the earlier ones."""
    return all(answers.get(key) in options for key, options in (question.asked_when or {}).items())


def combinations(questions: Sequence[Question], given: Answers | None = None) -> Iterator[dict[str, str]]:
    """Every whole set of answers that agrees with what is `given`, in the order of the options."""
    known = given or {}

    def onward(place: int, answers: dict[str, str]) -> Iterator[dict[str, str]]:
        if place == len(questions):
            yield dict(answers)
            return
        question = questions[place]
        if not is_asked(question, answers):
            yield from onward(place + 1, answers)
            return
        for option in question.options:
            if known.get(question.key, option.key) == option.key:
                yield from onward(place + 1, {**answers, question.key: option.key})

    yield from onward(0, {})


def answered(situations: Situations, given: Answers) -> dict[str, str]:
    """What of `given` counts: answers to questions that are asked, with options that there are.

    An answer that an earlier change has made pointless isn't lost by the caller; it just doesn't count.
    """
    counted: dict[str, str] = {}
    for question in situations.questions:
        answer = given.get(question.key, "")
        if is_asked(question, counted) and question.option(answer):
            counted[question.key] = answer
    return counted


def next_question(situations: Situations, given: Answers) -> Question | None:
    """The first question that is asked and has no answer yet; None when all have been answered."""
    counted = answered(situations, given)
    return next((q for q in situations.questions if is_asked(q, counted) and q.key not in counted), None)


def in_words(situations: Situations, answers: Answers) -> str:
    """申领理由＝合法稳定就业，谁来办＝本人"""
    told = []
    for question in situations.questions:
        option = question.option(answers.get(question.key, ""))
        if option:
            told.append(f"{question.title}＝{option.label}")
    return "，".join(told)
