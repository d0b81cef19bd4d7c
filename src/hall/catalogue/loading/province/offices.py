"""The offices of a place, with what all their items share. Names are real functions; the rest is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hall.catalogue.loading.province.draws import draw
from hall.catalogue.loading.province.plan import Pattern, Place, Plan
from hall.catalogue.rules.facts import fact
from hall.standards import credit_code
from hall.standards.check_digits import CREDIT_CODE_ALPHABET

__all__ = ["FIELDS", "ONE_FOR_ALL", "office_rows"]

FIELDS = ("division_id", "function", "name", "credit_code", "level", "facts", "changed_at", "is_demo")
#: Zones, towns and villages have one office for whatever they do.
ONE_FOR_ALL = {
    "zone": ("行政审批", "{place}行政审批局"),
    "town": ("便民服务", "{place}便民服务中心"),
    "village": ("便民服务", "{place}便民服务站"),
}
STREETS = ("人民路", "建设路", "为民路", "光明路", "文化路", "新华路", "迎宾大道", "政务路")
HOURS = (
    "工作日 8:30–12:00，14:30–17:30",
    "工作日 9:00–12:00，13:00–17:00",
    "工作日 8:00–12:00，14:00–18:00",
    "工作日 9:00–17:00（中午不休息），周六 9:00–12:00",
)
#: Registering authority and kind: organs of government, and whatever else civil affairs register.
GOVERNMENT, VILLAGE = "11", "59"
_BODY = 8


def office_rows(plan: Plan, places: list[Place], at: datetime) -> Iterator[tuple[Any, ...]]:
    """Every office of these places, as columns in the order of `FIELDS`."""
    for place in places:
        for function, name in _named(plan, place):
            yield (
                place.code,
                function,
                name,
                _credit_code(place, function),
                place.level,
                _facts(plan, place, function),
                at,
                True,
            )


def _named(plan: Plan, place: Place) -> Iterator[tuple[str, str]]:
    if place.kind in ONE_FOR_ALL:
        function, pattern = ONE_FOR_ALL[place.kind]
        yield function, pattern.format(place=place.name)
        return
    for department in plan.departments:
        if pattern := _pattern(department, place):
            yield department.function, pattern.format(place=place.name, province=place.name)


def _pattern(department: Pattern, place: Place) -> str:
    return department.in_province if place.kind == "province" else department.elsewhere


def _credit_code(place: Place, function: str) -> str:
    """A code that passes every check and can be nobody's: its division doesn't exist (ADR 0010)."""
    number = draw("office", place.code, function)
    digits = "".join(CREDIT_CODE_ALPHABET[number // 31**power % 31] for power in reversed(range(_BODY)))
    kind = VILLAGE if place.kind == "village" else GOVERNMENT
    return credit_code.build(kind, f"{credit_code.DEMO_DIVISION_PREFIX}{place.code[4:6]}", digits)


def _facts(plan: Plan, place: Place, function: str) -> dict[str, Any]:
    number = draw(plan.seed, place.code, function)
    origin = plan.origin(place)
    street, house = STREETS[number % len(STREETS)], number // 8 % 400 + 1
    where = place.name if place.kind in {"town", "village"} else f"{place.name}{street} {house} 号"
    return {
        "address": fact(f"{where}政务服务中心" if place.kind != "village" else f"{where}便民服务站", origin),
        "hours": fact(HOURS[number // 3200 % len(HOURS)], origin),
        "phone": fact(f"161{number // 7 % 10**8:08d}", origin),
        "complain_phone": fact("12345", origin),
    }
