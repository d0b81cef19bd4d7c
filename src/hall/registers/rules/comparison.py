"""What was filed beside what is held: for a reviewer's eye, never a decision.

A difference is no fault by itself (people move, registers lag), so it is shown, not punished.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Comparison", "HeldValue", "Verdict", "compare"]

_INVISIBLE = re.compile(r"[\s\-·•.,，。、()（）]")


class HeldValue(NamedTuple):
    """One attribute as a register holds it, who answers for it, and as of when."""

    field: str
    label: str
    value: str
    source_department: str
    as_of: date


class Verdict(StrEnum):
    """How two values stand to each other."""

    SAME = "一致"
    DIFFERENT = "不一致"
    NOT_FILED = "未填写"


class Comparison(NamedTuple):
    """One attribute: as filed, as held, and whether they agree."""

    field: str
    label: str
    filed: str
    held: str
    verdict: Verdict
    source_department: str
    as_of: date


def compare(filed: Mapping[str, str], held: Iterable[HeldValue]) -> list[Comparison]:
    """Each held value beside what was filed for the same attribute, in the order held.

    Spaces, punctuation, width and letter case make no difference: 谯城区，魏岗镇 is 谯城区魏岗镇.
    """
    return [
        Comparison(
            entry.field,
            entry.label,
            filed.get(entry.field, ""),
            entry.value,
            _verdict(filed.get(entry.field, ""), entry.value),
            entry.source_department,
            entry.as_of,
        )
        for entry in held
    ]


def _verdict(filed: str, held: str) -> Verdict:
    if not filed.strip():
        return Verdict.NOT_FILED
    return Verdict.SAME if _essence(filed) == _essence(held) else Verdict.DIFFERENT


def _essence(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
