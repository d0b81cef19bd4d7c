"""A busy city's cases by the hundred thousand, for benchmarks: COPY instead of deeds, so without history.

Numbers begin with BENCH and applicants' names with 测试, so nobody takes them for cases. What is made is
plausible: halls of different size, items in their usual frequency, papers that lack, departments that are
slow. Run in a hall of a benchmark's own: `python -m hall.project.cli.bench.casework COUNT`.
"""

from __future__ import annotations

import json
import random
import sys
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from django.db import models

    from hall.standards.working_days import Calendar

Applicant = tuple[uuid.UUID, str, str]  # party, kind, name
SEED = 20261124
PARTIES = 4000
DAYS_BACK = 540
_FAMILY = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐"
_GIVEN = "伟芳娜敏静秀丽强磊军洋勇艳杰涛明超霞平刚桂英建国文华玉兰志永红梅海燕晓春雨晴佳怡子轩"
_TRADES = (
    "餐饮管理",
    "药业",
    "建筑安装",
    "物流",
    "农业科技",
    "食品",
    "医疗器械",
    "新能源",
    "酒业",
    "教育咨询",
)


@dataclass(frozen=True)
class Place:
    """A department of a hall with the items it handles, the departments beside it, and how busy it is."""

    hall_id: int
    department_id: int
    others: list[int]
    items: list[tuple[int, str]]


def make(count: int) -> dict[str, int]:
    """`count` cases with their reviews. Returns: how many of each."""
    from django.db import connection, transaction

    from hall.approvals.public import Case, DepartmentReview
    from hall.foundation.public import calendar

    chance = random.Random(SEED)
    parties, places = _parties(chance), _places()
    calendar()  # read it now: the connection is busy while rows are copied
    reviews: list[dict[str, Any]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE approvals_case DISABLE TRIGGER case_begins_as_received")
        cases = _copied(cursor, Case, _cases(count, chance, parties, places, reviews))
        found = _copied(cursor, DepartmentReview, reviews)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE approvals_case ENABLE TRIGGER case_begins_as_received")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE approvals_case, approvals_departmentreview")
    return {"cases": cases, "reviews": found}


