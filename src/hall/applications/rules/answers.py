"""Whether one answer can be taken, by the type of its question, and how it is then written down.

Messages are the Chinese source text of a sentence that says what to do; the page translates them. A value
that can't be taken is never thrown away: it is kept as typed, shown again beside the reason, and only stops
the filing.
"""

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

__all__ = ["LONGEST", "MESSAGES", "REQUIRED", "check", "is_empty", "missing", "tidy"]

#: The most characters that a question without a limit of its own takes.
LONGEST: Mapping[str, int] = MappingProxyType({"textarea": 2000})
_LONGEST_TEXT = 200
_EARLIEST, _LATEST = date(1880, 1, 1), date(2200, 12, 31)
_PLAIN_NUMBER, _LARGEST = re.compile(r"-?\d+(\.\d{1,6})?"), Decimal(10) ** 15
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}(-\d{1,6})?")

REQUIRED = "请填写“%(label)s”"
CHOOSE = "请选择“%(label)s”"
CONFIRM = "请确认“%(label)s”"
TOO_LONG = "“%(label)s”最多 %(most)s 个字，现在是 %(now)s 个"
SHAPE = "“%(label)s”的写法不对，请对照提示再填"
NUMBER = "“%(label)s”应为数字，例如 120 或 98.5"
DATE = "“%(label)s”不是有效日期，请核对年、月、日，例如 2026-05-01"
DATE_RANGE = "“%(label)s”的年份看起来不对，请核对"
OPTION = "请在给出的选项中选择“%(label)s”"
PHONE = "请填 11 位手机号码，或带区号的固定电话，例如 0558-5551234"
DIVISION = "请在列表中选择“%(label)s”"

#: Every sentence above, so that a test can ask whether each has its English.
MESSAGES = (
    REQUIRED,
    CHOOSE,
    CONFIRM,
    TOO_LONG,
    SHAPE,
    NUMBER,
    DATE,
    DATE_RANGE,
    OPTION,
    PHONE,
    DIVISION,
    *(str(flaw) for flaw in resident_id.IdFlaw),
    *(str(flaw) for flaw in credit_code.CreditCodeFlaw),
)


def is_empty(value: Any) -> bool:
    """Whether nothing was answered. An unticked box is no answer; the number 0 is one."""
    return value is None or value is False or value == "" or value == []


def tidy(raw: Any) -> Any:
    """What was typed, as it is kept even when it can't be taken: no control characters, ends trimmed."""
    if isinstance(raw, list | tuple):
        return [tidy(each) for each in raw if each not in (None, "")]
    if isinstance(raw, bool) or raw is None:
        return raw or ""
    text = unicodedata.normalize("NFC", str(raw)).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) != "Cc").strip()


def check(asked: Field, raw: Any, *, today: date) -> Any:
    """The answer as it is filed. An empty one is taken as empty: whether it may be is `completeness`' to say.

    Raises: Fault.
    """
    value = tidy(raw)
    if is_empty(value):
        return [] if asked.type == "checkbox" and asked.options else ""
    return _CHECKS[asked.type](asked, value, today)


def missing(asked: Field) -> Fault:
    """What is said of a required question without an answer."""
    if asked.type == "checkbox" and not asked.options:
        return Fault(CONFIRM, {"label": asked.label})
    text = CHOOSE if asked.type in {"select", "radio", "checkbox", "division"} else REQUIRED
    return Fault(text, {"label": asked.label})


def _text(asked: Field, value: Any, _: date) -> str:
    text = str(value)
    most = asked.max_length or LONGEST.get(asked.type, _LONGEST_TEXT)
    if len(text) > most:
        raise Fault(TOO_LONG, {"label": asked.label, "most": most, "now": len(text)})
    if asked.type != "textarea":
        text = re.sub(r"\s+", " ", text)
    if asked.pattern and not re.fullmatch(asked.pattern, text):
        raise Fault(SHAPE, {"label": asked.label})
    return text


def _number(asked: Field, value: Any, _: date) -> str:
    text = unicodedata.normalize("NFKC", str(value)).replace(",", "").replace(" ", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Fault(NUMBER, {"label": asked.label}) from None
    if not _PLAIN_NUMBER.fullmatch(text) or abs(number) >= _LARGEST:
        raise Fault(NUMBER, {"label": asked.label})
    if asked.pattern and not re.fullmatch(asked.pattern, text):
        raise Fault(SHAPE, {"label": asked.label})
    return text


def _date(asked: Field, value: Any, _: date) -> str:
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


def _option(asked: Field, value: Any, _: date) -> str:
    if str(value) not in dict(asked.options):
        raise Fault(OPTION, {"label": asked.label})
    return str(value)


def _checkbox(asked: Field, value: Any, today: date) -> Any:
    if not asked.options:
        return value in (True, "on", "true", "True", "1", "是")
    chosen = value if isinstance(value, list) else [value]
    return [_option(asked, each, today) for each in dict.fromkeys(chosen)]


def _resident_id(asked: Field, value: Any, today: date) -> str:
    number = resident_id.normalise(unicodedata.normalize("NFKC", str(value)))
    if flaw := resident_id.find_flaw(number, today=today):
        raise Fault(str(flaw))
    return number


def _credit_code(asked: Field, value: Any, _: date) -> str:
    code = credit_code.normalise(unicodedata.normalize("NFKC", str(value)))
    if flaw := credit_code.find_flaw(code):
        raise Fault(str(flaw))
    return code


def _phone(asked: Field, value: Any, _: date) -> str:
    number = phone.normalise(unicodedata.normalize("NFKC", str(value)))
    if phone.is_mobile(number):
        return number
    landline = unicodedata.normalize("NFKC", str(value)).replace(" ", "").replace("—", "-")
    if _LANDLINE.fullmatch(landline):
        return landline
    raise Fault(PHONE)


def _division(asked: Field, value: Any, _: date) -> str:
    code = str(value)
    if not division_code.is_valid(code):
        raise Fault(DIVISION, {"label": asked.label})
    return division_code.expand(code)


_CHECKS: Mapping[str, Callable[[Field, Any, date], Any]] = MappingProxyType(
    {
        "text": _text,
        "textarea": _text,
        "address": _text,
        "number": _number,
        "date": _date,
        "select": _option,
        "radio": _option,
        "checkbox": _checkbox,
        "resident_id": _resident_id,
        "credit_code": _credit_code,
        "phone": _phone,
        "division": _division,
    }
)
