"""Numbers of official letters, and the code a department signs licences with."""

from __future__ import annotations

from hall.standards import credit_code

__all__ = ["LETTER_MARKS", "TITLES", "issuer_code", "letter_number"]

TITLES = {
    "receipt": "收件凭证",
    "acceptance": "受理通知书",
    "supplement": "一次性补正告知书",
    "not_accepted": "不予受理决定书",
    "granted": "准予决定书",
    "refused": "不予许可决定书",
}
#: The mark that a letter of each kind carries before the case's own number.
LETTER_MARKS = {
    "receipt": "收",
    "acceptance": "受",
    "supplement": "补",
    "not_accepted": "不受",
    "granted": "准",
    "refused": "不准",
}


def letter_number(kind: str, case_number: str) -> str:
    """受〔…〕: mark and case number. A case has one letter of each kind, so the number is unique."""
    return f"{LETTER_MARKS[kind]}〔{case_number}〕"


def issuer_code(department_id: int) -> str:
    """A credit code of kind 机关 for a department whose own code isn't among the city's data.

    It lies in the division range of the invented (ADR 0010), so it can't be mistaken for a real body's.
    """
    return credit_code.build("11", f"{credit_code.DEMO_DIVISION_PREFIX}00", f"D{department_id:07d}")
