"""What a licence of a type says, line by line, and where each line comes from in what was filed.

What a licence states is set by law (居住证暂行条例 第四条 and its like), not by what a form happens to ask:
only what the list of its type names is printed. Holder, number, dates and issuer stand on every licence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

__all__ = ["Line", "printed"]


@dataclass(frozen=True)
class Line:
    """One line: the first of `answers` that was given, else the answer that the register field filled.

    An entry of `answers` may name several fields that make one text, such as a division and an address.
    """

    label: str
    answers: tuple[tuple[str, ...], ...]
    register: str
    basis: str


def printed(
    lines: Iterable[Line], answers: Mapping[str, str], by_register: Mapping[str, str]
) -> dict[str, str]:
    """Label → text of the lines that have one, in their order."""
    said = {line.label: _text(line, answers, by_register) for line in lines}
    return {label: text for label, text in said.items() if text}


def _text(line: Line, answers: Mapping[str, str], by_register: Mapping[str, str]) -> str:
    for keys in line.answers:
        if text := reduce(_joined, (answers.get(key, "") for key in keys)):
            return text
    return by_register.get(line.register, "")


def _joined(before: str, after: str) -> str:
    """Two texts as one; a place that ends the first and begins the second (谯城区) is said once."""
    for start in range(len(before) - 2):
        if after.startswith(before[start:]):
            return before[:start] + after
    return before + after
