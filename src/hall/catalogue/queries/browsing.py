"""What the pages around the guides show: topics with how many items each has, halls, departments."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from hall.catalogue.models import LifeEvent, ServiceItem
from hall.foundation.public import NotFound, while_fresh
from hall.places.public import Department, Division, Hall, division_path, hall_by_slug

__all__ = [
    "CountedDepartment",
    "CountedEvent",
    "CountedFunction",
    "CountedTopic",
    "HallPage",
    "Named",
    "counted_events",
    "counted_functions",
    "counted_letters",
    "counted_topics",
    "department_of",
    "hall_page",
    "items_of_letter",
    "life_events",
]

#: Under which letter names stand that begin with a figure.
FIGURES = "0"


@dataclass(frozen=True)
class CountedTopic:
    """A topic and how many items it holds."""

    code: str
    audience: str
    name: str
    items: int
    online: int


@dataclass(frozen=True)
class CountedEvent:
    """A life event and how many items belong to it."""

    code: str
    audience: str
    name: str
    items: int
    online: int


@dataclass(frozen=True)
class CountedFunction:
    """What departments of all places do alike, and how many items."""

    name: str
    items: int
    online: int


@dataclass(frozen=True)
class Named:
    """One line of the list by letters."""

    code: str
    name: str
    is_online: bool


@dataclass(frozen=True)
class CountedDepartment:
    """A department of a hall and how many items it handles."""

    department: Department
    items: int
    online: int


@dataclass(frozen=True)
class HallPage:
    """A hall, where it stands, and who works in it, the busiest first."""

    hall: Hall
    path: tuple[Division, ...]
    departments: tuple[CountedDepartment, ...]
    items: int
    online: int


def counted_topics() -> list[CountedTopic]:
    """Every topic that holds an item, in the standard's order (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT t.code, t.audience, t.name, count(*), count(*) FILTER (WHERE i.is_online)
            FROM catalogue_topic t JOIN catalogue_serviceitem i ON i.topics @> ARRAY[t.code]
            WHERE i.same_as_id IS NULL
            GROUP BY t.code ORDER BY t.position
            """
        )
        return [CountedTopic(*row) for row in cursor.fetchall()]


def life_events() -> list[LifeEvent]:
    """Every life event (one query after a change)."""
    return while_fresh("catalogue.life_events", lambda: list(LifeEvent.objects.all()))


def counted_events() -> list[CountedEvent]:
    """Every life event that holds an item (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT v.code, v.audience, v.name, count(*), count(*) FILTER (WHERE i.is_online)
            FROM catalogue_lifeevent v JOIN catalogue_searchentry e ON e.events @> ARRAY[v.code]
            JOIN catalogue_serviceitem i ON i.id = e.item_id GROUP BY v.code ORDER BY v.position
            """
        )
        return [CountedEvent(*row) for row in cursor.fetchall()]


def counted_functions() -> list[CountedFunction]:
    """What departments do, the busiest first (one query)."""
    rows = (
        ServiceItem.objects.filter(same_as=None)
        .values_list("function")
        .annotate(items=Count("pk"), online=Count("pk", filter=Q(is_online=True)))
        .order_by("-items", "function")
    )
    return [CountedFunction(*row) for row in rows]


def counted_letters() -> dict[str, int]:
    """How many items' names begin with each letter of pinyin (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN c BETWEEN 'a' AND 'z' THEN upper(c) ELSE %s END, count(*)"
            " FROM (SELECT left(initials, 1) c FROM catalogue_searchentry) e GROUP BY 1 ORDER BY 1",
            [FIGURES],
        )
        return dict(cursor.fetchall())


def items_of_letter(letter: str, *, offset: int, limit: int) -> list[Named]:
    """The items whose names begin with a letter of pinyin, as one says them (one query)."""
    begins = "^[^a-z]" if letter == FIGURES else f"^{letter.lower()}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.code, i.name, i.is_online FROM catalogue_searchentry e"
            " JOIN catalogue_serviceitem i ON i.id = e.item_id WHERE e.initials ~ %s"
            " ORDER BY e.pinyin, i.id LIMIT %s OFFSET %s",
            [begins, limit, offset],
        )
        return [Named(*row) for row in cursor.fetchall()]


def hall_page(slug: str) -> HallPage:
    """A hall's page (four queries). Raises: NotFound."""
    hall = hall_by_slug(slug)
    counts = {
        row["function"]: (row["items"], row["online"])
        for row in ServiceItem.objects.filter(same_as=None)
        .values("function")
        .annotate(items=Count("pk"), online=Count("pk", filter=Q(is_online=True)))
    }
    departments = [
        CountedDepartment(department, *counts.get(department.function, (0, 0)))
        for department in Department.objects.filter(hall=hall)
    ]
    departments.sort(key=lambda one: (-one.online, -one.items, one.department.name))
    handled = [one for one in departments if one.items]
    return HallPage(
        hall=hall,
        path=tuple(division_path(hall.division_id)),
        departments=tuple(handled),
        items=sum(one.items for one in handled),
        online=sum(one.online for one in handled),
    )


def department_of(department_id: int) -> Department:
    """A department with its hall. Raises: NotFound."""
    department = Department.objects.select_related("hall").filter(pk=department_id).first()
    if department is None:
        raise NotFound("没有这个部门。", remedy="请从大厅页面里选一个部门。")
    return department
