"""Reading the tree: the path to a place, the name an address uses, and who does what in a hall."""

from __future__ import annotations

from pathlib import Path

import pytest

from hall.foundation.public import NotFound
from hall.identity.public import SYSTEM
from hall.places import public as places
from hall.places.loading.divisions import load_divisions
from hall.places.loading.halls import load_departments, load_halls

DATA = Path(__file__).parents[3] / "data"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> None:
    load_divisions(DATA / "divisions_china_county.csv", actor=SYSTEM)
    load_divisions(DATA / "divisions_bozhou.csv", actor=SYSTEM)
    load_halls(DATA / "bozhou/halls.csv", actor=SYSTEM)
    load_departments(DATA / "bozhou/department_functions.csv", actor=SYSTEM)


def test_a_path_leads_from_the_province_to_the_village(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        path = places.division_path("341602400001")
    assert [step.name for step in path] == [
        "安徽省",
        "亳州市",
        "谯城区",
        "亳州高新技术产业开发区",
        "望龙社区",
    ]


def test_an_address_leaves_out_what_nobody_says() -> None:
    assert places.region_name("110101000000") == "北京市东城区"
    assert places.region_name("341621000000") == "安徽省亳州市涡阳县"
    assert places.region_name("000000000000") == ""


def test_a_department_is_found_by_its_function_in_a_hall() -> None:
    hall = places.hall_by_slug("mengcheng")
    assert places.department_for(hall.pk, "市场监管").name == "蒙城县市场监督管理局"
    with pytest.raises(NotFound):
        places.department_for(hall.pk, "占星")


def test_the_hall_of_an_unknown_slug_is_not_found() -> None:
    with pytest.raises(NotFound):
        places.hall_by_slug("nowhere")


def test_other_places_departments_are_known_by_their_function() -> None:
    functions = places.functions_by_source()
    assert functions["区市监局"] == functions["市场监管部门"] == functions["市场监管"] == "市场监管"
