"""What each letter must be told. A letter with a hole in it is never printed.

The wording itself stands in `typst/*.typ`; here are the facts it needs (`clause`, `decides` and their like
are law's words for the type of matter, from `standards.proceedings`), and how a fact is written in Chinese
official style (GB/T 9704-2012: dates in Arabic numerals without leading zeros).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from hall.standards import receipt_number

_HERE: Final = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Shape:
    """The facts a letter needs and those it can use."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()


def _shape(required: str, optional: str = "") -> Shape:
    return Shape(frozenset(required.split()), frozenset(optional.split()))


SHAPES: Final[Mapping[str, Shape]] = {
    # 行政许可法 第三十二条第二款: a stamped, dated, written receipt, whether accepted or not
    "receipt": _shape(
        "applicant item_name case_number filed_at",
        "hall department materials next_steps accept_by accept_by_provisional clause silence",
    ),
    "acceptance": _shape(
        "applicant item_name case_number accepted_on limit_days due_on",
        "limit_source due_provisional promised_on promise_days deemed clause counting",
    ),
    # 行政许可法 第三十二条第一款第（四）项: everything that is wanted, once; each a title and a reason
    "supplement": _shape(
        "applicant item_name case_number received_on wanted", "note reply_by reply_by_provisional clause"
    ),
    # 行政许可法 第三十二条第一款第（一）、（二）项: at once, and where to go
    "not_accepted": _shape(
        "applicant item_name case_number received_on reason remedies", "ground where_to_go clause finding"
    ),
    "granted": _shape(
        "applicant item_name case_number decided_on decides",
        "accepted_on content clause matter licence_name licence_number valid_from valid_until deliver_by"
        " delivery publicity",
    ),
    # 行政许可法 第三十八条第二款: reasons, and how to seek review or sue
    "refused": _shape(
        "applicant item_name case_number decided_on decides reason remedies", "accepted_on clause"
    ),
    "licence": _shape(
        "licence_name licence_number content valid_from", "holder_number valid_until legal_basis"
    ),
}

#: Grounds on which an application is not accepted (行政许可法 第三十二条第一款第（一）、（二）项).
NOT_NEEDED: Final = "not_needed"
NOT_OURS: Final = "not_ours"
OTHER_GROUND: Final = "other"
_GROUNDS: Final = {NOT_NEEDED, NOT_OURS, OTHER_GROUND}


def facts(template: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` checked against the letter's shape and made plain text, numbers and lists.

    Raises: ValueError naming what is missing, unknown or empty.
    """
    shape = SHAPES.get(template)
    if shape is None:
        raise ValueError(f"There is no letter {template!r}.")
    if missing := sorted(name for name in shape.required if data.get(name) in (None, "")):
        raise ValueError(f"The letter {template!r} lacks {', '.join(missing)}.")
    if unknown := sorted(set(data) - shape.required - shape.optional):
        raise ValueError(f"The letter {template!r} knows no {', '.join(unknown)}.")
    if data.get("ground", OTHER_GROUND) not in _GROUNDS:
        raise ValueError(f"{data['ground']!r} is no ground for not accepting.")
    known = {name: plain(value) for name, value in data.items() if value is not None}
    if receipt_number.is_valid(str(known.get("case_number", ""))):
        known["case_number"] = receipt_number.display(str(known["case_number"]))
    if isinstance(known.get("remedies"), str):
        known["remedies"] = [known["remedies"]]
    return known


def plain(value: Any) -> Any:
    """`value` as a letter prints it."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return in_words(value.astimezone(_HERE)) + f" {value.astimezone(_HERE):%H:%M}"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(inner) for inner in value]
    return str(value)


def in_words(day: date) -> str:
    """2026年1月5日 (GB/T 9704-2012 7.3.5.4: Arabic numerals, no leading zeros)."""
    return f"{day.year}年{day.month}月{day.day}日"
