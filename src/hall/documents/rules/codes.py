"""Verification codes: what is printed on a paper and typed on the verification page."""

from __future__ import annotations

import re
import secrets
import unicodedata

#: Crockford's base 32: no I, L, O or U, so that nothing is misread or spells anything.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_MISREAD = str.maketrans("ILO", "110")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    """A fresh code of 80 random bits: it can't be guessed, so a page behind it needs no sign-in."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(typed: str) -> str:
    """What a person typed, as stored: full-width made plain, separators dropped, misread letters mended."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return re.sub(r"[^0-9A-Z]", "", plain).translate(_MISREAD)


def is_code(text: str) -> bool:
    """Whether `text` has the shape of a normalised code."""
    return _CODE.fullmatch(text) is not None


def display(code: str) -> str:
    """The code in groups of four, as printed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
