"""The five grades and when a rating is bad.

Source: GB/T 39046-2020 附录A A.8 (the grades); 国办发〔2019〕51号 (不满意 and 非常不满意 are 差评).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hall.standards.code_sets import Satisfaction

LONGEST_COMMENT = 500
MOST_TAGS = 6
GRADES = tuple(int(grade) for grade in Satisfaction)


def satisfaction(grade: int) -> Satisfaction:
    """The grade with its name, by its number from 1 to 5."""
    return next(known for known in Satisfaction if int(known) == grade)


def is_bad(grade: int) -> bool:
    """Whether `grade` starts a call-back."""
    return satisfaction(grade).is_bad


@dataclass(frozen=True)
class Fault:
    """What is wrong with a rating: in which field, and what; `limit` and `found` are numbers to tell."""

    field: str
    what: str  # no_grade | wrong_tag | too_many_tags | too_long | no_reason
    limit: int = 0
    found: int = 0


def faults(grade: int, tags: Sequence[str], comment: str, known_tags: Mapping[str, int]) -> list[Fault]:
    """What is wrong with a rating; empty when it can be taken.

    `known_tags` maps a tag's code to the grade it belongs to. A bad grade must say why, by tag or in words.
    """
    if grade not in GRADES:
        return [Fault("grade", "no_grade")]
    found: list[Fault] = []
    if any(known_tags.get(tag) != grade for tag in tags):
        found.append(Fault("tags", "wrong_tag"))
    elif len(set(tags)) > MOST_TAGS:
        found.append(Fault("tags", "too_many_tags", MOST_TAGS, len(set(tags))))
    if len(comment) > LONGEST_COMMENT:
        found.append(Fault("comment", "too_long", LONGEST_COMMENT, len(comment)))
    elif is_bad(grade) and not tags and not comment.strip():
        found.append(Fault("comment", "no_reason"))
    return found
