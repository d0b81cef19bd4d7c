"""Item codes: the 12-digit 基本编码, the 31-digit 实施编码, and the local form met in real data.

Forms inferred from published codes, since cities differ. Reading never refuses a code, it reports what is
odd: an item with a strange code is still an item people need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from hall.standards import credit_code, division_code
from hall.standards.code_sets import ItemType, UseLevel

__all__ = ["BasicCode", "Form", "ItemCode", "Oddity", "parse_basic", "read"]

_BASIC: Final = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9A-Z]{3})([0-9A-Z]{3})")
_IMPLEMENTING: Final = re.compile(r"([0-9A-Z]{18})\|?([0-9])\|?([0-9]{6}[0-9A-Z]{6})\|?([0-9]{2})?")
_LOCAL: Final = re.compile(
    r"([0-9A-Z]+(?:-[0-9A-Z]+)*)-([0-9]{12})-([0-9]{3})-([0-9A-Za-z]+(?:-[0-9X])?)-([0-9])-([0-9]{2})"
)
_LOCAL_CATALOGUE: Final = re.compile(r"[0-9]{2}[0-9A-Z]{10}(?:[0-9A-Z]{2})?")


class Form(StrEnum):
    """Which of the known forms a code has."""

    BASIC = "基本编码"
    IMPLEMENTING = "实施编码"
    HANDLING = "业务办理项编码"
    LOCAL = "地方编码"
    UNKNOWN = "未知"


class Oddity(StrEnum):
    """What is unusual about a code; the value is the sentence a loading report shows."""

    SHAPE = "编码不符合任何已知形式"
    ITEM_TYPE = "编码中的事项类型不在 GB/T 39046-2020 附录 A.1 中"
    USE_LEVEL = "编码中的行使层级不在 GB/T 39046-2020 附录 A.2 中"
    CATALOGUE = "目录编码不是 12 或 14 位"
    ORGANISATION = "部门代码是组织机构代码，不是统一社会信用代码"
    DEPARTMENT = "部门代码既不是统一社会信用代码，也不是组织机构代码"
    CHECK_DIGIT = "部门的统一社会信用代码校验位不符"
    LETTER_CASE = "部门代码含有小写字母"
    AREA = "区划代码不是 12 位数字"


class BasicCode(NamedTuple):
    """The parts of a 12-digit basic code; province 00 is the national list, a W in the tail a local item."""

    province: str
    item_type: str
    department: str
    main_item: str
    sub_item: str

    @property
    def is_national(self) -> bool:
        """Whether the item stands on the national basic list."""
        return self.province == "00"


@dataclass(frozen=True, slots=True)
class ItemCode:
    """A code as read: what could be told from it, and what was odd."""

    text: str
    form: Form
    catalogue_code: str = ""
    basic: BasicCode | None = None
    department: str = ""
    use_level: str = ""
    area: str = ""
    handling: str = ""
    oddities: tuple[Oddity, ...] = ()


def parse_basic(code: str) -> BasicCode | None:
    """The parts of a 12-digit basic code, or None when it has another shape."""
    match = _BASIC.fullmatch(code)
    return BasicCode(*match.groups()) if match else None


def read(text: str) -> ItemCode:
    """What `text` says, in whichever form it is written; oddities are reported, nothing is refused."""
    if basic := parse_basic(text):
        return ItemCode(text, Form.BASIC, text, basic, oddities=_type_oddities(basic))
    if match := _IMPLEMENTING.fullmatch(text):
        return _read_implementing(text, *match.groups())
    if match := _LOCAL.fullmatch(text):
        return _read_local(text, *match.groups())
    return ItemCode(text, Form.UNKNOWN, oddities=(Oddity.SHAPE,))


def _read_implementing(text: str, department: str, level: str, code: str, handling: str | None) -> ItemCode:
    basic = parse_basic(code)
    oddities = _department_oddities(department) + (_type_oddities(basic) if basic else ())
    if level not in set(UseLevel):
        oddities += (Oddity.USE_LEVEL,)
    form = Form.HANDLING if handling else Form.IMPLEMENTING
    return ItemCode(text, form, code, basic, department, level, "", handling or "", oddities)


def _read_local(
    text: str, catalogue: str, area: str, _scene: str, department: str, level: str, handling: str
) -> ItemCode:
    oddities = _department_oddities(department)
    if not _LOCAL_CATALOGUE.fullmatch(catalogue):
        oddities = (Oddity.CATALOGUE, *oddities)
    if not division_code.is_valid(area):
        oddities = (*oddities, Oddity.AREA)
    return ItemCode(text, Form.LOCAL, catalogue, None, department, level, area, handling, oddities)


def _type_oddities(basic: BasicCode) -> tuple[Oddity, ...]:
    return () if basic.item_type in set(ItemType) else (Oddity.ITEM_TYPE,)


def _department_oddities(department: str) -> tuple[Oddity, ...]:
    found: list[Oddity] = []
    if department != department.upper():
        found.append(Oddity.LETTER_CASE)
    flaw = credit_code.find_flaw(department.upper())
    if flaw is credit_code.CreditCodeFlaw.CHECK_DIGIT:
        found.append(Oddity.CHECK_DIGIT)
    elif flaw:
        is_organisation = credit_code.is_organisation_code(department.upper())
        found.append(Oddity.ORGANISATION if is_organisation else Oddity.DEPARTMENT)
    return tuple(found)
