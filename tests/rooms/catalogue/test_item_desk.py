"""The item managers' desk: edit by groups, submit, and let another person publish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hall.catalogue.actions.contents import chain_of_item, edit_guide
from hall.catalogue.actions.publishing import publish_guide, send_back_guide, submit_guide, withdraw_guide
from hall.catalogue.lifecycle import State
from hall.catalogue.models import Guide, LintFinding, ServiceItem
from hall.catalogue.queries.contents import standing
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, history_of, today
from hall.identity.public import Account, Actor
from tests.rooms.catalogue.officers import officer

CODE = "000116055000-08"  # 建设项目环境影响评价审批报告表（普通类）
ADDRESS = f"/desk/items/{CODE}"


@pytest.fixture
def manager(catalogue: None) -> Actor:
    return officer("items", "item_manager")


@pytest.fixture
def publisher(catalogue: None) -> Actor:
    return officer("publish", "item_publisher")


def edited(actor: Actor, **said: Any) -> Guide:
    stands = standing([CODE])[CODE]
    edit_guide(CODE, content={**stands.content, **said}, seen=stands.digest, actor=actor)
    return Guide.objects.get(item__code=CODE, state=State.DRAFT)


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def item() -> ServiceItem:
    return ServiceItem.objects.get(code=CODE)


def test_a_draft_is_submitted_published_by_another_and_takes_over(manager: Actor, publisher: Actor) -> None:
    before = Guide.objects.get(item__code=CODE, is_current=True)
    draft = edited(manager, promise_limit=8, topics=["legal_person/010"])
    submit_guide(CODE, actor=manager)
    publish_guide(CODE, actor=publisher)
    draft.refresh_from_db()
    before.refresh_from_db()
    assert (draft.state, draft.is_current, draft.promise_limit_days) == (State.PUBLISHED, True, 8)
    assert (draft.effective_from, draft.published_by_id) == (today(), publisher.account_id)
    assert (before.state, before.is_current, before.effective_until) == (State.SUPERSEDED, False, today())
    assert item().topics == ["legal_person/010"]
    deeds = [one.action for one in history_of(chain_of_item(draft.item_id))]
    assert deeds == ["catalogue.guide.edit", "catalogue.guide.submit", "catalogue.guide.publish"]


def test_nobody_publishes_what_they_wrote(catalogue: None) -> None:
    both = officer("both", "item_manager")
    officer_of_both = Actor(
        account_id=both.account_id,
        name=both.name,
        kind=both.kind,
        posts=(*both.posts, *(type(both.posts[0])("item_publisher", both.posts[0].hall_id, None),)),
    )
    edited(officer_of_both, promise_limit=8)
    submit_guide(CODE, actor=officer_of_both)
    with pytest.raises(Refused) as caught:
        publish_guide(CODE, actor=officer_of_both)
    assert caught.value.code == "four-eyes"
    assert Guide.objects.get(item__code=CODE, version=2).state == State.SUBMITTED


def test_a_version_may_begin_later_and_what_stands_stays_till_then(manager: Actor, publisher: Actor) -> None:
    begins = today() + timedelta(days=10)
    edited(manager, promise_limit=8)
    submit_guide(CODE, actor=manager)
    publish_guide(CODE, begins=begins.isoformat(), actor=publisher)
    assert Guide.objects.in_force(today()).get(item__code=CODE).version == 1
    assert Guide.objects.in_force(begins).get(item__code=CODE).version == 2


@pytest.mark.parametrize("begins", ["2020-01-01", "nonsense"])
def test_a_day_that_has_passed_is_refused(manager: Actor, publisher: Actor, begins: str) -> None:
    edited(manager, promise_limit=8)
    submit_guide(CODE, actor=manager)
    with pytest.raises(Invalid):
        publish_guide(CODE, begins=begins, actor=publisher)


def test_a_contradiction_or_a_gap_stops_the_submission_with_every_reason(manager: Actor) -> None:
    edited(manager, promise_limit=90, conditions=[])
    with pytest.raises(Invalid) as caught:
        submit_guide(CODE, actor=manager)
    assert {"promise_limit", "conditions"} <= caught.value.errors.keys()


def test_what_is_submitted_cant_be_edited_until_it_is_sent_back(manager: Actor, publisher: Actor) -> None:
    edited(manager, promise_limit=8)
    submit_guide(CODE, actor=manager)
    with pytest.raises(Conflict):
        edited(manager, promise_limit=7)
    with pytest.raises(Invalid):
        send_back_guide(CODE, reason=" ", actor=publisher)
    send_back_guide(CODE, reason="承诺时限请再核对", actor=publisher)
    assert edited(manager, promise_limit=7).reason == "承诺时限请再核对"


def test_a_withdrawn_guide_is_gone_for_citizens_with_its_reason_kept(
    manager: Actor, publisher: Actor
) -> None:
    with pytest.raises(Refused):
        withdraw_guide(CODE, reason="停办", actor=manager)
    withdraw_guide(CODE, reason="国务院决定取消", actor=publisher)
    assert not item().has_guide
    assert not item().is_online
    assert Guide.objects.get(item__code=CODE).reason == "国务院决定取消"
    assert not LintFinding.objects.filter(item__code=CODE, resolved_at=None).exists()
    with pytest.raises(Conflict):
        withdraw_guide(CODE, reason="再撤一次", actor=publisher)


def test_findings_follow_at_once_when_a_version_takes_over(manager: Actor, publisher: Actor) -> None:
    assert LintFinding.objects.filter(item__code=CODE, rule="G904", resolved_at=None).exists()
    others = LintFinding.objects.exclude(item__code=CODE).filter(resolved_at=None).count()
    edited(manager, phone="0558-5556789")
    submit_guide(CODE, actor=manager)
    publish_guide(CODE, actor=publisher)
    assert not LintFinding.objects.filter(item__code=CODE, rule="G904", resolved_at=None).exists()
    assert LintFinding.objects.exclude(item__code=CODE).filter(resolved_at=None).count() == others


def test_a_department_edits_its_own_items_only(catalogue: None) -> None:
    police = officer("police", "item_manager", "公安")
    stands = standing([CODE])[CODE]
    with pytest.raises(Refused):
        edit_guide(CODE, content=stands.content, seen=stands.digest, actor=police)
    assert signed_in("police").get(f"{ADDRESS}/").status_code == 404
    with pytest.raises(NotFound):
        edit_guide("999", content={}, seen="", actor=police)


# The pages


def form_of(client: Client, group: str) -> dict[str, str]:
    """What the form of a group would send as it stands."""
    form = client.get(f"{ADDRESS}/edit/{group}/").context["form"]
    sent: dict[str, Any] = {"seen": form.initial["seen"]}
    for name, value in form.initial.items():
        if value is not None:
            sent[name] = value
    for table in form.table_rows():
        sent[table.counter] = len(table.rows)
    return sent


def test_a_group_is_edited_by_its_form_and_saved_as_a_draft(manager: Actor) -> None:
    client = signed_in("items")
    answer = client.post(f"{ADDRESS}/edit/limits/", {**form_of(client, "limits"), "promise_limit": "８"})
    assert answer.status_code == 302
    draft = Guide.objects.get(item__code=CODE, state=State.DRAFT)
    assert draft.promise_limit_days == 8
    page = client.get(f"{ADDRESS}/").content.decode()
    assert "<del>15</del>" in page
    assert "<ins>8</ins>" in page


@pytest.mark.parametrize(
    "group", ["materials", "basis", "process", "audience", "identity", "windows", "fees"]
)
def test_a_form_sent_as_it_stands_changes_nothing(manager: Actor, group: str) -> None:
    client = signed_in("items")
    before = standing([CODE])[CODE].content
    assert client.post(f"{ADDRESS}/edit/{group}/", form_of(client, group)).status_code == 302
    assert standing([CODE])[CODE].content == before


def test_what_was_typed_wrong_stays_in_the_form_with_its_reason(manager: Actor) -> None:
    client = signed_in("items")
    answer = client.post(f"{ADDRESS}/edit/limits/", {**form_of(client, "limits"), "promise_limit": "两周"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="两周"' in page
    assert "不是整数" in page
    assert not Guide.objects.filter(state=State.DRAFT).exists()


def test_rows_are_added_and_taken_away_without_script(manager: Actor) -> None:
    client = signed_in("items")
    sent = form_of(client, "materials")
    more = client.post(f"{ADDRESS}/edit/materials/", {**sent, "more": "materials"})
    assert more.status_code == 200
    rows = next(iter(more.context["form"].table_rows())).rows
    assert len(rows) == sent["materials-rows"] + 3
    for key in [name for name in sent if name.startswith("materials-0-")]:
        sent[key] = ""
    client.post(f"{ADDRESS}/edit/materials/", sent)
    after = standing([CODE])[CODE].content["materials"]
    assert len(after) == sent["materials-rows"] - 2  # one taken away, one was empty
    keys = [paper.key for paper in Guide.objects.get(state=State.DRAFT).materials.all()]
    assert keys[0] == "m02"


def test_two_editors_dont_overwrite_each_other(manager: Actor) -> None:
    client = signed_in("items")
    sent = form_of(client, "limits")
    edited(manager, visits=1)
    answer = client.post(f"{ADDRESS}/edit/limits/", {**sent, "promise_limit": "8"})
    assert answer.status_code == 409
    assert 'value="8"' in answer.content.decode()
    assert standing([CODE])[CODE].content["promise_limit"] == 15


def test_the_whole_way_by_pages(manager: Actor, publisher: Actor) -> None:
    client, other = signed_in("items"), signed_in("publish")
    client.post(f"{ADDRESS}/edit/contact/", {**form_of(client, "contact"), "phone": "0558-5556789"})
    assert "已提交审核" in client.post(f"{ADDRESS}/submit/", follow=True).content.decode()
    assert client.post(f"{ADDRESS}/publish/").status_code == 403
    refused = other.post(f"{ADDRESS}/send-back/", {"reason": ""})
    assert refused.status_code == 422
    assert "请写明原因" in refused.content.decode()
    assert "已发布" in other.post(f"{ADDRESS}/publish/", follow=True).content.decode()
    compared = other.get(f"{ADDRESS}/compare/?before=1&after=2").content.decode()
    assert "0558-5556789" in compared
    assert other.get(f"{ADDRESS}/compare/?before=1&after=9").status_code == 404
    assert "0558-5556789" in Client().get(f"/items/{CODE}/").content.decode()


def test_the_pages_of_an_item_ask_a_constant_number_of_questions(
    manager: Actor, django_assert_max_num_queries: Any
) -> None:
    edited(manager, promise_limit=8)
    client = signed_in("items")
    for address in (f"{ADDRESS}/", f"{ADDRESS}/edit/materials/", f"{ADDRESS}/compare/?before=1&after=2"):
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200


def test_unknown_groups_and_items_arent_there(manager: Actor) -> None:
    client = signed_in("items")
    assert client.get(f"{ADDRESS}/edit/colours/").status_code == 404
    assert client.get("/desk/items/999/").status_code == 404


def test_every_field_that_is_published_stands_on_the_public_page(manager: Actor, publisher: Actor) -> None:
    said = {
        "rights": "依法申请听证的权利",
        "review_body": "亳州市人民政府",
        "express": "是",
        "mobile_url": "https://m.example.cn/apply",
        "fees": [{"name": "检测费", "standard": "每次 80 元", "basis": "发改价格〔2019〕914 号"}],
        "result_samples": [{"name": "批复样本", "sample": "批复样本.pdf"}],
        "questions": [{"question": "多久办好", "answer": "五天"}],
        "intermediary_service": "环评文件编制",
    }
    edited(manager, **said)
    submit_guide(CODE, actor=manager)
    publish_guide(CODE, actor=publisher)
    page = Client().get(f"/items/{CODE}/").content.decode()
    wanted = "依法申请听证 亳州市人民政府 支持物流快递 m.example.cn/apply 每次 批复样本.pdf 五天 环评文件编制"
    for text in wanted.split():
        assert text in page, text
    english = Client().get(f"/items/{CODE}/", headers={"accept-language": "en"}).content.decode()
    assert "Review body" in english


def test_a_field_of_a_narrowed_list_is_set_at_once_and_all_are_submitted(manager: Actor) -> None:
    client = signed_in("items")
    listed = "/desk/items/together/?q=环境影响评价&standing=published"
    answer = client.post(listed, {"key": "complain_phone", "value": "12345"}, follow=True)
    assert "份草稿，请提交审核" in answer.content.decode()
    drafts = Guide.objects.filter(state=State.DRAFT)
    assert {draft.facts["complain_phone"]["value"] for draft in drafts} == {"12345"}
    assert all("环境影响评价" in draft.item.name for draft in drafts)
    assert (
        "已提交" in client.post("/desk/items/together/submit/?standing=draft", follow=True).content.decode()
    )
    assert not Guide.objects.filter(state=State.DRAFT).exists()


def test_one_wrong_value_or_one_item_in_the_way_stops_all(manager: Actor) -> None:
    client = signed_in("items")
    wrong = client.post("/desk/items/together/?standing=published", {"key": "visits", "value": "几次"})
    assert wrong.status_code == 422
    assert "不是整数" in wrong.content.decode()
    edited(manager, promise_limit=8)
    submit_guide(CODE, actor=manager)
    stopped = client.post("/desk/items/together/?standing=published", {"key": "visits", "value": "1"})
    assert stopped.status_code == 409
    assert CODE in stopped.content.decode()
    assert not Guide.objects.filter(state=State.DRAFT).exists()
    assert (
        client.post("/desk/items/together/", {"key": "visits", "value": "1"}).status_code == 422
    )  # too many


def test_a_new_item_begins_from_an_old_one(manager: Actor, publisher: Actor) -> None:
    client = signed_in("items")
    sent = {"name": "环境影响评价审批（变更）", "catalog_code": "000116055000", "business_code": "98"}
    answer = client.post(f"{ADDRESS}/begin/", sent)
    assert answer["Location"].endswith("/desk/items/000116055000-98/")
    fresh = standing(["000116055000-98"])["000116055000-98"]
    old = standing([CODE])[CODE]
    assert fresh.content["materials"] == old.content["materials"]
    assert (fresh.content["name"], fresh.content["yw_code"]) == ("环境影响评价审批（变更）", "98")
    assert client.post(f"{ADDRESS}/begin/", sent).status_code == 409
    assert client.post(f"{ADDRESS}/begin/", {**sent, "business_code": "?"}).status_code == 422
    submit_guide("000116055000-98", actor=manager)
    publish_guide("000116055000-98", actor=publisher)
    assert "环境影响评价审批（变更）" in Client().get("/items/000116055000-98/").content.decode()
