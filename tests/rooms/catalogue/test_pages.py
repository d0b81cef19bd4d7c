"""The pages of the catalogue: what they say, what they lead to, and what they cost."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from hall.catalogue.http.listing import parts_of
from hall.catalogue.models import ServiceItem
from hall.places.public import Department, Hall

pytestmark = pytest.mark.usefixtures("catalogue")

FOOD = "/items/000131024000-01/"


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_guide_tells_at_a_glance_what_decides(client: Client) -> None:
    page = text(client.get(FOOD))
    for said in (
        "承诺办结 10 个工作日",
        "法定最长 10 个工作日",
        "到现场 0 次",
        "收费 不收费",
        "要交 2 份",
        "有的情况才交 5 份",
        "不用交 2 份",
    ):
        assert said in page, said


def test_facts_of_another_place_are_marked_as_such(client: Client) -> None:
    page = text(client.get(FOOD))
    assert "来自湖南省的公开数据（2026-07），不是亳州市公布的" in page
    assert page.count("湖南省的公开数据") >= 5
    assert "本大厅的办理配置" in page


def test_the_hall_is_chosen_without_leaving_the_guide(client: Client) -> None:
    answer = client.get(FOOD, {"hall": "lixin"})
    page = answer.content.decode()
    assert "利辛县市场监督管理局" in page
    assert 'href="/apply/000131024000-01/?hall=lixin"' in page
    assert f'href="{FOOD}?hall=guoyang"' in page
    assert "亳州市市场监督管理局" in client.get(FOOD, {"hall": "nowhere"}).content.decode()


def test_contradictions_are_told_to_the_reader_and_marked_where_they_stand(client: Client) -> None:
    page = text(client.get("/items/000511011000-01/"))
    assert "法定最长 30 个工作日 湖南省的公开数据 存疑" in page
    assert "存疑之处" in page
    assert "没有规定时限，却公布了 30 个工作日" in page


def test_a_limit_of_law_is_cited(client: Client) -> None:
    page = text(client.get("/items/000117006000-01/"))
    assert "法定最长 7 个工作日 《建筑法》第八条" in page


def test_what_must_be_done_at_the_counter_has_no_button_to_begin(client: Client) -> None:
    page = client.get("/items/000163001001-01/").content.decode()
    assert "这个事项要到窗口办" in page
    assert "/apply/" not in page


def test_an_item_without_a_guide_says_what_is_known_and_where_to_ask(client: Client) -> None:
    item = ServiceItem.objects.get(name="取水许可证新办审批")
    page = text(client.get(f"/items/{item.code}/"))
    assert "还没有办事指南" in page
    assert "法定最长 45 个工作日" in page
    assert "《取水许可和水资源费征收管理条例》第十九条" in page


def test_an_item_of_another_list_leads_to_the_guide_in_the_same_hall(client: Client) -> None:
    twin = ServiceItem.objects.exclude(same_as=None).get(name="个体工商户设立登记")
    answer = client.get(f"/items/{twin.code}/", {"hall": "qiaocheng"})
    assert (answer.status_code, answer["Location"]) == (302, "/items/000131004000-01/?hall=qiaocheng")


def test_no_limit_in_law_is_not_passed_off_as_one(client: Client) -> None:
    assert "法定最长 没有规定" in text(client.get("/items/43PCN0009/"))


def test_at_a_counter_every_paper_is_to_be_brought(client: Client) -> None:
    page = text(client.get("/items/000163001001-01/"))
    assert "要交 11 份" in page
    assert "不用您交的" not in page


def test_an_item_without_a_guide_leads_to_other_cases_of_the_same_service(client: Client) -> None:
    item = ServiceItem.objects.get(name="取水许可证新办审批")
    page = text(client.get(f"/items/{item.code}/", {"hall": "lixin"}))
    assert "四川省广安市广安区的公开数据" in page
    assert "取水许可证延续审批" in page
    assert "利辛县行政审批局" in page


def test_what_was_asked_is_marked_in_the_names(client: Client) -> None:
    found = client.get("/search/", {"q": "居住证"}).content.decode()
    assert "<mark>居住证</mark>申领" in found
    assert "<mark>" not in client.get("/search/", {"q": "sbk"}).content.decode()


@pytest.mark.parametrize(
    ("name", "meant", "parts"),
    [
        ("社会保障卡申领", "社会保障卡", [("社会保障卡", True), ("申领", False)]),
        ("居民身份证申领", "身份证补办", [("居民", False), ("身份证", True), ("申领", False)]),
        ("失业登记", "", [("失业登记", False)]),
        ("", "失业", []),
    ],
)
def test_a_name_is_cut_where_the_query_stands_in_it(name: str, meant: str, parts: list) -> None:
    assert [(part.text, part.is_found) for part in parts_of(name, meant)] == parts


def test_an_unknown_item_is_not_found_with_what_to_do(client: Client) -> None:
    answer = client.get("/items/no-such-item/")
    assert answer.status_code == 404
    assert "请用搜索找到要办的事项" in answer.content.decode()


def test_a_guide_costs_a_visitor_at_most_nine_queries(client: Client, django_assert_max_num_queries) -> None:
    client.get(FOOD)
    for code in ServiceItem.objects.filter(has_guide=True).values_list("code", flat=True)[:5]:
        with django_assert_max_num_queries(9):
            client.get(f"/items/{code}/")


@pytest.mark.parametrize(
    "address", ["/items/", "/items/?audience=natural_person", "/items/?q=x&online=1&page=3"]
)
def test_a_list_costs_the_same_queries_however_it_is_narrowed(
    client: Client, address: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(
        5
    ):  # the answer, names of topics, events and places, the halls of the masthead
        assert client.get(address).status_code == 200


def test_filters_show_counts_and_keep_one_another(client: Client) -> None:
    page = client.get("/items/", {"audience": "natural_person", "online": "1"}).content.decode()
    assert "/items/?audience=natural_person&amp;online=1&amp;type=20" in page
    assert "个人办事" in page
    assert "去掉" in page


@pytest.mark.parametrize(
    "query",
    [
        {"page": "-1"},
        {"page": "x" * 300},
        {"page": "999999999999"},
        {"audience": "cat"},
        {"type": "'"},
        {"topic": "%s"},
        {"department": "x" * 500},
        {"q": "\x00\x1f"},
    ],
)
def test_no_address_breaks_a_list(client: Client, query: dict) -> None:
    assert client.get("/items/", query).status_code == 200
    assert client.get("/search/", query).status_code == 200


def test_a_search_shows_results_and_one_that_finds_nothing_leads_on(client: Client) -> None:
    assert "社会保障卡申领" in client.get("/search/", {"q": "社保卡"}).content.decode()
    nothing = text(client.get("/search/", {"q": "xyzzyplugh"}))
    assert "没有找到“xyzzyplugh”" in nothing
    assert "生育收养" in nothing  # topics to go on with
    assert "市直" in nothing or "亳州市政务服务大厅" in nothing  # and whom to ask


def test_a_guess_is_said_to_be_one_and_a_find_by_sound_too(client: Client) -> None:
    assert "没有完全对得上“hukobe”的事项" in text(client.get("/search/", {"q": "hukobe"}))
    assert "按读音和首字母找“居民身分证”" in text(client.get("/search/", {"q": "居民身分证"}))
    assert "按读音" not in text(client.get("/search/", {"q": "居民身份证"}))


def test_suggestions_are_a_short_list_of_options(client: Client) -> None:
    fragment = client.get("/search/suggest/", {"q": "sbk"}).content.decode()
    assert fragment.startswith('<ul role="listbox"')
    assert fragment.count('role="option"') == 8
    assert 'data-leads="/items/002014010001-02/"' in fragment
    assert client.get("/search/suggest/").content.strip() == b""


def test_what_is_typed_is_never_markup(client: Client) -> None:
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_topics_lead_to_their_items(client: Client) -> None:
    page = client.get("/topics/").content.decode()
    assert "/items/?audience=natural_person&amp;topic=natural_person/010" in page


def test_a_hall_shows_its_departments_and_how_many_items_each_has(
    client: Client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(7):
        page = text(client.get("/halls/jingkaiqu/"))
    assert "功能区大厅" in page
    assert "安徽省 › 亳州市 › 谯城区" in page
    assert "亳州经济开发区市场监督管理局" in page
    assert client.get("/halls/nowhere/").status_code == 404


def test_a_department_shows_what_it_handles(client: Client) -> None:
    department = Department.objects.get(hall=Hall.objects.get(slug="mengcheng"), function="市场监管")
    page = client.get(f"/departments/{department.pk}/").content.decode()
    assert "蒙城县市场监督管理局" in page
    assert "/items/000131024000-01/?hall=mengcheng" in page
    assert "去掉" not in page  # its own department is no filter here
    assert f"/departments/{department.pk}/?type=01" in page
    assert client.get("/departments/0/").status_code == 404


def test_the_pages_speak_english_and_leave_data_chinese(client: Client) -> None:
    page = text(client.get(FOOD, headers={"accept-language": "en"}))
    for said in (
        "Apply online",
        "What to prepare",
        "To hand in 2 papers",
        "Done within 10 working days",
        "Public data of 湖南省",
        "working days",
        "《食品经营许可证》新办",
    ):
        assert said in page, said
    assert "services" in text(client.get("/items/", headers={"accept-language": "en"}))
