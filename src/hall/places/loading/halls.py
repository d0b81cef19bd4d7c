"""`hall load halls FILE` and `hall load departments FILE`: the halls of a city and who works in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hall.foundation.public import Doer, LoadReport, action, conclude_load, read_rows, upsert_rows
from hall.places.models import Department, DepartmentFunction, Division, Hall
from hall.standards import division_code

__all__ = ["load_departments", "load_halls"]

HALL_COLUMNS = ("slug", "name", "short_name", "kind", "division_code", "place")
DEPARTMENT_COLUMNS = ("function", "name", "county_name", "district_name", "zone_name", "source_names")
FUNCTION_FIELDS = ("name", "source_names", "position")
DERIVED = "名称按部门职能推得，不是公开名录"


@action("places.halls.load")
def load_halls(path: Path, *, actor: Doer) -> LoadReport:
    """Put the halls of `path` in place, in the file's order.

    Raises: NotLoaded, every bad row named.
    """
    report = LoadReport("halls")
    names = ["slug", "name", "short_name", "kind", "place", "division_id", "position"]
    divisions = set(Division.objects.exclude(level="village").values_list("code", flat=True))
    report.count(*upsert_rows(Hall, names, _halls(path, report, divisions), key=["slug"]))
    return conclude_load(report, [path], actor=actor)


def _halls(
    path: Path, report: LoadReport, divisions: set[str]
) -> Iterator[tuple[str, str, str, str, str, str, int]]:
    seen: set[str] = set()
    for line, row in read_rows(path, HALL_COLUMNS, report):
        code = row["division_code"]
        if not re.fullmatch(r"[a-z0-9-]{2,30}", row["slug"]) or row["slug"] in seen:
            report.reject(path.name, line, f"slug 应为唯一的小写字母、数字、连字符：{row['slug']}", "slug")
        elif row["kind"] not in Hall.Kind.values:
            report.reject(path.name, line, f"kind 应为 {'、'.join(Hall.Kind.values)} 之一", "kind")
        elif not division_code.is_valid(code) or division_code.expand(code) not in divisions:
            report.reject(path.name, line, f"没有载入过这个区划：{code}（先载入 divisions）", "division_code")
        elif not (row["name"] and row["short_name"] and row["place"]):
            report.reject(path.name, line, "名称、简称、地名都不能为空", "name")
        else:
            seen.add(row["slug"])
            yield (
                row["slug"],
                row["name"],
                row["short_name"],
                row["kind"],
                row["place"],
                division_code.expand(code),
                len(seen),
            )


@action("places.departments.load")
def load_departments(path: Path, *, actor: Doer) -> LoadReport:
    """Give every hall a department for each function of `path`, properly named for the hall.

    A name is a pattern with {place} (谯城区), {short} (谯城) and {city} (亳州市); counties, districts of the
    city and functional zones may have patterns of their own, because some departments have branches there.
    Raises: NotLoaded, every bad row named.
    """
    report = LoadReport("departments")
    functions = _functions(path, report)
    report.count(*upsert_rows(DepartmentFunction, FUNCTION_FIELDS, functions.values(), key=["name"]))
    names = ["hall_id", "function", "name", "source"]
    rows = _departments(path, report, list(Hall.objects.select_related("division")))
    report.count(*upsert_rows(Department, names, rows, key=["hall_id", "function"]))
    return conclude_load(report, [path], actor=actor)


def _functions(path: Path, report: LoadReport) -> dict[str, tuple[str, list[str], int]]:
    found: dict[str, tuple[str, list[str], int]] = {}
    claimed: dict[str, str] = {}
    for line, row in read_rows(path, DEPARTMENT_COLUMNS, report):
        name, sources = row["function"], [one for one in row["source_names"].split("|") if one]
        if not name or name in found:
            report.reject(path.name, line, f"职能为空或重复：{name}", "function")
            continue
        for source in sources:
            if claimed.setdefault(source, name) != name:
                reason = f"“{source}”已经对应职能“{claimed[source]}”"
                report.reject(path.name, line, reason, "source_names")
        found[name] = name, sources, len(found) + 1
    return found


def _departments(path: Path, report: LoadReport, halls: list[Hall]) -> Iterator[tuple[int, str, str, str]]:
    city = next((hall.place for hall in halls if hall.kind == Hall.Kind.CITY), "")
    if not city:
        report.reject(path.name, 0, "还没有市级大厅，请先载入 halls")
        return
    for line, row in read_rows(path, DEPARTMENT_COLUMNS, LoadReport(report.step)):
        for hall in halls:
            pattern = _pattern(row, hall)
            try:
                name = pattern.format(place=hall.place, short=hall.short_name, city=city)
            except (KeyError, IndexError, ValueError):
                reason = f"名称只能用 {{place}} {{short}} {{city}}：{pattern}"
                report.reject(path.name, line, reason, "name")
                break
            yield hall.pk, row["function"], name, DERIVED


def _pattern(row: dict[str, str], hall: Hall) -> str:
    """The pattern for this hall: the most particular one that is given."""
    if hall.kind == Hall.Kind.ZONE:
        return row["zone_name"] or row["name"]
    if hall.kind == Hall.Kind.CITY:
        return row["name"]
    district = row["district_name"] if hall.place.endswith("区") else ""
    return district or row["county_name"] or row["name"]
