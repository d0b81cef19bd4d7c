"""How a holder's number is printed on a licence that may be shown to strangers."""

from __future__ import annotations


def masked_number(holder_kind: str, number: str) -> str:
    """A firm's credit code is public and stands whole; of a resident ID the birth date and serial are hidden.

    Source: 个人信息保护法 第六条 (no more than the purpose needs): who checks a licence compares the ends.
    """
    if holder_kind == "legal" or not number:
        return number
    return number[:3] + "*" * (len(number) - 7) + number[-4:]
