"""Where a guide contradicts itself. Found by rule, kept and shown: a reader should know what isn't certain.

Each rule takes the guide as its source words it and returns a sentence for people, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from hall.standards.code_sets import ItemType

__all__ = ["doubts_of"]

_MOST_VISITS: Final = {"四级标准": 0, "三级标准": 1, "二级标准": 2}
_ON_THE_SPOT: Final = re.compile(r"当场办结|现场办结|即时办结|实时办理")
_NONE_SET: Final = re.compile(r"未规定办结时限|没有规定办结时限")
_WORKING_DAYS: Final = re.compile(r"工作日")
_NUMERALS: Final = {10: "十", 15: "十五", 20: "二十", 30: "三十", 45: "四十五", 60: "六十", 90: "九十"}

Guide = Mapping[str, Any]


def doubts_of(guide: Guide) -> dict[str, str]:
    """Which facts of the guide are doubtful, and why."""
    found = {key: rule(guide) for key, rule in _RULES.items()}
    return {key: reason for key, reason in found.items() if reason}


def _legal_limit(guide: Guide) -> str:
    """行政许可法 第八十二条 makes the days of licensing working days; elsewhere 日 is any day."""
    note, days = guide.get("legal_limit_note") or "", guide.get("legal_limit")
    if days is None:
        return ""
    is_licence = guide.get("type") == ItemType.PERMIT.label
    if _NONE_SET.search(note):
        return f"来源写明法律法规没有规定时限，却公布了 {days} 个工作日"
    if _ON_THE_SPOT.search(note) and days > 1 and str(days) not in note:
        return f"来源的说明是当场办结，却公布了 {days} 个工作日"
    if not is_licence and days > 1 and _says_calendar_days(note, days):
        return f"来源的说明写的是“{days}日”，没有说是工作日；数字按工作日公布"
    return ""


def _says_calendar_days(note: str, days: int) -> bool:
    """Whether the note gives this very number in 日 and never speaks of working days."""
    written = rf"(?<![0-9]){days}|{_NUMERALS[days]}" if days in _NUMERALS else rf"(?<![0-9]){days}"
    return bool(re.search(rf"(?:{written})(?:日|天)", note)) and not _WORKING_DAYS.search(note)


def _promise_limit(guide: Guide) -> str:
    legal, promise = guide.get("legal_limit"), guide.get("promise_limit")
    if legal is not None and promise is not None and promise > legal:
        return f"承诺时限 {promise} 个工作日长于法定时限 {legal} 个工作日"
    return ""


def _visits(guide: Guide) -> str:
    depth, visits = guide.get("online_depth"), guide.get("visits")
    most = _MOST_VISITS.get(depth or "")
    if most is not None and visits is not None and visits > most:
        return f"{depth}是到现场不超过 {most} 次，却公布了 {visits} 次"
    return ""


def _fee(guide: Guide) -> str:
    if guide.get("charge") == "否" and guide.get("charge_note"):
        return "公布为不收费，又附有收费说明"
    return ""


def _handle_form(guide: Guide) -> str:
    if guide.get("online") == "否" and "网上办理" in (guide.get("handle_form") or ()):
        return "公布为不能网上办理，办理形式里却有网上办理"
    return ""


def _flow(guide: Guide) -> str:
    steps = guide.get("flow") or []
    if not steps or all(len(step) < 8 and "流程" in step for step in steps):
        return "来源没有写出办理步骤"
    return ""


def _result(guide: Guide) -> str:
    return "来源没有写出办理结果" if guide.get("result") in {None, "", "无", "暂无", "通过"} else ""


_RULES: Final[Mapping[str, Callable[[Guide], str]]] = {
    "legal_limit": _legal_limit,
    "promise_limit": _promise_limit,
    "visits": _visits,
    "fee": _fee,
    "handle_form": _handle_form,
    "flow": _flow,
    "result": _result,
}
