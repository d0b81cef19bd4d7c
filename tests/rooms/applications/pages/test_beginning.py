"""Whoever wants to apply: for whom, with what the city knows, and once."""

from __future__ import annotations

from typing import Any

from hall.applications.models import Application
from hall.catalogue.models import FormDefinition
from tests.rooms.applications.conftest import City
from tests.rooms.applications.pages.conftest import body, start_url


def test_whoever_is_not_signed_in_signs_in_first_and_comes_back(city: City, client: Any) -> None:
    response = client.get(start_url(city), {"hall": "qiaocheng"})
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    assert "hall" in response["Location"]


def test_she_may_apply_for_herself_and_for_her_firm(city: City) -> None:
    page = body(city.client().get(start_url(city)))
    assert "本人：王秀英" in page
    assert "单位：谯城药膳馆" in page
    assert "单位：谯城药膳馆" not in body(city.client(city.stranger_account).get(start_url(city)))


def test_consent_is_asked_for_with_its_purpose_and_never_assumed(city: City) -> None:
    page = body(city.client().get(start_url(city)))
    assert "只用于办理“食品经营许可”" in page
    assert "户籍地址" in page
    assert "第三十五条" in page
    client = city.client()
    answer = client.post(start_url(city), {"party": str(city.party_id), "hall": "bozhou"}, follow=True)
    assert "请选择是否同意调取已有的登记信息" in body(answer)
    assert "有误：" in body(answer)
    assert str(city.party_id) in body(answer)
    assert not Application.objects.exists()


def test_the_notice_names_for_each_kind_of_applicant_only_what_it_is_asked(city: City) -> None:
    form = FormDefinition.objects.get()  # a copy of its own: the city's is shared by all tests
    form.definition["sections"][0]["audience"] = "natural_person"
    name = {"key": "firm", "label": "单位名称", "type": "text", "held": "firm.registered_capital"}
    form.definition["sections"].append({"title": "单位", "audience": "legal_person", "fields": [name]})
    form.save(update_fields=["definition"])
    page = body(city.client().get(start_url(city)))
    own, firm = (page.split(words)[1].split("</p>")[0] for words in ("为本人办理，", "为单位办理，"))
    assert "户籍地址" in own
    assert "注册资本" not in own
    assert "注册资本" in firm
    assert "户籍地址" not in firm


def test_starting_leads_to_the_task_list_and_a_second_start_to_the_same(city: City) -> None:
    client, answers = city.client(), {"party": str(city.party_id), "hall": "bozhou", "known": "held"}
    first = client.post(start_url(city), answers)
    second = client.post(start_url(city), answers, follow=True)
    assert second.redirect_chain[0][0] == first["Location"]
    assert "已为您打开" in body(second)
    assert "您有一份没填完的草稿" in body(client.get(start_url(city)))


def test_an_unknown_item_and_one_that_no_hall_takes_are_told(city: City) -> None:
    assert city.client().get("/apply/nothing/").status_code == 404
    city.item.function = "别的"
    city.item.save(update_fields=["function"])
    assert city.client().get(start_url(city)).status_code == 403
