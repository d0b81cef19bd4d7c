"""Search finds what people mean: by words, synonyms, sound, initials and in spite of typing errors."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from hall.catalogue.models import SearchEntry
from hall.catalogue.public import Filters, search, search_nearest
from tests.rooms.catalogue.conftest import DATA

pytestmark = pytest.mark.usefixtures("catalogue")


def names(q: str) -> list[str]:
    return [item.name for item in search(q).items]


def labelled() -> list[dict[str, str]]:
    with (DATA / "search/queries.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_nine_of_ten_labelled_queries_find_what_is_meant_among_the_first_five() -> None:
    found: dict[str, list[float]] = defaultdict(list)
    for row in labelled():
        first = names(row["query"])[:5]
        expected = row["expected"].split(";")
        found[row["kind"]].append(sum(name in first for name in expected) / len(expected))
    every = [recall for recalls in found.values() for recall in recalls]
    assert len(every) >= 60
    assert sum(every) / len(every) >= 0.9
    for kind, recalls in found.items():
        assert sum(recalls) / len(recalls) >= 0.8, kind


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("社会保障卡申领", "社会保障卡申领"),  # the exact name above all
        ("社会保障卡", "社会保障卡申领"),  # of those that begin so, the one that can be done online
        ("个体工商户", "个体工商户设立登记"),
        ("passport", "普通护照签发"),
        ("ＳＢＫ", "社会保障卡申领"),  # full width as typed with a Chinese keyboard
        ("《食品经营许可证》", "《食品经营许可证》新办"),  # marks are no part of a word
    ],
)
def test_the_first_result_is_the_one_meant(query: str, first: str) -> None:
    assert names(query)[0] == first


def test_an_item_listed_twice_is_found_once() -> None:
    assert names("个体工商户设立登记").count("个体工商户设立登记") == 1
    assert search("").total == SearchEntry.objects.count() == 1_135 + 91 - 44


@pytest.mark.parametrize("query", ["", "   ", "！？", "'; DROP TABLE x; --", "%", "_", "\\", "a" * 500, "'"])
def test_no_typing_breaks_the_search(query: str) -> None:
    search(query)
    search_nearest(query)


def test_a_search_that_finds_nothing_names_what_sounds_nearest() -> None:
    assert search("居朱正啊").total == 0 or search_nearest("居朱正啊")
    assert search("xyzzyplugh").total == 0
    assert [item.name for item in search_nearest("shehuibaozhenka")]


def test_filters_narrow_and_their_counts_heed_all_other_filters() -> None:
    everything = search("")
    audience = Filters(audience="natural_person")
    persons = search("", audience)
    assert persons.total == everything.counts["audience"]["natural_person"]
    assert all("natural_person" in item.audiences for item in persons.items)
    online = search("", Filters(audience="natural_person", online=True))
    assert online.total == persons.counts["online"]["1"]
    assert persons.counts["audience"] == everything.counts["audience"]  # its own filter doesn't count
    kind = Filters(audience="natural_person", online=True, kind="20", function="医疗保障")
    insured = search("", kind)
    assert insured.total == sum(item.function == "医疗保障" for item in insured.items) > 0
    topic = search("", Filters(topic="natural_person/010"))
    assert "居住证申领" in [item.name for item in topic.items]


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    first, second = search("登记", page=1), search("登记", page=2)
    assert first.pages > 1
    assert len(first.items) == 20
    assert not {item.id for item in first.items} & {item.id for item in second.items}
    assert search("登记", page=10_000).items == ()


def test_what_has_a_guide_comes_first_when_browsing() -> None:
    assert all(item.has_guide and item.is_online for item in search("").items)


@pytest.mark.parametrize("query", ["", "登记", "社保卡", "jiashizheng", "无此事项xyz"])
def test_every_search_costs_one_query(query: str, django_assert_num_queries) -> None:
    search("热身")
    with django_assert_num_queries(1):
        search(query, Filters(audience="legal_person"), 1)
