"""One value in one box: whether it can be taken, by the kind of its question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from hall.applications.rules.asked import Field
from hall.applications.rules.faults import Fault
from hall.standards import credit_code, division_code, phone, resident_id

__all__ = ["LONGEST", "MESSAGES", "SIMPLE"]

#: The most characters that a question without a limit of its own takes.
LONGEST: Mapping[str, int] = MappingProxyType({"textarea": 2000})
_LONGEST_TEXT = 200
_EARLIEST, _LATEST = date(1880, 1, 1), date(2200, 12, 31)
_PLAIN_NUMBER, _LARGEST = re.compile(r"-?\d+(\.\d{1,6})?"), Decimal(10) ** 15
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")

TOO_LONG = "“%(label)s”最多 %(most)s 个字，现在是 %(now)s 个"
SHAPE = "“%(label)s”的写法不对，请对照提示再填"
NUMBER = "“%(label)s”应为数字，例如 120 或 98.5"
TOO_SMALL = "“%(label)s”不能小于 %(least)s"
TOO_GREAT = "“%(label)s”不能大于 %(most)s"
MONEY = "“%(label)s”应为金额，最多两位小数，例如 1200 或 98.50"
DATE = "“%(label)s”不是有效日期，请核对年、月、日，例如 2026-05-01"
DATE_RANGE = "“%(label)s”的年份看起来不对，请核对"
TIME = "“%(label)s”应为时间，例如 08:30"
OPTION = "请在给出的选项中选择“%(label)s”"
PHONE = "请填 11 位手机号码，或带区号的固定电话，例如 0558-5551234"
EMAIL = "请填完整的电子邮箱，例如 name@example.cn"
DIVISION = "请在列表中选择“%(label)s”"

MESSAGES = (
    *(TOO_LONG, SHAPE, NUMBER, TOO_SMALL, TOO_GREAT, MONEY, DATE, DATE_RANGE, TIME, OPTION, PHONE, EMAIL),
    DIVISION,
    *(str(flaw) for flaw in resident_id.IdFlaw),
    *(str(flaw) for flaw in credit_code.CreditCodeFlaw),
)


def take_text(asked: Field, value: Any, _: date) -> str:
    text = str(value)
    most = asked.max_length or LONGEST.get(asked.type, _LONGEST_TEXT)
    if len(text) > most:
        raise Fault(TOO_LONG, {"label": asked.label, "most": most, "now": len(text)})
    if asked.type != "textarea":
        text = re.sub(r"\s+", " ", text)
    if asked.pattern and not re.fullmatch(asked.pattern, text):
        raise Fault(SHAPE, {"label": asked.label})
    return text


def take_number(asked: Field, value: Any, _: date) -> str:
    text = unicodedata.normalize("NFKC", str(value)).replace(",", "").replace(" ", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Fault(NUMBER, {"label": asked.label}) from None
    if not _PLAIN_NUMBER.fullmatch(text) or abs(number) >= _LARGEST:
        raise Fault(NUMBER, {"label": asked.label})
    if asked.pattern and not re.fullmatch(asked.pattern, text):
        raise Fault(SHAPE, {"label": asked.label})
    _within(asked, number)
    return text


def _within(asked: Field, number: Decimal) -> None:
    if asked.minimum and number < Decimal(asked.minimum):
        raise Fault(TOO_SMALL, {"label": asked.label, "least": asked.minimum})
    if asked.maximum and number > Decimal(asked.maximum):
        raise Fault(TOO_GREAT, {"label": asked.label, "most": asked.maximum})


def take_money(asked: Field, value: Any, today: date) -> str:
    text = take_number(asked, str(value).strip().lstrip("¥￥"), today)
    if "." in text and len(text.split(".")[1]) > 2:
        raise Fault(MONEY, {"label": asked.label})
    return f"{Decimal(text):.2f}"


def take_time(asked: Field, value: Any, _: date) -> str:
    text = unicodedata.normalize("NFKC", str(value)).strip()
    found = re.fullmatch(r"(\d{1,2}):?(\d{2})(:00)?", text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise Fault(TIME, {"label": asked.label})
    return f"{int(found[1]):02}:{found[2]}"


def take_email(asked: Field, value: Any, _: date) -> str:
    text = unicodedata.normalize("NFKC", str(value)).strip()
    if len(text) > 200 or not _EMAIL.fullmatch(text):
        raise Fault(EMAIL)
    return text


def take_date(asked: Field, value: Any, _: date) -> str:
    digits = re.findall(r"\d+", unicodedata.normalize("NFKC", str(value)))
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    if len(digits) != 3 or len(digits[0]) != 4:
        raise Fault(DATE, {"label": asked.label})
    try:
        day = date(*(int(part) for part in digits))
    except ValueError:
        raise Fault(DATE, {"label": asked.label}) from None
    if not _EARLIEST <= day <= _LATEST:
        raise Fault(DATE_RANGE, {"label": asked.label})
    return day.isoformat()


def take_option(asked: Field, value: Any, _: date) -> str:
    if str(value) not in dict(asked.options):
        raise Fault(OPTION, {"label": asked.label})
    return str(value)


def take_checkbox(asked: Field, value: Any, today: date) -> Any:
    if not asked.options:
        return value in (True, "on", "true", "True", "1", "是")
    chosen = value if isinstance(value, list) else [value]
    return [take_option(asked, each, today) for each in dict.fromkeys(chosen)]


def take_resident_id(asked: Field, value: Any, today: date) -> str:
    number = resident_id.normalise(unicodedata.normalize("NFKC", str(value)))
    if flaw := resident_id.find_flaw(number, today=today):
        raise Fault(str(flaw))
    return number


def take_credit_code(asked: Field, value: Any, _: date) -> str:
    code = credit_code.normalise(unicodedata.normalize("NFKC", str(value)))
    if flaw := credit_code.find_flaw(code):
        raise Fault(str(flaw))
    return code


def take_phone(asked: Field, value: Any, _: date) -> str:
    number = phone.normalise(unicodedata.normalize("NFKC", str(value)))
    if phone.is_mobile(number):
        return number
    landline = unicodedata.normalize("NFKC", str(value)).replace(" ", "").replace("—", "-")
    if _LANDLINE.fullmatch(landline):
        return landline
    raise Fault(PHONE)


def take_division(asked: Field, value: Any, _: date) -> str:
    code = str(value)
    if not division_code.is_valid(code):
        raise Fault(DIVISION, {"label": asked.label})
    return division_code.expand(code)


SIMPLE: Mapping[str, Callable[[Field, Any, date], Any]] = MappingProxyType(
    {
        "text": take_text,
        "textarea": take_text,
        "address": take_text,
        "number": take_number,
        "money": take_money,
        "percent": take_number,
        "date": take_date,
        "time": take_time,
        "select": take_option,
        "radio": take_option,
        "checkbox": take_checkbox,
        "resident_id": take_resident_id,
        "credit_code": take_credit_code,
        "phone": take_phone,
        "email": take_email,
        "division": take_division,
    }
)
