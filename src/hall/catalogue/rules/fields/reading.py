"""Read one value, forgivingly where it is certain what is meant, by name where it isn't.

Spreadsheets turn codes into numbers, drop leading zeros, keep blanks and full-width digits; people type
2026年3月1日 for a date and 是 as TRUE. What can be put right without a doubt is put right. Words that sources
publish ("个人", "市") are kept as they stand, since they are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from hall.catalogue.rules.fields.codes import WORDS, codes_of, labels
from hall.catalogue.rules.fields.field import Field, Kind
from hall.catalogue.rules.fields.trouble import NotAValue
from hall.standards import credit_code

__all__ = ["NO_SETS", "OpenSets", "coded", "read_value"]

#: Codes → names of the sets that are the city's own data: topics, functions.
OpenSets = Mapping[str, Mapping[str, str]]
NO_SETS: Final[OpenSets] = {}

_BLANKS: Final = " \t\r\n\u00a0\u3000\ufeff\u200b"
_DATE: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]00:00(?::00)?)?")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
#: Day 0 of a spreadsheet, and the days that can be meant (1982 to 2119).
_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(30_000, 80_000)
_EXACT: Final = 10**15  # the digits a spreadsheet's number can hold


def read_value(field: Field, raw: Any, sets: OpenSets = NO_SETS) -> Any:
    """The value of `raw`, None when it is empty. Raises: NotAValue."""
    if isinstance(raw, str):
        raw = raw.strip(_BLANKS)
    if raw is None or raw in ("", [], ()):
        return None
    return _READERS[field.kind](field, raw, sets)


def coded(field: Field, value: Any) -> list[str]:
    """The standard's codes of a coded value: 个人/法人 are 1, 2, 3, 4."""
    if field.kind is Kind.CODE and value:
        value = [value]
    words = value if isinstance(value, list) else _split(field, value or "", NO_SETS)
    if field.codes is None:
        return words
    codes = field.codes
    return list(dict.fromkeys(code for word in words for code in codes_of(codes, word)))


