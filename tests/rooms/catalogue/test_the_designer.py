"""Making a form without code: begun, built, checked, published by somebody else, and seen by applicants."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hall.catalogue.actions.designing import begin_form, publish_form, save_form
from hall.catalogue.models import FormDefinition, FormDraft, Guide, ServiceItem, chain_of_form
from hall.foundation.public import Conflict, Refused, history_of, now, today
from hall.identity.models import Account, Post
from hall.identity.public import actor_for
from hall.places.models import Department, Division, Hall


@pytest.fixture
def hall(db: None) -> Hall:
    province = Division.objects.create(code="340000000000", name="安徽省", level="province")
    city = Division.objects.create(code="341600000000", name="亳州市", level="city", parent=province)
    return Hall.objects.create(slug="shizhi", name="市级大厅", short_name="市级", kind="city", division=city)


def manager(hall: Hall, name: str, role: str = "item_manager") -> Account:
    account = Account.objects.create(username=name, name=name)
    Post.objects.create(account=account, role=role, hall=hall, valid_from=date(2020, 1, 1))
    return account


@pytest.fixture
def editor(hall: Hall) -> Account:
    return manager(hall, "甲")


@pytest.fixture
def checker(hall: Hall) -> Account:
    return manager(hall, "乙", "item_publisher")


def desk(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def draft() -> FormDraft:
    return FormDraft.objects.get(slug="shop")


def press(client: Client, do: str, **more: str) -> Any:
    return client.post("/desk/forms/shop/edit/", {"do": do, "seen": draft().version, **more})


def fields() -> dict[str, dict[str, Any]]:
    found = [field for section in draft().definition["sections"] for field in section["fields"]]
    return {field["label"]: field for field in found}


def build(client: Client) -> None:
    """One section: a choice, a number asked for one of the choices, a table with a sum."""
    client.post("/desk/forms/", {"title": "开店申请", "slug": "shop"})
    press(client, "add-section", section_title="店铺")
    part = draft().definition["sections"][0]["key"]
    for label, kind in (("种类", "radio"), ("面积", "number"), ("设备", "table"), ("合计", "money")):
        press(client, f"add-field:{part}", **{f"label-{part}": label, f"type-{part}": kind})
    made = fields()
    kinds, area, gear, total = (made[name]["key"] for name in ("种类", "面积", "设备", "合计"))
    change(client, kinds, label="种类", type="radio", required="on", options="店\n厂\n\n店")
    only = {"show_0_name": kinds, "show_0_how": "eq", "show_0_value": "厂"}
    change(client, area, label="面积", type="number", maximum="500", **only)
    for label in ("数量", "单价", "小计"):
        press(client, f"add-column:{gear}", back=gear, **{f"label-{gear}": label, f"type-{gear}": "number"})
    count, price, line = (column["key"] for column in fields()["设备"]["columns"])
    change(
        client,
        f"{gear}/columns/{line}",
        label="小计",
        type="number",
        formula_kind="times",
        formula_0=count,
        formula_1=price,
    )
    change(client, total, label="合计", type="money", formula_kind="sum", formula_0=f"{gear}.{line}")


def change(client: Client, place: str, **values: str) -> Any:
    return client.post(f"/desk/forms/shop/edit/fields/{place}/", {"seen": draft().version, **values})


def test_a_form_is_built_without_a_line_of_code(editor: Account) -> None:
    build(desk(editor))
    made = fields()
    kind, gear = made["种类"]["key"], made["设备"]
    assert made["种类"]["options"] == ["店", "厂"]
    assert made["面积"]["show_if"] == {"==": [{"var": kind}, "厂"]}
    assert made["面积"]["maximum"] == "500"
    count, price, line = (column["key"] for column in gear["columns"])
    assert gear["columns"][2]["formula"] == {"*": [{"var": count}, {"var": price}]}
    assert made["合计"]["formula"] == {"sum": [{"var": f"{gear['key']}.{line}"}]}


def test_what_was_built_is_shown_as_it_was_built(editor: Account) -> None:
    client = desk(editor)
    build(client)
    shown = client.get(f"/desk/forms/shop/edit/fields/{fields()['面积']['key']}/").content.decode()
    assert re.search(r'<option value="eq" selected>', shown)
    assert 'value="厂"' in shown


def test_questions_move_over_the_edge_of_their_section(editor: Account) -> None:
    client = desk(editor)
    build(client)
    press(client, "add-section", section_title="其他")
    total = fields()["合计"]["key"]
    press(client, f"field-down:{total}")
    assert [field["label"] for field in draft().definition["sections"][1]["fields"]] == ["合计"]
    press(client, f"field-up:{total}")
    assert [len(part["fields"]) for part in draft().definition["sections"]] == [4, 0]


def test_a_removed_question_never_lends_its_key(editor: Account) -> None:
    client = desk(editor)
    build(client)
    part, before = draft().definition["sections"][0]["key"], fields()["合计"]["key"]
    press(client, f"field-remove:{before}")
    press(client, f"add-field:{part}", **{f"label-{part}": "合计", f"type-{part}": "money"})
    assert fields()["合计"]["key"] != before


def test_faults_are_told_on_the_page_and_stop_the_publishing(editor: Account) -> None:
    client = desk(editor)
    build(client)
    press(client, f"field-remove:{fields()['种类']['key']}")
    assert "不存在的字段" in client.get("/desk/forms/shop/edit/").content.decode()
    assert client.post("/desk/forms/shop/", {"do": "offer"}).status_code == 422
    assert draft().state == "editing"


def test_nobody_publishes_what_they_edited(editor: Account, checker: Account) -> None:
    client = desk(editor)
    build(client)
    client.post("/desk/forms/shop/", {"do": "offer", "note": "新表"})
    assert "要由另一位审核员发布" in client.get("/desk/forms/shop/").content.decode()
    with pytest.raises(Refused):
        publish_form(slug="shop", seen=draft().version, actor=actor_for(editor))
    desk(checker).post("/desk/forms/shop/", {"do": "publish", "seen": draft().version})
    published = FormDefinition.objects.get(slug="shop")
    assert (published.version, published.published_by, published.note) == (1, checker, "新表")
    assert not FormDraft.objects.exists()
    assert [entry.action for entry in history_of(chain_of_form("shop"))][-1] == "catalogue.form.publish"


def test_another_manager_does_not_publish_it_either(editor: Account, hall: Hall) -> None:
    client = desk(editor)
    build(client)
    client.post("/desk/forms/shop/", {"do": "offer"})
    with pytest.raises(Refused):
        publish_form(slug="shop", seen=draft().version, actor=actor_for(manager(hall, "丙")))


def test_the_database_too_asks_for_other_eyes(editor: Account) -> None:
    with pytest.raises(IntegrityError):
        FormDefinition.objects.create(
            slug="shop", version=1, title="店", definition={}, digest="x",
            editors=[editor.pk], published_by=editor, published_at=now(),
        )  # fmt: skip


def test_a_publisher_of_one_department_does_not_publish_for_another(editor: Account, hall: Hall) -> None:
    client = desk(editor)
    build(client)
    client.post("/desk/forms/shop/", {"do": "offer"})
    older = FormDefinition.objects.create(slug="shop", version=1, title="店", definition={}, digest="x")
    FormDraft.objects.update(based_on=1)
    item = ServiceItem.objects.create(
        code="x-01", name="开店", item_type="01", function="公安", audiences=[], topics=[], changed_at=now()
    )
    Guide.objects.create(
        item=item, version=1, state="published", effective_from=today(), published_at=now(), facts={},
        legal_limit_days=1, promise_limit_days=1, visits=0, form=older,
    )  # fmt: skip
    taxes = Department.objects.create(hall=hall, function="税务", name="税务局")
    account = manager(hall, "税务审核", "item_publisher")
    Post.objects.filter(account=account).update(department=taxes)
    assert "等待事项审核员发布" in desk(account).get("/desk/forms/shop/").content.decode()
    with pytest.raises(Refused):
        publish_form(slug="shop", seen=draft().version, actor=actor_for(account))
    Department.objects.update(function="公安")
    assert publish_form(slug="shop", seen=draft().version, actor=actor_for(account)) == 2


def test_an_offered_form_is_not_edited_until_it_is_given_back(editor: Account, checker: Account) -> None:
    client = desk(editor)
    build(client)
    client.post("/desk/forms/shop/", {"do": "offer"})
    press(client, "title", title="改名")
    assert draft().definition["title"] == "开店申请"
    desk(checker).post("/desk/forms/shop/", {"do": "return", "reason": "缺电话"})
    assert "缺电话" in client.get("/desk/forms/shop/").content.decode()
    press(client, "title", title="改名")
    assert draft().definition["title"] == "改名"


def test_two_editors_do_not_overwrite_each_other(editor: Account, hall: Hall) -> None:
    other = manager(hall, "丙")
    build(desk(editor))
    seen, before = draft().version, draft().definition
    save_form(slug="shop", definition={**before, "title": "甲改"}, seen=seen, actor=actor_for(editor))
    with pytest.raises(Conflict):
        save_form(slug="shop", definition={**before, "title": "丙改"}, seen=seen, actor=actor_for(other))
    assert draft().definition["title"] == "甲改"


def test_a_newer_load_is_not_overwritten(editor: Account, checker: Account) -> None:
    asked = [{"key": "aa", "label": "问", "type": "text"}]
    definition = {"slug": "shop", "title": "店", "sections": [{"title": "一", "fields": asked}]}
    FormDefinition.objects.create(slug="shop", version=1, title="店", definition=definition, digest="x")
    client = desk(editor)
    client.post("/desk/forms/shop/", {"do": "revise"})
    assert draft().definition["sections"][0]["key"] == "part1"
    press(client, "title", title="店铺")
    client.post("/desk/forms/shop/", {"do": "offer"})
    FormDefinition.objects.create(slug="shop", version=2, title="店", definition=definition, digest="y")
    with pytest.raises(Conflict):
        publish_form(slug="shop", seen=draft().version, actor=actor_for(checker))


def test_a_preview_shows_what_answers_bring_and_keeps_nothing(editor: Account) -> None:
    client = desk(editor)
    build(client)
    kind = fields()["种类"]["key"]
    fresh = client.get("/desk/forms/shop/preview/?bare=1")
    assert "frame-ancestors 'self'" in fresh["Content-Security-Policy"]
    assert fresh["X-Frame-Options"] == "SAMEORIGIN"
    area = fields()["面积"]["key"]
    assert f'name="{area}"' not in fresh.content.decode()
    tried = client.post("/desk/forms/shop/preview/", {kind: "厂"}).content.decode()
    assert f'name="{area}"' in tried


def test_versions_are_compared(editor: Account, checker: Account) -> None:
    client = desk(editor)
    build(client)
    client.post("/desk/forms/shop/", {"do": "offer"})
    desk(checker).post("/desk/forms/shop/", {"do": "publish", "seen": draft().version})
    client.post("/desk/forms/shop/", {"do": "revise"})
    press(client, f"field-remove:{fields()['合计']['key']}")
    shown = client.get("/desk/forms/shop/changes/").content.decode()
    assert "不再需要的内容" in shown
    assert "合计" in shown


@pytest.mark.parametrize("path", ["", "shop/", "shop/edit/", "shop/preview/", "shop/changes/"])
def test_the_designer_is_for_item_managers_alone(editor: Account, hall: Hall, path: str) -> None:
    begin_form(slug="shop", title="店", actor=actor_for(editor))
    assert desk(manager(hall, "窗口", "window_clerk")).get(f"/desk/forms/{path}").status_code == 403
    assert Client().get(f"/desk/forms/{path}").status_code == 302


def test_the_list_costs_the_same_however_many_forms(editor: Account) -> None:
    client = desk(editor)
    definition = {"title": "店", "sections": []}

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/desk/forms/")
        return len(seen)

    begin_form(slug="form-0", title="一", actor=actor_for(editor))
    few = queries()
    for number in range(1, 8):
        begin_form(slug=f"form-{number}", title="一", actor=actor_for(editor))
        FormDefinition.objects.create(
            slug=f"f-{number}", version=1, title="店", definition=definition, digest="x"
        )
    assert queries() == few
