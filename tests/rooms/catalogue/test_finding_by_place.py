"""Finding by place and along the other ways: life events, departments, letters; and a region that is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from hall.catalogue.loading.words import load_life_events
from hall.catalogue.models import ImplementingItem, Office, SearchEntry, SearchPlace, ServiceItem
from hall.catalogue.public import Filters, FoundItem, search, suggest
from hall.catalogue.search.indexing import reindex_places
from hall.catalogue.search.placing import around, bits
from hall.foundation.public import now
from hall.identity.public import SYSTEM
from tests.rooms.catalogue.conftest import DATA

pytestmark = pytest.mark.usefixtures("catalogue")

CITY, QIAOCHENG, GUOYANG, LIXIN = "341600000000", "341602000000", "341621000000", "341623000000"
BEIJING = "110101000000"
CARD, PENSION, DOG, BOOKS = (
    "社会保障卡申领",
    "老年人福利补贴",
    "犬类准养证核发",
    "出版物零售单位和个体工商户设立审批",
)


def done_in(name: str, *divisions: str) -> None:
    """Put an item on the implementing list of some places."""
    item = ServiceItem.objects.get(name=name, same_as=None)
    for code in divisions:
        level = "3" if code == CITY else "4"
        office, _ = Office.objects.get_or_create(
            division_id=code,
            function=item.function,
            defaults={
                "name": f"{code}{item.function}",
                "credit_code": f"{code}{abs(hash(item.function)) % 10**6:06}",
                "level": level,
                "changed_at": now(),
            },
        )
        ImplementingItem.objects.create(
            code=f"{code}-{item.pk}", item=item, office=office, division_id=code, changed_at=now()
        )


@pytest.fixture
def listed(catalogue: None) -> None:
    done_in(CARD, CITY, QIAOCHENG, GUOYANG, BEIJING)
    done_in(PENSION, CITY, GUOYANG)
    done_in(DOG, GUOYANG, LIXIN)
    done_in(BOOKS, BEIJING)
    reindex_places()


def found(query: str, region: str = QIAOCHENG, **filters: str) -> dict[str, FoundItem]:
    return {item.name: item for item in search(query, filters=Filters(region=region, **filters)).items}


@pytest.mark.usefixtures("listed")
def test_an_item_is_done_in_ones_own_region_or_over_it_or_next_door() -> None:
    own, over, next_door = found(CARD)[CARD], found(PENSION)[PENSION], found(DOG)[DOG]
    assert own.place
    assert (own.place.code, own.is_near) == (QIAOCHENG, False)
    assert over.place
    assert (over.place.code, over.is_near) == (CITY, False)
    assert next_door.place
    assert (next_door.place.code, next_door.is_near) == (GUOYANG, True)
    assert BOOKS not in found(BOOKS)  # done far away only
    assert found(BOOKS, region="")[BOOKS].heirs == 1


@pytest.mark.usefixtures("listed")
def test_what_is_done_next_door_stands_behind_what_is_done_here() -> None:
    names = list(found("犬类准养证核发 社会保障卡申领"))
    assert names.index(CARD) < names.index(DOG)


@pytest.mark.usefixtures("listed")
def test_what_no_list_speaks_of_is_done_everywhere() -> None:
    item = found("校车使用许可")["校车使用许可"]
    assert (item.place, item.is_near, item.heirs) == (None, False, 0)


@pytest.mark.usefixtures("listed")
def test_counts_tell_how_many_items_each_place_and_each_level_has() -> None:
    answer = search("", filters=Filters(region=CITY))
    everywhere = ServiceItem.objects.filter(same_as=None).count() - 4
    assert answer.counts["region"] == {
        QIAOCHENG: everywhere + 1, GUOYANG: everywhere + 3, LIXIN: everywhere + 1
    }  # fmt: skip
    assert answer.counts["level"] == {"3": 2}
    assert search("", filters=Filters(region=QIAOCHENG, level="4")).total == 2  # the card, the dog next door
    assert search("", filters=Filters(level="4")).total == 4


@pytest.mark.usefixtures("listed")
def test_an_heir_that_has_ended_is_found_no_more() -> None:
    ImplementingItem.objects.filter(item__name=CARD, division_id=QIAOCHENG).update(ended_at=now())
    reindex_places()
    item = found(CARD)[CARD]
    assert item.place
    assert item.place.code == CITY
    assert not SearchPlace.objects.filter(division_id=QIAOCHENG).exists()


@pytest.mark.usefixtures("listed")
def test_a_village_finds_what_its_county_does_and_its_countys_neighbours() -> None:
    there = around("341602001001")
    assert [place.code for place in there.path] == [QIAOCHENG, CITY]
    assert {place.code for place in there.near} == {GUOYANG, LIXIN}


def test_bits_stand_where_their_numbers_say() -> None:
    assert bits([0, 9], of=12) == b"\x01\x02"
    assert bits([], of=12) == b"\x00\x00"


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("region", ["", QIAOCHENG, "999999999999"])
def test_a_region_costs_no_more_queries_than_reading_it(region: str, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):  # the places, the region's path, the answer
        search("登记", filters=Filters(region=region))


def test_life_events_and_online_depth_narrow_a_list() -> None:
    load_life_events(DATA / "life_events.csv", actor=SYSTEM)
    birth = search("", filters=Filters(event="birth"))
    assert "生育登记" in {item.name for item in birth.items}
    assert birth.total == search("").counts["event"]["birth"] < 30
    deep = search("", filters=Filters(depth=4))
    assert deep.total == search("").counts["depth"]["4"] == SearchEntry.objects.filter(depth=4).count() > 50


def test_suggestions_heed_the_region() -> None:
    done_in(CARD, BEIJING)
    reindex_places()
    assert CARD in {item.name for item in suggest("社会保障卡申领")}
    assert CARD not in {item.name for item in suggest("社会保障卡申领", region=QIAOCHENG)}


@pytest.mark.parametrize(
    "address", ["/events/", "/departments/", "/letters/", "/letters/?letter=Z", "/regions/"]
)
def test_ways_through_the_catalogue_cost_few_queries(
    client: Client, address: str, django_assert_max_num_queries
) -> None:
    load_life_events(DATA / "life_events.csv", actor=SYSTEM)
    with django_assert_max_num_queries(4):
        page = client.get(address).content.decode()
    assert "<h1>" in page


def test_every_item_stands_under_its_letter(client: Client) -> None:
    first = client.get("/letters/", {"letter": "q", "region": QIAOCHENG}).content.decode()
    assert DOG in first
    assert f"letter=Z&amp;region={QIAOCHENG}" in first
    assert "?hall=qiaocheng" in first
    figures = client.get("/letters/", {"letter": "0"}).content.decode()
    assert "80周岁以上老年人高龄津贴发放" in figures
    assert client.get("/letters/", {"letter": "?", "page": "x"}).status_code == 200


@pytest.mark.usefixtures("listed")
def test_a_region_is_chosen_step_by_step_and_the_page_is_kept(client: Client) -> None:
    start = client.get("/regions/", {"next": "/search/?q=养狗&page=2"}).content.decode()
    assert f'value="{CITY}"' in start
    beneath = client.get("/regions/", {"region": CITY, "next": "/search/?q=养狗"}).content.decode()
    assert f'value="{QIAOCHENG}"' in beneath
    assert "就选亳州市" in beneath
    assert "谯城区" in client.get("/regions/", {"q": "谯"}).content.decode()
    chosen = client.post("/regions/choose/", {"region": QIAOCHENG, "next": "/search/?q=狗&page=2&hall=x"})
    assert chosen["Location"] == f"/search/?q=%E7%8B%97&region={QIAOCHENG}"
    page = client.get(chosen["Location"]).content.decode()
    assert "谯城区" in page
    assert "邻近" in page
    assert f'name="region" value="{QIAOCHENG}"' in page
    client.post("/regions/choose/", {"region": "", "next": "https://elsewhere.example/"})
    assert "region" not in {name for name, cookie in client.cookies.items() if cookie.value}


def test_the_cookie_only_leads_and_never_shapes_a_page(client: Client) -> None:
    client.cookies["region"] = QIAOCHENG
    hint = client.get("/items/", {"audience": "natural_person"})
    assert hint["Location"] == f"/items/?audience=natural_person&region={QIAOCHENG}"
    assert hint["Cache-Control"] == "private, no-store"
    assert "不限地区" in client.get("/items/", {"region": "all"}).content.decode()
    client.cookies["region"] = "'; DROP"
    assert client.get("/items/").status_code == 200


def test_where_no_list_is_loaded_the_halls_are_the_places(client: Client) -> None:
    assert f'value="{QIAOCHENG}"' in client.get("/regions/").content.decode()
    page = client.get("/items/", {"region": QIAOCHENG}).content.decode()
    assert "?hall=qiaocheng" in page


@pytest.mark.usefixtures("listed")
def test_what_is_done_nowhere_near_leads_to_all_regions(client: Client) -> None:
    page = client.get("/search/", {"q": "xyzzyplugh", "region": QIAOCHENG}).content.decode()
    assert "region=all" in page
    assert "在所有地区找" in page
