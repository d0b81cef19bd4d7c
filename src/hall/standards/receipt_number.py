"""Our receipt number 办件编号: the hall's division, the day, the day's serial, two check digits (MOD 97-10).

All digits, so it can be read out over a telephone and typed on any keypad; written in four groups
(341602-20261124-00042-45). The check catches every wrong digit and every swap of neighbours, so a
mistyped number is told apart from an unknown one without asking the database.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from hall.standards.check_digits import mod_97_10

__all__ = ["LENGTH", "MAX_SERIAL", "ReceiptNumber", "build", "display", "is_valid", "normalise", "parse"]

LENGTH: Final = 21
MAX_SERIAL: Final = 99_999
_NOT_DIGITS: Final = re.compile(r"[\s\-‐‑–—_.·]")


class ReceiptNumber(NamedTuple):
    """The parts of a receipt number."""

    division: str
    day: date
    serial: int


def build(division: str, day: date, serial: int) -> str:
    """The number for the `serial`-th application of `day` at the hall of a six-digit division."""
    if not re.fullmatch(r"[0-9]{6}", division):
        raise ValueError(f"办件编号需要 6 位区划代码：{division}")
    if not 1 <= serial <= MAX_SERIAL:
        raise ValueError(f"办件流水号应在 1 至 {MAX_SERIAL} 之间：{serial}")
    body = f"{division}{day:%Y%m%d}{serial:05d}"
    return body + mod_97_10(body)


def normalise(typed: str) -> str:
    """What a person typed, as stored: full-width digits made plain, hyphens and spaces dropped."""
    return _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", typed))


def is_valid(number: str) -> bool:
    """Whether `number` is 21 digits with a date that exists and check digits that fit."""
    return _parsed(number) is not None


def parse(number: str) -> ReceiptNumber:
    """The parts of a valid number; ValueError telling what to do otherwise."""
    parts = _parsed(number)
    if parts is None:
        raise ValueError("办件编号有误，请对照回执核对（共 21 位数字）")
    return parts


def display(number: str) -> str:
    """The number in four groups, as printed on receipts and read aloud; one of another shape as it is."""
    if len(number) != 21:
        return number
    return f"{number[:6]}-{number[6:14]}-{number[14:19]}-{number[19:]}"


def _parsed(number: str) -> ReceiptNumber | None:
    if not re.fullmatch(r"[0-9]{21}", number) or mod_97_10(number[:19]) != number[19:]:
        return None
    try:
        day = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return ReceiptNumber(number[:6], day, int(number[14:19]))
