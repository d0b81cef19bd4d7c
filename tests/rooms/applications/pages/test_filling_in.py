"""The parts of a form: what is filled in, what is asked, and errors that lose nothing."""

from __future__ import annotations

from hall.applications.models import Application
from tests.rooms.applications.conftest import City
from tests.rooms.applications.pages.conftest import body, url


def test_the_task_list_says_how_far_each_part_is(city: City, draft: Application) -> None:
    page = body(city.client().get(url(draft, "draft/")))
    assert "已帮您填好" in page
    assert "6 项中已填 6 项" in page
    assert "未开始" in page


def test_filled_in_answers_say_from_where_and_changed_ones_what_they_were(
    city: City, draft: Application
) -> None:
    client = city.client()
    assert "2026-10-01" in body(client.get(url(draft, "form/1/")))
    client.post(url(draft, "form/1/"), {"seen": "1", "name": "王秀英", "address": "新址", "later": "1"})
    page = body(client.get(url(draft, "form/1/")))
    assert "您已修改" in page
    assert "谯城区魏武大道 12 号" in page


def test_errors_are_told_above_and_beside_in_the_same_words_and_nothing_typed_is_lost(
    city: City, draft: Application
) -> None:
    answer = city.client().post(
        url(draft, "form/2/"), {"seen": "1", "area": "八十", "note": "写了很多"}, follow=True
    )
    page = body(answer)
    assert page.count("“面积”应为数字，例如 120 或 98.5") == 2
    assert "请确认“已阅读告知”" in page
    assert 'value="八十"' in page
    assert "写了很多" in page
    assert "有误：" in page


def test_saving_for_later_asks_nothing(city: City, draft: Application) -> None:
    answer = city.client().post(url(draft, "form/2/"), {"seen": "1", "area": "80", "later": "1"})
    assert answer["Location"] == url(draft, "draft/")
    page = body(city.client().get(url(draft, "form/2/")))
    assert "有误：" not in page
    assert 'value="80"' in page


def test_a_sound_section_leads_to_the_next_and_the_last_to_the_papers(city: City, draft: Application) -> None:
    client = city.client()
    first = {"seen": "1", "name": "王秀英", "id_number": draft.answers["id_number"], "phone": "16100000001"}
    assert client.post(url(draft, "form/1/"), first)["Location"] == url(draft, "form/2/")
    second = {"seen": "9", "area": "80", "agreed": "on", "opened-y": "2026", "opened-m": "5", "opened-d": "1"}
    assert client.post(url(draft, "form/2/"), second)["Location"] == url(draft, "materials/")
    draft.refresh_from_db()
    assert draft.answers["opened"] == "2026-05-01"


def test_a_place_is_chosen_in_two_steps_without_script(city: City, draft: Application) -> None:
    client = city.client()
    page = body(client.get(url(draft, "form/1/")))
    assert "花戏楼街道" in page
    assert "东关社区" in page
    sent = {
        "seen": "1",
        "division": "341602001000",
        "division-village": "341602001001",
        "villages": "division",
    }
    assert client.post(url(draft, "form/1/"), sent)["Location"].endswith("form/1/#id_division")
    draft.refresh_from_db()
    assert draft.answers["division"] == "341602001001"