def _copied(cursor: Any, model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    fields = [field for field in model._meta.concrete_fields if field.get_internal_type() != "BigAutoField"]
    names = ", ".join(str(field.column) for field in fields)
    total = 0
    with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(
                [row[field.attname] if field.attname in row else field.get_default() for field in fields]
            )
            total += 1
    return total


def _cases(
    count: int,
    chance: random.Random,
    parties: list[Applicant],
    places: list[Place],
    reviews: list[dict[str, Any]],
) -> Iterator[dict[str, Any]]:
    from hall.foundation.public import calendar, today

    ruler, day = calendar(), today()
    weights = [1 / (1 + number % 7) for number in range(len(places))]
    for number in range(count):
        place = chance.choices(places, weights)[0]
        party_id, kind, name = parties[int(len(parties) * chance.random() ** 2)]
        item_id, item_name = place.items[int(len(place.items) * chance.random() ** 3)]
        life = Life(chance, ruler, day, place)
        case_id = uuid.UUID(int=chance.getrandbits(128), version=4)
        yield life.columns | {
            "id": case_id,
            "number": f"BENCH{number:09d}",
            "application_id": uuid.UUID(int=chance.getrandbits(128), version=4),
            "party_id": party_id,
            "applicant_name": name,
            "applicant_kind": kind,
            "item_id": item_id,
            "item_name": item_name,
        }
        reviews += [review | {"case_id": case_id} for review in life.reviews]


def _parties(chance: random.Random) -> list[Applicant]:
    """Applicants with invented names; a third of them are firms."""
    from hall.identity.public import Party

    made = []
    for number in range(PARTIES):
        is_firm = number % 3 == 0
        name = (
            f"测试{chance.choice(_FAMILY)}{chance.choice(_GIVEN)}{chance.choice(_TRADES)}有限公司"
            if is_firm
            else f"测试{chance.choice(_FAMILY)}{''.join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))}"
        )
        made.append(
            Party(
                id=uuid.UUID(int=chance.getrandbits(128), version=4),
                kind="legal" if is_firm else "natural",
                name=name,
                id_number=f"BENCH{number:06d}",
                id_digest=f"bench-{number:06d}",
                is_demo=True,
            )
        )
    Party.objects.bulk_create(made, batch_size=1000)
    return [(party.pk, party.kind, party.name) for party in made]


def _places() -> list[Place]:
    """Every department of every hall that handles items, the busiest first."""
    from hall.catalogue.public import ServiceItem
    from hall.places.public import Department

    items: dict[str, list[tuple[int, str]]] = {}
    for key, name, function in ServiceItem.objects.order_by("-has_guide", "pk").values_list(
        "pk", "name", "function"
    ):
        items.setdefault(function, []).append((key, name))
    departments = list(Department.objects.order_by("hall__position", "pk"))
    beside: dict[int, list[int]] = {}
    for department in departments:
        beside.setdefault(department.hall_id, []).append(department.pk)
    found = [
        Place(
            each.hall_id,
            each.pk,
            [other for other in beside[each.hall_id] if other != each.pk],
            items[each.function],
        )
        for each in departments
        if each.function in items
    ]
    if not found:
        raise SystemExit("Load a city first: there is no department that handles an item.")
    return sorted(found, key=lambda place: -len(place.items))


class Life:
    """One case's way up to today, as far as it has come."""

    def __init__(self, chance: random.Random, ruler: Calendar, today: date, place: Place) -> None:
        self._chance, self._ruler, self._today = chance, ruler, today
        self._slow = 4 if chance.random() < 0.03 else 1
        self.reviews: list[dict[str, Any]] = []
        self.columns: dict[str, Any] = {
            "hall_id": place.hall_id,
            "department_id": place.department_id,
            "review_department_ids": [
                place.department_id,
                *chance.sample(place.others, min(chance.choice((0, 0, 1, 2)), len(place.others))),
            ],
            "legal_limit_days": 20,
            "promise_limit_days": chance.choice((1, 3, 5, 5, 7, 10, 15)),
            "project_type": "2",
        }
        self._live(today - timedelta(days=int(DAYS_BACK * chance.random() ** 1.3)))

    def _live(self, submitted_on: date) -> None:
        columns = self.columns
        columns["submitted_at"] = self._moment(submitted_on)
        answered = self._after(submitted_on, self._chance.choice((0, 0, 1, 1, 2, 3)))
        if self._chance.random() < 0.12 and answered <= self._today:
            answered = self._supplemented(answered)
        if "state" in columns:
            return
        if answered > self._today:
            self._stands("received", self._ruler.due_date(submitted_on, 5).on)
        elif self._chance.random() < 0.03:
            self._ends("not_accepted", answered, ground="not_ours", reason="依法不属于本机关职权范围")
        else:
            self._accepted(answered)

    def _supplemented(self, asked_on: date) -> date:
        """Papers lacked. Returns: the day the counter answered after they came."""
        filed_on = self._after(asked_on, self._chance.randint(1, 12))
        self.columns["supplement_asked_at"] = self._moment(asked_on)
        if filed_on > self._today:
            self._stands("supplement", self._ruler.due_date(asked_on, 15).on)
        else:
            self.columns["supplement_filed_at"] = self._moment(filed_on)
        return self._after(filed_on, self._chance.choice((0, 1, 1, 2)))

    def _accepted(self, accepted_on: date) -> None:
        columns, days = self.columns, self.columns["promise_limit_days"]
        due = self._ruler.due_date(accepted_on, 20)
        promised = self._ruler.due_date(accepted_on, days).on
        columns |= {
            "accepted_at": self._moment(accepted_on),
            "due_on": due.on,
            "due_provisional": due.provisional,
            "promised_on": promised,
        }
        if self._chance.random() < 0.02:
            self._ends("withdrawn", self._after(accepted_on, 1), reason="")
            return
        ready_on = self._reviewed(accepted_on, days, promised)
        decided_on = self._after(ready_on, self._chance.choice((0, 0, 1)) * self._slow)
        if columns["reviews_open"]:
            self._stands("reviewing", promised)
        elif decided_on > self._today:
            self._stands("decidable", promised)
        else:
            self._decided(decided_on)

    def _decided(self, decided_on: date) -> None:
        refused = bool(self.columns["reviews_failed"]) or self._chance.random() < 0.01
        self.columns |= {
            "decided_at": self._moment(decided_on),
            "outcome": "refused" if refused else "granted",
            "reason": "不符合法定条件、标准" if refused else "",
        }
        delivered_on = self._after(decided_on, self._chance.choice((0, 1, 2, 3)) * self._slow)
        if delivered_on > self._today:
            self._stands(self.columns["outcome"], self._ruler.due_date(decided_on, 10).on)
        else:
            self._ends("completed", delivered_on, reason=self.columns["reason"])

    def _reviewed(self, accepted_on: date, days: int, promised: date) -> date:
        last = accepted_on
        self.columns |= {"reviews_open": 0, "reviews_failed": 0}
        for department_id in self.columns["review_department_ids"]:
            on = self._after(accepted_on, self._chance.randint(0, days) * self._slow)
            review = {"department_id": department_id, "due_on": promised}
            if on > self._today:
                self.columns["reviews_open"] += 1
            else:
                failed = self._chance.random() < 0.02
                self.columns["reviews_failed"] += failed
                review |= {
                    "state": "failed" if failed else "passed",
                    "opinion": "不符合条件" if failed else "符合条件",
                    "concluded_at": self._moment(on),
                }
            self.reviews.append(review)
            last = max(last, on)
        return last

    def _stands(self, state: str, act_by: date) -> None:
        self.columns |= {"state": state, "act_by": act_by}

    def _ends(self, state: str, on: date, **columns: Any) -> None:
        self.columns |= {
            "state": state,
            "act_by": None,
            "closed_at": self._moment(min(on, self._today)),
            **columns,
        }

    def _after(self, day: date, working_days: int) -> date:
        return self._ruler.due_date(day, working_days).on

    def _moment(self, day: date) -> datetime:
        from django.utils import timezone

        return timezone.make_aware(
            datetime.combine(day, time(8)) + timedelta(seconds=self._chance.randrange(36000))
        )


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make(int(sys.argv[1]))))
