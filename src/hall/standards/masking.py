"""Personal numbers in text made unreadable, so that logs and notes hold none."""

from __future__ import annotations

import re

__all__ = ["without_personal_numbers"]

_RESIDENT_ID = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")
_OLD_RESIDENT_ID = re.compile(r"(?<!\d)(\d{6})\d{6}(\d{3})(?!\d)")
_PHONE = re.compile(r"(?<!\d)((?:\+?86[- ]?)?1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)")


def without_personal_numbers(text: str) -> str:
    """`text` with the telling part of every resident ID and mobile number replaced by stars."""
    masked = _RESIDENT_ID.sub(r"\1********\2", text)
    return _PHONE.sub(r"\1****\2", _OLD_RESIDENT_ID.sub(r"\1******\2", masked))
