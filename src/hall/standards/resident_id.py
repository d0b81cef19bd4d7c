"""Resident identity numbers, 公民身份号码 (GB 11643-1999).

Six digits of area, eight of birth date, three of order, one check character.
Area codes are checked to the province only: a number keeps the county code of the day it was given,
and many of those counties no longer exist. A stricter check would refuse living people.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

from hall.standards.check_digits import mod_11_2

__all__ = [
    "DEMO_AREA_PREFIX",
    "IdFlaw",
    "Sex",
    "age_on",
    "area_code",
    "birth_date",
    "check_digit",
    "find_flaw",
    "is_demo",
    "is_valid",
    "mask",
    "normalise",
    "sex",
    "upgrade",
]

#: GB/T 2260 has never given the prefecture 34-99, so no real person's number begins with it (ADR 0010).
DEMO_AREA_PREFIX: Final = "3499"

_EIGHTEEN: Final = re.compile(r"[0-9]{17}[0-9X]")
_PROVINCES: Final = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")


class Sex(StrEnum):
    """Sex as GB/T 2261.1 codes it."""

    MALE = "1"
    FEMALE = "2"


class IdFlaw(StrEnum):
    """Why a number is no resident ID; the value is a sentence a person can act on."""

    LENGTH = "身份证号码应为 18 位"
    CHARACTERS = "身份证号码前 17 位应为数字，末位为数字或 X"
    PROVINCE = "身份证号码前两位不是任何省份的代码"
    BIRTH_DATE = "身份证号码中的出生日期不存在"
    FUTURE = "身份证号码中的出生日期晚于今天"
    CHECK_DIGIT = "身份证号码校验位不符，请核对是否抄错"


def normalise(number: str) -> str:
    """The number as stored: no spaces or hyphens, a capital X."""
    return re.sub(r"[\s-]", "", number).upper()


def check_digit(seventeen: str) -> str:
    """The eighteenth character (GB 11643 §4.5; ISO 7064 MOD 11-2)."""
    return mod_11_2(seventeen)


def find_flaw(number: str, *, today: date | None = None) -> IdFlaw | None:
    """The first reason why `number` is no resident ID, or None (GB 11643 §4)."""
    if len(number) != 18:
        return IdFlaw.LENGTH
    if not _EIGHTEEN.fullmatch(number):
        return IdFlaw.CHARACTERS
    if not _PROVINCES.fullmatch(number[:2]):
        return IdFlaw.PROVINCE
    born = _date_or_none(number[6:14])
    if born is None:
        return IdFlaw.BIRTH_DATE
    if today is not None and born > today:
        return IdFlaw.FUTURE
    return None if check_digit(number[:17]) == number[17] else IdFlaw.CHECK_DIGIT


def is_valid(number: str, *, today: date | None = None) -> bool:
    """Whether `number` has the shape, the birth date and the check digit of a resident ID."""
    return find_flaw(number, today=today) is None


def area_code(number: str) -> str:
    """The six digits of the county where the number was given, at that time (GB/T 2260)."""
    return number[:6]


def birth_date(number: str) -> date:
    """The birth date a valid number carries (positions 7–14)."""
    born = _date_or_none(number[6:14])
    if born is None:
        raise ValueError(IdFlaw.BIRTH_DATE)
    return born


def sex(number: str) -> Sex:
    """Odd order numbers are given to men, even ones to women (GB 11643 §4.4)."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def age_on(number: str, day: date) -> int:
    """Full years of age on `day` (民法典 第二百五十九条 reads 周岁 by the calendar)."""
    born = birth_date(number)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def upgrade(fifteen: str) -> str:
    """A 15-digit number of before 1999 as its 18 characters: the century 19 and the check digit put in."""
    if not re.fullmatch(r"[0-9]{15}", fifteen):
        raise ValueError("旧身份证号码应为 15 位数字")
    seventeen = f"{fifteen[:6]}19{fifteen[6:]}"
    return seventeen + check_digit(seventeen)


def mask(number: str) -> str:
    """The number as it may be shown or logged: birth date hidden."""
    return f"{number[:6]}{'*' * 8}{number[14:]}" if len(number) == 18 else "*" * len(number)


def is_demo(number: str) -> bool:
    """Whether the number belongs to one of the invented residents, and so to nobody."""
    return number.startswith(DEMO_AREA_PREFIX)


def _date_or_none(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
