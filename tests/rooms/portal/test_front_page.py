"""The front page counts what is there, links to what exists, and costs the same however much there is."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from hall.catalogue.public import ServiceItem, Topic
from hall.foundation.public import now
from hall.portal.front_page import AT_A_GLANCE, TopicLink, front_page
from hall.portal.templatetags import look

pytestmark = pytest.mark.django_db


def item(number: int, *, kind: str = "01", audiences: tuple[str, ...] = ("natural_person",), topics=()):
    return ServiceItem.objects.create(
        code=f"item-{number}",
        name=f"事项 {number}",
        item_type=kind,
        function="测试职能",
        audiences=list(audiences),
        topics=list(topics),
        changed_at=now(),
    )


def topic(number: int, name: str = "", audience: str = "natural_person") -> Topic:
    return Topic.objects.create(
        code=f"topic-{number}", audience=audience, name=name or f"主题 {number}", position=number
    )


def test_an_item_for_persons_and_firms_stands_behind_both_doors():
    item(1, audiences=("natural_person", "legal_person"))
    item(2)
    assert (front_page().natural.items, front_page().legal.items) == (2, 1)


def test_public_services_are_convenience_and_everything_else_is_approval():
    item(1, kind="20")
    item(2, kind="01")
    item(3, kind="07")
    assert (front_page().convenience.items, front_page().approvals.items) == (1, 2)


def test_an_item_that_two_lists_hold_counts_once():
    one, other = item(1, kind="20"), item(2, kind="20", topics=["topic-1"])
    topic(1)
    other.same_as = one
    other.save()
    assert (front_page().natural.items, front_page().convenience.items) == (1, 1)
    assert front_page().natural.topics == ()


def test_a_topic_without_items_is_not_offered():
    topic(1)
    topic(2)
    item(1, topics=["topic-2"])
    assert [each.code for each in front_page().natural.topics] == ["topic-2"]


def test_topics_beyond_a_glance_unfold():
    for number in range(AT_A_GLANCE + 3):
        topic(number)
        item(number, topics=[f"topic-{number}"])
    door = front_page().natural
    assert (len(door.first_topics), len(door.more_topics)) == (AT_A_GLANCE, 3)


def test_a_long_topic_is_named_by_its_first_words():
    assert TopicLink("080", "社会保障（社会保险、社会救助）").short_name == "社会保障"


def test_the_front_page_costs_the_same_however_many_items(client: Client, django_assert_max_num_queries):
    item(1)
    with django_assert_max_num_queries(5):  # counts, topics, halls, figures, latest decisions
        client.get("/")
    for number in range(2, 60):
        topic(number)
        item(number, topics=[f"topic-{number}"])
    with django_assert_max_num_queries(5):
        client.get("/")


def test_elder_mode_is_remembered_for_a_year_and_returns_to_the_page(client: Client):
    answer = client.post("/mode/", {"mode": "elder", "next": "/help/?a=1"})
    assert answer.headers["Location"] == "/help/?a=1"
    assert answer.cookies["mode"].value == "elder"
    assert answer.cookies["mode"]["max-age"] == 365 * 24 * 3600


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1"])
def test_choosing_a_mode_never_leads_out_of_the_hall(client: Client, elsewhere):
    assert client.post("/mode/", {"mode": "elder", "next": elsewhere}).headers["Location"] == "/"


def test_choosing_a_mode_needs_a_post(client: Client):
    assert client.get("/mode/").status_code == 405


def test_the_gallery_is_not_part_of_a_production_hall(client: Client, settings):
    settings.HALL_MODE = "production"
    assert client.get("/styleguide/").status_code == 404


def test_a_missing_page_says_so_in_the_halls_own_face(client: Client):
    answer = client.get("/no/such/page/", headers={"accept-language": "zh-CN"})
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "exists"), [("/help/", True), ("/help/?a=1", True), ("/nowhere/", False)]
)
def test_the_theme_knows_which_addresses_lead_somewhere(address, exists):
    assert look.leads(address) is exists


@pytest.mark.parametrize(
    ("shown", "link", "mark"),
    [
        ("/help/", "/help/", ' aria-current="page"'),
        ("/desk/cases/1/", "/desk/", ' aria-current="true"'),
        ("/items/?audience=legal_person", "/items/?audience=legal_person", ' aria-current="page"'),
        ("/items/?audience=legal_person", "/items/?audience=natural_person", ""),
        ("/help/", "/", ""),
    ],
)
def test_navigation_marks_where_one_is(rf: RequestFactory, shown, link, mark):
    assert look.here({"request": rf.get(shown)}, link) == mark


def test_a_filter_keeps_the_rest_of_the_address(rf: RequestFactory):
    request = rf.get("/items/?audience=legal_person&page=3")
    assert (
        look.with_query({"request": request}, type="01", page="") == "/items/?audience=legal_person&type=01"
    )
    assert look.with_query({"request": request}, audience="", page="") == "/items/"
