"""The check systems of ISO 7064 and their Chinese applications, as bare arithmetic.

Every code module of this room leans on these; they know nothing of what the characters mean.
"""

from __future__ import annotations

from typing import Final

DIGITS: Final = "0123456789"
ALPHANUMERIC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: GB 32100 leaves out I, O, S, V and Z, which are easily misread.
CREDIT_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_RESIDENT_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_ID_CHECKS: Final = "10X98765432"
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


def mod_11_2(seventeen: str) -> str:
    """Check character of a resident ID: ISO 7064 MOD 11-2, as GB 11643 prints it."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _RESIDENT_ID_WEIGHTS, strict=True))
    return _RESIDENT_ID_CHECKS[total % 11]


def mod_31_3(seventeen: str) -> str:
    """Check character of a unified social credit code: weights 3^i modulo 31 (GB 32100)."""
    total = sum(CREDIT_CODE_ALPHABET.index(char) * pow(3, i, 31) for i, char in enumerate(seventeen))
    return CREDIT_CODE_ALPHABET[-total % 31]


def mod_11_organisation(eight: str) -> str:
    """Check character of an organisation code (GB 11714): 11 minus the weighted sum modulo 11."""
    total = sum(
        ALPHANUMERIC.index(char) * weight for char, weight in zip(eight, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X"[-total % 11]


def mod_37_36(text: str) -> str:
    """Check character of an electronic licence id: ISO 7064 MOD 37,36 over digits and capitals."""
    product = 36
    for char in text:
        product = (product + ALPHANUMERIC.index(char)) % 36 or 36
        product = product * 2 % 37
    return ALPHANUMERIC[(37 - product) % 36]


def mod_97_10(digits: str) -> str:
    """Two check digits of a number: ISO 7064 MOD 97-10.

    Chosen over the one-digit MOD 11,10 for numbers people say aloud: it stays all digits, and it catches
    every single wrong digit *and* every swap of neighbours (MOD 11,10 misses about 2 % of the swaps).
    """
    return f"{98 - int(digits + '00') % 97:02d}"
