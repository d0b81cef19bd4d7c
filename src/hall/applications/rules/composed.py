"""Answers of several parts: a person, a firm, an address, a place on the map, a signature, a table of rows.

Each part is judged as the simple question it is, and a fault names the part, so that one finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hall.applications.rules.asked import Field
from hall.applications.rules.faults import Fault
from hall.applications.rules.kinds import SIMPLE
from hall.standards.expressions import is_filled
from hall.standards.field_types import PARTS

__all__ = ["COMPOSED", "MESSAGES", "MOST_ROWS", "STAMP", "part_of", "shaped"]

MOST_ROWS = 200
LONGEST_STROKES = 16_000
#: When, and with which account, was signed: noted by the server alone.
STAMP = ("at", "by")
#: Six decimals are eleven centimetres: what a phone says beyond that is noise.
_FINER = re.compile(r"(\.\d{6})\d+$")
_STROKES = re.compile(r"(M\d{1,4} \d{1,4}(L\d{1,4} \d{1,4})*)+")

PART_MISSING = "“%(label)s”还缺“%(part)s”"
COUNTY = "“%(label)s”请至少选到县（区）"
ORDER = "“%(label)s”的结束日期早于开始日期，请核对"
POINT = "“%(label)s”的经度应在 73 到 136 之间，纬度应在 3 到 54 之间"
STROKES = "手写签名没有收到，请重新签，或只填姓名"
ROWS_FEW = "“%(label)s”至少填 %(least)s 行"
ROWS_MANY = "“%(label)s”最多填 %(most)s 行"
MESSAGES = (PART_MISSING, COUNTY, ORDER, POINT, STROKES, ROWS_FEW, ROWS_MANY)


def part_of(asked: Field, key: str) -> Field:
    """One part of a composed question, as the simple question it is."""
    label, kind, _ = PARTS[asked.type][key]
    return Field(key, f"{asked.label}：{label}", kind)


def shaped(asked: Field, value: Any, longest: int) -> Any:
    """`value` with nothing in it that the question doesn't have, however wrong the rest is."""
    if asked.type == "table":
        rows = value if isinstance(value, list) else []
        names = [column.key for column in asked.columns]
        return [_only(row, names, longest) for row in rows[:MOST_ROWS] if isinstance(row, Mapping)]
    return _only(value, PARTS[asked.type], longest) if isinstance(value, Mapping) else ""


def _only(value: Mapping[str, Any], names: Any, longest: int) -> dict[str, Any]:
    return {name: _plain(value[name], longest) for name in names if name in value}


def _plain(value: Any, longest: int) -> Any:
    return value if isinstance(value, bool) else str(value)[:longest]


def _parts(asked: Field, value: Any, today: date) -> dict[str, Any]:
    """Every part, taken; those that must be given are there."""
    given = value if isinstance(value, Mapping) else {}
    kept: dict[str, Any] = {}
    for key, (label, kind, required) in PARTS[asked.type].items():
        raw = given.get(key, "")
        if is_filled(raw):
            if kind == "division" or key == "strokes":
                kept[key] = raw if key == "strokes" else SIMPLE["division"](asked, raw, today)
            else:
                kept[key] = SIMPLE[kind](part_of(asked, key), raw, today)
        elif required:
            raise Fault(PART_MISSING, {"label": asked.label, "part": label})
    return kept


def _address(asked: Field, value: Any, today: date) -> dict[str, Any]:
    kept = _parts(asked, value, today)
    if kept["division"][4:6] == "00":
        raise Fault(COUNTY, {"label": asked.label})
    return kept


def _range(asked: Field, value: Any, today: date) -> dict[str, Any]:
    kept = _parts(asked, value, today)
    if kept["end"] < kept["start"]:
        raise Fault(ORDER, {"label": asked.label})
    return kept


def _point(asked: Field, value: Any, today: date) -> dict[str, Any]:
    """Zengmu Ansha to Mohe, the Pamirs to Heixiazi: what lies outside is a slip of the pen."""
    typed = value if isinstance(value, Mapping) else {}
    exact = {key: _FINER.sub(r"\1", str(each).strip()) for key, each in typed.items()}
    kept = _parts(asked, exact, today)
    if not (73 <= Decimal(kept["lng"]) <= 136 and 3 <= Decimal(kept["lat"]) <= 54):
        raise Fault(POINT, {"label": asked.label})
    return kept


def _signature(asked: Field, value: Any, today: date) -> dict[str, Any]:
    kept = _parts(asked, value, today)
    strokes = kept.get("strokes", "")
    if strokes and (len(strokes) > LONGEST_STROKES or not _STROKES.fullmatch(strokes)):
        raise Fault(STROKES)
    stamp = {key: str(value[key])[:80] for key in STAMP if isinstance(value, Mapping) and key in value}
    return kept | stamp


def _table(asked: Field, value: Any, today: date) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else []
    most = asked.max_rows or MOST_ROWS
    if len(rows) > most:
        raise Fault(ROWS_MANY, {"label": asked.label, "most": most})
    kept = [_row(asked, number, row, today) for number, row in enumerate(rows, start=1)]
    if len(kept) < asked.min_rows:
        raise Fault(ROWS_FEW, {"label": asked.label, "least": asked.min_rows})
    return kept


def _row(asked: Field, number: int, row: Any, today: date) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for column in asked.columns:
        raw = row.get(column.key, "") if isinstance(row, Mapping) else ""
        named = replace(column, label=f"{asked.label} {number} · {column.label}")
        if column.formula is not None:  # worked out by `unfolding`, never typed
            kept[column.key] = str(raw)
        elif is_filled(raw):
            kept[column.key] = SIMPLE[column.type](named, raw, today)
        elif column.required:
            raise Fault(PART_MISSING, {"label": f"{asked.label} {number}", "part": column.label})
    return kept


COMPOSED: Mapping[str, Callable[[Field, Any, date], Any]] = MappingProxyType(
    {
        "person": _parts,
        "legal_person": _parts,
        "address_tree": _address,
        "date_range": _range,
        "map_point": _point,
        "signature": _signature,
        "table": _table,
    }
)
