"""Unified social credit codes, 统一社会信用代码 (GB 32100-2015), and the organisation codes inside them.

Eighteen characters: registering authority, kind, six of division, nine of organisation code, check.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from hall.standards.check_digits import CREDIT_CODE_ALPHABET, mod_11_organisation, mod_31_3

__all__ = [
    "DEMO_DIVISION_PREFIX",
    "CreditCode",
    "CreditCodeFlaw",
    "build",
    "check_digit",
    "find_flaw",
    "is_demo",
    "is_organisation_code",
    "is_valid",
    "normalise",
    "parse",
]

#: The division digits of invented legal persons; unassigned in GB/T 2260 (ADR 0010).
DEMO_DIVISION_PREFIX: Final = "3499"

_SHAPE: Final = re.compile(f"[{CREDIT_CODE_ALPHABET}]{{2}}[0-9]{{6}}[{CREDIT_CODE_ALPHABET}]{{10}}")
_ORGANISATION: Final = re.compile(r"[0-9A-Z]{8}-?[0-9X]")

#: GB 32100-2015 table 1, the pairs met in this work: registering authority and kind.
_KINDS: Final = {
    "11": "机关",
    "12": "事业单位",
    "13": "中央编办直接管理机构编制的群众团体",
    "19": "机构编制其他",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "59": "民政其他",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
}


class CreditCodeFlaw(StrEnum):
    """Why a text is no credit code; the value is a sentence a person can act on."""

    LENGTH = "统一社会信用代码应为 18 位"
    CHARACTERS = "统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z，第 3 至 8 位为数字）"
    CHECK_DIGIT = "统一社会信用代码校验位不符，请核对是否抄错"


class CreditCode(NamedTuple):
    """The parts of a credit code."""

    authority: str
    kind: str
    division: str
    organisation: str
    check: str

    @property
    def kind_name(self) -> str:
        """What the first two characters say the holder is; empty when the table here has no such pair."""
        return _KINDS.get(self.authority + self.kind, "")


def normalise(code: str) -> str:
    """The code as stored: no spaces or hyphens, capitals."""
    return re.sub(r"[\s-]", "", code).upper()


def check_digit(seventeen: str) -> str:
    """The eighteenth character (GB 32100-2015 §5 and annex; weights 3^i modulo 31)."""
    return mod_31_3(seventeen)


def find_flaw(code: str) -> CreditCodeFlaw | None:
    """The first reason why `code` is no credit code, or None (GB 32100-2015 §5)."""
    if len(code) != 18:
        return CreditCodeFlaw.LENGTH
    if not _SHAPE.fullmatch(code):
        return CreditCodeFlaw.CHARACTERS
    return None if check_digit(code[:17]) == code[17] else CreditCodeFlaw.CHECK_DIGIT


def is_valid(code: str) -> bool:
    """Whether `code` has the alphabet, the length and the check character of a credit code."""
    return find_flaw(code) is None


def parse(code: str) -> CreditCode:
    """The parts of a valid code; ValueError with the reason otherwise."""
    if flaw := find_flaw(code):
        raise ValueError(flaw)
    return CreditCode(code[0], code[1], code[2:8], code[8:17], code[17])


def build(kind: str, division: str, body: str) -> str:
    """A code from its two leading characters, six division digits and eight of organisation body."""
    seventeen = f"{kind}{division}{body}{mod_11_organisation(body)}"
    return seventeen + check_digit(seventeen)


def is_organisation_code(code: str) -> bool:
    """Whether `code` is a nine-character organisation code, with or without its hyphen (GB 11714-1997)."""
    if not _ORGANISATION.fullmatch(code):
        return False
    return mod_11_organisation(code[:8]) == code[-1]


def is_demo(code: str) -> bool:
    """Whether the code belongs to one of the invented legal persons, and so to nobody."""
    return code[2:6] == DEMO_DIVISION_PREFIX
