"""The halls over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from hall.places.models import Department, Division, Hall
from tests.calling import Caller, problem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> Hall:
    province = Division.objects.create(code="340000000000", name="安徽省", level="province")
    division = Division.objects.create(code="341600000000", name="亳州市", level="city", parent=province)
    for position in range(6):
        Hall.objects.create(
            slug=f"hall-{position}",
            name=f"{position}号大厅",
            kind="city",
            division=division,
            position=position,
        )
    hall = Hall.objects.get(slug="hall-0")
    Department.objects.create(hall=hall, function="公安", name="亳州市公安局", source="测试")
    return hall


def test_anybody_may_list_the_halls(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        answer = Caller().get("halls")
    assert [hall["slug"] for hall in answer.json()["items"]] == [f"hall-{position}" for position in range(6)]
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_a_hall_names_its_departments() -> None:
    told = Caller().get("halls/hall-0").json()
    assert told["division_name"] == "亳州市"
    assert [department["function"] for department in told["departments"]] == ["公安"]


def test_a_hall_that_isnt_there_is_not_found() -> None:
    assert problem(Caller().get("halls/nowhere")) == (404, "not-found")
