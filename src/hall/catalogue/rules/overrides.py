"""Whether a place may say what it says: each fact moved the one way that the law leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from hall.catalogue.rules.fields.field import Field, Kind, Table
from hall.catalogue.rules.latitude import FIELD_OF_FACT, FROM_WORST_TO_BEST, Latitude, latitude_of

__all__ = [
    "NOT_NEEDED",
    "flaw_of_override",
    "flaw_of_papers",
    "flaw_of_value",
    "flaws_of_overrides",
    "title_of",
]

Facts = Mapping[str, Mapping[str, Any]]
#: What a place may make of a paper beside the ways of `GuideMaterial.Must`: not ask for it at all.
NOT_NEEDED: Final = "不需要"
#: How much each way of asking for a paper asks of the applicant.
_BURDEN: Final = {"必要": 3, "容缺后补": 2, "信用免交、信用后补": 1, "非必要": 1, NOT_NEEDED: 0}
_UNITS: Final = frozenset({"工作日", "日"})
_URL: Final = re.compile(r"https?://[^\s/]+\.\S+|/\S*")
_LIMITS: Final = frozenset({"legal_limit", "law_limit", "promise_limit"})
_OWN_TITLES: Final = {"code": "事项编码", "law_limit": "法律规定的时限"}


def flaws_of_overrides(local: Facts, basic: Facts, musts: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every element that a place may not say so, with the reason in a sentence.

    `basic` is what it inherits; `musts` says of each paper of the guide how it is asked for.
    """
    found = {key: flaw_of_override(key, fact.get("value"), basic) for key, fact in local.items()}
    if musts is not None and "materials" in local and not found["materials"]:
        found["materials"] = flaw_of_papers(local["materials"].get("value"), musts)
    return {key: flaw for key, flaw in found.items() if flaw}


def flaw_of_override(key: str, value: Any, basic: Facts) -> str:
    """Why a place may not say `value` of this fact, or nothing."""
    latitude = latitude_of(key)
    if latitude is None:
        return f"实施清单没有“{key}”这个要素"
    if latitude is Latitude.FIXED:
        return f"{title_of(key)}由法律或基本目录规定，各地不能改"
    return flaw_of_value(key, value) or _ALLOWED[latitude](key, value, basic)


def title_of(key: str) -> str:
    """What people call this fact."""
    field = FIELD_OF_FACT.get(key)
    return field.title if field else _OWN_TITLES.get(key, key)


def flaw_of_value(key: str, value: Any) -> str:
    """Why `value` isn't written as this fact is, or nothing."""
    title = title_of(key)
    if key in FROM_WORST_TO_BEST:
        choices = FROM_WORST_TO_BEST[key]
        return "" if value in choices else f"{title}应是 {'、'.join(choices)} 之一"
    if key in _LIMITS:
        return _limit(title, value)
    if key == "materials":
        right = isinstance(value, dict) and all(must in _BURDEN for must in value.values())
        return "" if right else f"{title}应逐份写明 {'、'.join(_BURDEN)} 之一"
    field = FIELD_OF_FACT[key]
    if isinstance(field, Table):
        return _rows(title, field, value)
    return _WRITTEN.get(field.kind, _text)(title, field, value)


def flaw_of_papers(changes: Any, musts: Mapping[str, str]) -> str:
    """行政许可法 第三十一条: a place asks for less than the guide, or for the same; never for more."""
    for key, must in changes.items():
        if key not in musts:
            return f"指南里没有编号为 {key} 的材料，各地不能增加材料"
        if _BURDEN[must] > _BURDEN[musts[key]]:
            return f"材料 {key} 在基本目录中是“{musts[key]}”，不能改为“{must}”"
    return ""


def _text(title: str, field: Field, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return f"{title}应是文字"
    return f"{title}超过 {field.longest} 字" if len(value) > field.longest else ""


def _lines(title: str, field: Field, value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(line, str) and line.strip() for line in value):
        return f"{title}应是一行一条的文字"
    return ""


def _count(title: str, field: Field, value: Any) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= field.most
    return "" if whole else f"{title}应是 0 至 {field.most} 的整数"


def _url(title: str, field: Field, value: Any) -> str:
    right = isinstance(value, str) and _URL.fullmatch(value)
    return "" if right else f"{title}应是 http:// 或 https:// 开头的网址"


def _yes_no(title: str, field: Field, value: Any) -> str:
    return "" if value in {"是", "否"} else f"{title}应是“是”或“否”"


_WRITTEN: Final[Mapping[Kind, Callable[[str, Field, Any], str]]] = {
    Kind.CODES: _lines,
    Kind.NUMBER: _count,
    Kind.URL: _url,
    Kind.YES_NO: _yes_no,
}


def _limit(title: str, value: Any) -> str:
    days = value.get("days") if isinstance(value, dict) else None
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 999:
        return f"{title}应是 0 至 999 的整数"
    return "" if value.get("unit") in _UNITS else f"{title}的单位应是 {'、'.join(sorted(_UNITS))}"


def _rows(title: str, table: Table, value: Any) -> str:
    if not isinstance(value, list):
        return f"{title}应是一行一条"
    for row in value:
        if isinstance(row, str) and row.strip() and (table.single or table.key == "legal_basis"):
            continue
        if not isinstance(row, dict) or not row or not row.keys() <= table.by_key.keys():
            return f"{title}的每一行应写 {'、'.join(column.title for column in table.columns)}"
    return ""


def _anything(key: str, value: Any, basic: Facts) -> str:
    return ""


def _shorter(key: str, value: Any, basic: Facts) -> str:
    """Not longer than the law's limit, the published one, or what the catalogue itself promises."""
    for other in ("law_limit", "legal_limit", "promise_limit"):
        bound = _said(basic, other)
        if bound and bound.get("unit") in _UNITS and value["days"] > bound["days"]:
            longest = f"{title_of(other)}的 {bound['days']} {bound['unit']}"
            return f"{title_of(key)} {value['days']} 个工作日长于{longest}"
    return ""


def _fewer(key: str, value: Any, basic: Facts) -> str:
    most = _said(basic, key)
    return f"{title_of(key)}不能多于基本目录的 {most} 次" if most is not None and value > most else ""


def _better(key: str, value: Any, basic: Facts) -> str:
    said = _said(basic, key)
    order = FROM_WORST_TO_BEST[key]
    if said not in order or order.index(value) >= order.index(said):
        return ""
    return f"{title_of(key)}在基本目录中是“{said}”，不能改为“{value}”"


def _more(key: str, value: Any, basic: Facts) -> str:
    missing = [one for one in _said(basic, key) or () if one not in value]
    return f"{title_of(key)}可以增加，不能去掉基本目录已有的" if missing else ""


def _named_within(key: str, value: Any, basic: Facts) -> str:
    name = _said(basic, key)
    return f"本地名称应包含基本目录的名称“{name}”" if name and name not in value else ""


def _said(basic: Facts, key: str) -> Any:
    return basic.get(key, {}).get("value")


_ALLOWED: Final[Mapping[Latitude, Callable[[str, Any, Facts], str]]] = {
    Latitude.FREE: _anything,
    Latitude.LESS_TO_BRING: _anything,
    Latitude.SHORTER: _shorter,
    Latitude.FEWER: _fewer,
    Latitude.BETTER: _better,
    Latitude.MORE: _more,
    Latitude.NAMED_WITHIN: _named_within,
}
