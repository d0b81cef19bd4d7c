"""Items and guides over HTTP, on the real catalogue."""

from __future__ import annotations

from typing import Any

import pytest

from hall.catalogue.models import ServiceItem
from hall.places.public import Department, Hall
from tests.calling import Caller, problem

pytestmark = pytest.mark.usefixtures("catalogue")


def test_anybody_may_search_by_words_sounds_and_first_letters() -> None:
    for query in ("社会保障卡", "shebaoka", "SBK"):
        answer = Caller().get(f"items?q={query}&limit=3")
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert "社会保障卡申领" in [item["name"] for item in answer.json()["items"]]


def test_the_whole_catalogue_is_walked_by_its_cursor_and_no_item_comes_twice() -> None:
    codes, address = [], "items?limit=100"
    while address:
        page = Caller().get(address).json()
        codes += [item["code"] for item in page["items"]]
        address = page["next"]
    assert len(codes) == len(set(codes)) == ServiceItem.objects.filter(same_as=None).count()


def test_filters_narrow_the_list() -> None:
    everything = {"audience": "legal_person", "online": "true", "hall": "qiaocheng", "type": "01"}
    query = "&".join(f"{name}={value}" for name, value in everything.items())
    items = Caller().get(f"items?{query}").json()["items"]
    assert items
    assert all("legal_person" in item["audiences"] and item["is_online"] for item in items)
    assert {item["item_type"] for item in items} == {"01"}
    topics = Caller().get("topics?audience=natural_person").json()["items"]
    assert {topic["audience"] for topic in topics} == {"natural_person"}
    assert Caller().get("items?topic=none").json()["items"] == []


def test_a_hall_lists_what_its_departments_do() -> None:
    hall = Hall.objects.get(slug="qiaocheng")
    Department.objects.filter(hall=hall).exclude(function="公安").delete()
    functions = {item["department"] for item in Caller().get("items?hall=qiaocheng").json()["items"]}
    assert functions == {"公安"}
    Department.objects.filter(hall=hall).delete()
    assert Caller().get("items?hall=qiaocheng").json()["items"] == []
    assert problem(Caller().get("items?hall=nowhere")) == (422, "invalid")


def test_a_guide_names_the_source_of_every_fact_and_who_handles_it() -> None:
    item = Caller().get("items?q=食品经营许可&online=true").json()["items"][0]
    told = Caller().get(f"items/{item['code']}/guide?hall=qiaocheng").json()
    assert told["promise_limit_days"] <= told["legal_limit_days"]
    assert told["materials"]
    assert told["form"][0]["fields"]
    assert all(fact["source"] for fact in told["facts"].values())
    assert told["where"]["hall_name"] == "谯城区政务服务大厅"
    assert told["where"]["reviews"]
    assert Caller().get(f"items/{item['code']}/guide").json()["where"] is None


def test_a_guide_that_hasnt_changed_isnt_sent_again() -> None:
    code = ServiceItem.objects.filter(has_guide=True)[0].code
    first = Caller().get(f"items/{code}/guide")
    again = Caller().get(f"items/{code}/guide", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_isnt_there_is_not_found() -> None:
    without = ServiceItem.objects.filter(has_guide=False, same_as=None)[0].code
    for path in ("items/none", "items/none/guide", f"items/{without}/guide"):
        assert problem(Caller().get(path)) == (404, "not-found")
    assert Caller().get(f"items/{without}").json()["has_guide"] is False


@pytest.mark.parametrize("query", ["limit=0", "audience=child", "cursor=AA", "type=99", f"q={'长' * 101}"])
def test_a_strange_question_is_refused_in_words(query: str) -> None:
    assert problem(Caller().get(f"items?{query}")) == (422, "invalid")


def test_lists_ask_a_constant_number_of_questions(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        Caller().get("items?limit=5")
    with django_assert_num_queries(1):
        Caller().get("items?limit=100")
    with django_assert_num_queries(1):
        Caller().get("topics")
