"""What the standards tell people in Chinese, a page in English can tell too."""

from __future__ import annotations

import inspect
from enum import StrEnum
from pathlib import Path

import polib
import pytest

import hall.standards
from hall.standards import calendar_days, code_sets, division_code, item_code, proceedings, statutes
from hall.standards.code_sets import CodedEnum
from hall.standards.credit_code import CreditCodeFlaw
from hall.standards.resident_id import IdFlaw
from hall.standards.working_days import Counted

ENGLISH = Path(hall.standards.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"


def told() -> set[str]:
    enums: list[type[StrEnum]] = [CreditCodeFlaw, IdFlaw, Counted, item_code.Oddity, statutes.Unit]
    texts = {member.value for enum in enums for member in enum}
    texts |= {level.label for level in division_code.Level}
    for _, coded in inspect.getmembers(code_sets, inspect.isclass):
        if issubclass(coded, CodedEnum):
            texts |= {member.label for member in coded}
    for matter in proceedings.PROCEEDINGS.values():
        texts |= {matter.grants, matter.refuses}
        texts |= {matter.finding(step) for step in (proceedings.Step.NOT_NEEDED, proceedings.Step.NOT_OURS)}
    for year in range(2026, 2040):
        texts |= {entry.name for entry in calendar_days.provisional_year(year) if entry.name}
    return texts


@pytest.mark.parametrize("text", sorted(told()))
def test_every_text_has_english(text: str) -> None:
    known = {entry.msgid for entry in polib.pofile(str(ENGLISH)).translated_entries()}
    assert text in known
