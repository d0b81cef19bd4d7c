"""Reads of the region tree, the halls and their departments."""

from __future__ import annotations

from hall.foundation.public import NotFound, while_fresh
from hall.places.models import Department, DepartmentFunction, Division, Hall

# Names of the tree that no postal address carries: 北京市[市辖区]东城区, 河南省[省直辖县级行政区划]济源市.
UNSPOKEN = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def halls() -> list[Hall]:
    """Every hall in the order the city lists them, with its division (one query after a change)."""
    return list(while_fresh("places.halls", lambda: list(Hall.objects.select_related("division"))))


def hall_by_slug(slug: str) -> Hall:
    """Raises: NotFound."""
    try:
        return Hall.objects.select_related("division").get(slug=slug)
    except Hall.DoesNotExist:
        raise NotFound("没有这个大厅。", remedy="请从大厅列表里选一个。") from None


def department_for(hall_id: int, function: str) -> Department:
    """The department that does `function` in this hall.

    Raises: NotFound when the hall has none.
    """
    try:
        return Department.objects.get(hall_id=hall_id, function=function)
    except Department.DoesNotExist:
        raise NotFound(
            f"这个大厅没有承担“{function}”职能的部门。", remedy="请换一个大厅，或到政务服务中心咨询。"
        ) from None


def departments_for(hall_id: int, functions: list[str]) -> dict[str, Department]:
    """Those departments of the hall that do one of `functions`, by function (one query after a change)."""
    every = while_fresh(f"places.departments.{hall_id}", lambda: _departments_of(hall_id))
    return {function: every[function] for function in functions if function in every}


def _departments_of(hall_id: int) -> dict[str, Department]:
    return {department.function: department for department in Department.objects.filter(hall_id=hall_id)}


def division_path(code: str) -> list[Division]:
    """From the province down to the division `code` itself (one query); empty when there is none."""
    return list(
        Division.objects.raw(
            """
            WITH RECURSIVE path AS (
                SELECT d.*, 0 AS up FROM places_division d WHERE d.code = %s
                UNION ALL
                SELECT d.*, path.up + 1 FROM places_division d JOIN path ON d.code = path.parent_id
            )
            SELECT * FROM path ORDER BY up DESC
            """,
            [code],
        )
    )


def region_name(code: str) -> str:
    """How an address says it: 安徽省亳州市谯城区花戏楼街道; empty when there is no such division."""
    return "".join(step.name for step in division_path(code) if step.name not in UNSPOKEN)


def functions_by_source() -> dict[str, str]:
    """Which function a department of another place's data does: 区市监局 → 市场监管 (one query)."""
    rows = DepartmentFunction.objects.values_list("name", "source_names")
    return {source: name for name, sources in rows for source in (name, *sources)}
