"""Published decisions over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hall.disclosure.models import PublishedDecision
from hall.foundation.public import now, today
from hall.places.public import Department, Division, Hall
from tests.calling import Caller, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def department() -> Department:
    division = Division.objects.create(code="340000000000", name="安徽省", level="province")
    hall = Hall.objects.create(slug="city", name="市大厅", kind="city", division=division)
    return Department.objects.create(hall=hall, function="公安", name="市公安局", source="测试")


def publish(department: Department, days_ago: int, **other: Any) -> PublishedDecision:
    moment = now() - timedelta(days=days_ago)
    usual: dict[str, Any] = {
        "case_id": uuid4(),
        "case_number": f"3416002026{days_ago:011}",
        "item_id": 1,
        "item_name": "户口登记",
        "hall": department.hall,
        "department": department,
        "applicant_kind": "natural",
        "applicant_shown": "自然人",
        "outcome": "granted",
        "decided_on": today() - timedelta(days=days_ago),
        "decided_at": moment,
        "published_at": moment,
    }
    return PublishedDecision.objects.create(**{**usual, **other})


def test_anybody_may_read_what_is_published_newest_first(department: Department) -> None:
    for days in (3, 1, 2):
        publish(department, days)
    answer = Caller().get("decisions")
    assert [row["case_number"][-1] for row in answer.json()["items"]] == ["1", "2", "3"]
    assert {row["applicant_shown"] for row in answer.json()["items"]} == {"自然人"}
    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_the_list_is_filtered_and_walked(department: Department) -> None:
    for days in range(5):
        publish(department, days, outcome="refused" if days % 2 else "granted")
    page = Caller().get("decisions?outcome=granted&limit=2&hall=city").json()
    rest = Caller().get(page["next"]).json()
    assert [row["outcome"] for row in page["items"] + rest["items"]] == ["granted"] * 3
    assert rest["next"] is None
    assert Caller().get("decisions?hall=nowhere").json()["items"] == []


@pytest.mark.parametrize("query", ["cursor=AA", "cursor=MjAyNnx4", "limit=0", "limit=101", "outcome=perhaps"])
def test_a_strange_question_is_refused_in_words(query: str) -> None:
    assert problem(Caller().get(f"decisions?{query}")) == (422, "invalid")


def test_the_list_asks_one_question(department: Department, django_assert_num_queries: Any) -> None:
    for days in range(10):
        publish(department, days)
    with django_assert_num_queries(1):
        Caller().get("decisions")
