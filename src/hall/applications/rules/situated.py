"""What is asked of somebody in a situation: the printed sheet, with what doesn't concern her struck out.

Nothing typed is lost by it: answers and files of what is struck out stay in the draft, and come back with
the situation they belong to. What is filed is only what was asked (个人信息保护法 第六条).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from hall.applications.rules.asked import Asked, Field, Material, Section

__all__ = ["CHOOSE", "MESSAGES", "NOT_NEEDED", "situated"]

CHOOSE = "请先选择您的情形"
NOT_NEEDED = "按您选的情形，不用办这个事项"
MESSAGES = (CHOOSE, NOT_NEEDED)

SPARED, NEEDED = "spared", "needed"


def situated(
    asked: Asked,
    *,
    needs: Mapping[str, str],
    hidden: Collection[str],
    demanded: Collection[str],
    fills: Mapping[str, str],
) -> Asked:
    """`asked` in a situation: `needs` says of each paper that it rules whether it is needed, optional, spared
    or still open; `hidden` fields aren't asked, `demanded` ones must be answered, and what the situation
    itself `fills` has that one answer to choose."""
    return replace(
        asked,
        materials=tuple(
            _paper(each, needs.get(each.key)) for each in asked.materials if needs.get(each.key) != SPARED
        ),
        sections=tuple(
            section
            for section in (_section(each, hidden, demanded, fills) for each in asked.sections)
            if section.fields
        ),
    )


def _paper(paper: Material, need: str | None) -> Material:
    return paper if need is None else replace(paper, required=need == NEEDED and not paper.filled_online)


def _section(
    section: Section, hidden: Collection[str], demanded: Collection[str], fills: Mapping[str, str]
) -> Section:
    fields = (each for each in section.fields if each.key not in hidden)
    return replace(section, fields=tuple(_field(each, demanded, fills) for each in fields))


def _field(field: Field, demanded: Collection[str], fills: Mapping[str, str]) -> Field:
    if field.key in demanded:
        field = replace(field, required=True)
    if field.key in fills and field.options:
        value = fills[field.key]
        field = replace(field, options=tuple(each for each in field.options if each[0] == value))
    return field
