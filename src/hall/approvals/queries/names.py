"""Names of halls and departments by id: a few hundred rows, read once a minute in a process."""

from __future__ import annotations

import time

from hall.places.public import Department, Division, Hall

FRESH_SECONDS = 60.0
_held: tuple[float, dict[int, str], dict[int, str]] | None = None


def department_name(department_id: int) -> str:
    return _names()[0].get(department_id) or _read()[0].get(department_id, "")


def hall_name(hall_id: int) -> str:
    return _names()[1].get(hall_id) or _read()[1].get(hall_id, "")


def government_over(hall_id: int) -> str:
    """The people's government that hears a review of what this hall's departments decide.

    行政复议法 第二十四条: that of their own level; a functional zone has none, so the city's is asked.
    """
    division = Hall.objects.select_related("division").get(pk=hall_id).division
    if division.level not in {Division.Level.CITY, Division.Level.COUNTY}:
        division = Division.objects.get(code=f"{division.code[:4]}00000000")
    return f"{division.name}人民政府"


def _names() -> tuple[dict[int, str], dict[int, str]]:
    if _held is None or time.monotonic() - _held[0] > FRESH_SECONDS:
        return _read()
    return _held[1:]


def _read() -> tuple[dict[int, str], dict[int, str]]:
    global _held
    departments = dict(Department.objects.values_list("pk", "name"))
    halls = dict(Hall.objects.values_list("pk", "name"))
    _held = time.monotonic(), departments, halls
    return departments, halls
