"""Answers and faults in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from hall.applications.queries.regions import place_name
from hall.applications.rules.answers import is_empty
from hall.applications.rules.asked import Field
from hall.applications.rules.faults import Fault
from hall.standards.field_types import PARTS

UNITS = {"money": "元", "percent": "%"}


def shown(field: Field, value: Any) -> str:
    """An answer as people read it: labels of options, names of places, units, the parts and rows of it."""
    if is_empty(value):
        return ""
    if field.type == "table" and isinstance(value, list):
        rows = [_row(field, row) for row in value if isinstance(row, Mapping)]
        return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, start=1))
    if isinstance(value, Mapping):
        return _parts(field, value)
    labels = dict(field.options)
    if isinstance(value, list):
        return "、".join(labels.get(str(each), str(each)) for each in value)
    if value is True:
        return "是"
    if field.type == "division":
        return place_name(str(value)) or str(value)
    text = labels.get(str(value), str(value))
    unit = field.unit or UNITS.get(field.type, "")
    return f"{text} {unit}" if unit else text


def _row(field: Field, row: Mapping[str, Any]) -> str:
    cells = [(column.label, shown(column, row.get(column.key))) for column in field.columns]
    return "；".join(f"{label}：{text}" for label, text in cells if text)


def _parts(field: Field, value: Mapping[str, Any]) -> str:
    """The parts of one answer, each kind as people write it."""
    given = {key: str(part) for key, part in value.items() if not is_empty(part)}
    if field.type == "address_tree":
        code = given.get("division", "")
        return (place_name(code) or code) + given.get("detail", "")
    if field.type == "date_range":
        return f"{given.get('start', '—')} 至 {given.get('end', '—')}"
    if field.type == "map_point":
        return f"东经 {given.get('lng', '—')}°，北纬 {given.get('lat', '—')}°"
    if field.type == "signature":
        when = (
            f"（{given['at'][:16].replace('T', ' ')} 由账号“{given.get('by', '')}”签）"
            if "at" in given
            else ""
        )
        drawn = "，附手写笔迹" if "strokes" in given else ""
        return f"{given.get('name', '')}{drawn}{when}"
    parts = [(key, label) for key, (label, _, _) in PARTS.get(field.type, {}).items() if key in given]
    return "，".join(given[key] if key == "name" else f"{label} {given[key]}" for key, label in parts)


def _signed(given: Mapping[str, str]) -> str:
    drawn = "，附手写笔迹" if "strokes" in given else ""
    moment = given.get("at", "")[:16].replace("T", " ")
    when = f"（{moment} 由账号“{given.get('by', '')}”签）" if moment else ""
    return f"{given.get('name', '')}{drawn}{when}"


def said(fault: Fault) -> str:
    """The sentence of a fault in the reader's language, with its parts filled in."""
    text = gettext(fault.message)
    return text % fault.parts if fault.parts else text
