"""Mobile numbers (工业和信息化部《电信网编号计划》): 11 digits, 13x to 19x."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["DEMO_PREFIX", "is_demo", "is_mobile", "mask", "normalise"]

#: 161 is held in reserve by the numbering plan: no subscriber can be called there (ADR 0010).
DEMO_PREFIX: Final = "161"
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")


def normalise(number: str) -> str:
    """The number as stored: no spaces, hyphens or country code."""
    bare = re.sub(r"[\s()-]", "", number)
    return re.sub(r"^(\+|00)86", "", bare)


def is_mobile(number: str) -> bool:
    """Whether `number`, normalised, has the shape of a mobile number."""
    return _MOBILE.fullmatch(number) is not None


def mask(number: str) -> str:
    """The number as it may be shown or logged: first three and last four."""
    return f"{number[:3]}****{number[7:]}" if is_mobile(number) else "*" * len(number)


def is_demo(number: str) -> bool:
    """Whether the number is an invented one that cannot be called."""
    return number.startswith(DEMO_PREFIX)