def _plain(raw: Any) -> str:
    """What a cell or a form says as text: 1.0 is 1, a date its ISO form, line ends are \\n."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        return _whole(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n").strip(_BLANKS)
    if _CONTROL.search(text):
        raise NotAValue("control")
    return text


def _whole(raw: float) -> str:
    if abs(raw) >= _EXACT:
        raise NotAValue("science")
    return str(int(raw))


def _narrow(raw: Any) -> str:
    """As text with half-width digits and letters: for codes, numbers, dates."""
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) >= _EXACT:
        raise NotAValue("science")
    text = unicodedata.normalize("NFKC", _plain(raw)).strip(_BLANKS)
    if re.fullmatch(r"[0-9]\.[0-9]+E\+[0-9]+", text):
        raise NotAValue("science")
    return text


def _text(field: Field, raw: Any, sets: OpenSets) -> str:
    text = _plain(raw)
    if field.pattern:
        text = _shaped(field, raw)
    if "\n" in text:
        raise NotAValue("one_line")
    return _not_longer(field, text)


def _shaped(field: Field, raw: Any) -> str:
    """A code of a known shape. A basic code that lost its zeros (a number of fewer than 12 digits) gets them
    back; the national list begins with 00, so most of them do lose them."""
    text = _narrow(raw)
    if field.key == "catalog_code" and isinstance(raw, int | float) and len(text) < 12:
        text = text.zfill(12)
    if field.key == "yw_code" and isinstance(raw, int | float):
        text = text.zfill(2)
    if not re.fullmatch(field.pattern, text):
        raise NotAValue(
            "shape", hint=field.hint or "核对编码。", hint_english=field.hint_english or "Check it."
        )
    return text


def _long(field: Field, raw: Any, sets: OpenSets) -> str:
    return _not_longer(field, _plain(raw))


def _not_longer(field: Field, text: str) -> str:
    if len(text) > field.longest:
        raise NotAValue("too_long", length=len(text), longest=field.longest)
    return text


def _number(field: Field, raw: Any, sets: OpenSets) -> int:
    text = _narrow(raw).removesuffix(field.unit or "个").strip()
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise NotAValue("not_a_number")
    if int(text) > field.most:
        raise NotAValue("too_big", most=field.most)
    return int(text)


def _date(field: Field, raw: Any, sets: OpenSets) -> str:
    text = _narrow(raw).replace(" ", "") if not isinstance(raw, datetime) else _plain(raw)
    match = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None and text.isdigit() and int(text) in _SERIALS:
        return (_EPOCH + timedelta(days=int(text))).isoformat()
    try:
        year, month, day = (int(part) for part in match.groups()) if match else (0, 0, 0)
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise NotAValue("not_a_date") from error


def _yes_no(field: Field, raw: Any, sets: OpenSets) -> str:
    text = _narrow(raw).upper()
    if text in {"是", "有", "支持", "1", "Y", "YES", "TRUE", "√"}:
        return "是"
    if text in {"否", "无", "不支持", "0", "N", "NO", "FALSE", "×"}:
        return "否"
    raise NotAValue("not_yes_no")


def _code(field: Field, raw: Any, sets: OpenSets) -> str:
    return _word(field, raw, sets)


def _codes(field: Field, raw: Any, sets: OpenSets) -> list[str]:
    words = raw if isinstance(raw, list | tuple) else _split(field, raw, sets)
    return list(dict.fromkeys(_word(field, word, sets) for word in words if str(word).strip(_BLANKS)))


def _split(field: Field, raw: Any, sets: OpenSets) -> list[str]:
    """Words apart by 、 or the like, whole labels first: some hold such marks themselves (省级/直属)."""
    whole = labels(field.codes) if field.codes else [*sets.get(field.open_set, {}).values()]
    marks = "、，,;；|\n" if field.open_set else "、，,;；/|\n"
    names = sorted((re.escape(name) for name in whole), key=len, reverse=True)
    return re.findall("|".join([*(f"{name}(?=[{marks}]|$)" for name in names), f"[^{marks}]+"]), _plain(raw))


def _word(field: Field, raw: Any, sets: OpenSets) -> str:
    """A label, a word that sources use, or a code, which becomes its label."""
    word = _plain(raw)
    if field.codes is None:
        return _open_word(field, word, sets)
    narrow = _narrow(raw)
    for tried in (word, narrow, narrow.zfill(2)):
        if field.codes.of_label(tried) or tried in WORDS.get(field.codes, {}):
            return tried
        if member := next((one for one in field.codes if one.value == tried), None):
            return member.label
    raise NotAValue("not_in_set", word=word, choices="、".join(labels(field.codes)))


def _open_word(field: Field, word: str, sets: OpenSets) -> str:
    """A code of the city's own set, by itself or by its name; any word when nobody brought the set."""
    known = sets.get(field.open_set)
    if known is None or word in known:
        return _not_longer(field, word)
    by_name = next((code for code, name in known.items() if name == word), "")
    if not by_name:
        raise NotAValue("not_in_set", word=word, choices="、".join(list(known.values())[:40]))
    return by_name


def _url(field: Field, raw: Any, sets: OpenSets) -> str:
    text = _plain(raw)
    parts = urlsplit(text) if not re.search(r"\s", text) else None
    if parts is None or parts.scheme not in {"http", "https"} or "." not in parts.netloc:
        raise NotAValue("not_a_url")
    return _not_longer(field, text)


def _credit_code(field: Field, raw: Any, sets: OpenSets) -> str:
    text = _narrow(raw).upper().replace(" ", "")
    if credit_code.find_flaw(text):
        raise NotAValue("not_a_credit_code")
    return text


def _division(field: Field, raw: Any, sets: OpenSets) -> str:
    text = _narrow(raw).replace(" ", "")
    if not re.fullmatch(r"[0-9]{9}(?:[0-9]{3})?", text):
        raise NotAValue("not_a_division")
    return text


_READERS: Final[dict[Kind, Callable[[Field, Any, OpenSets], Any]]] = {
    Kind.TEXT: _text,
    Kind.LONG: _long,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.URL: _url,
    Kind.CREDIT_CODE: _credit_code,
    Kind.DIVISION: _division,
}
