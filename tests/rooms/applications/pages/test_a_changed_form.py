"""A form that changes under a draft: its owner is shown what, moves when she likes, and loses nothing."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from hall.applications.actions.filing import submit_application
from hall.applications.actions.holding import Stale
from hall.applications.actions.moving import move_draft
from hall.applications.models import Application
from hall.applications.rules.editions import LEFT
from hall.catalogue.actions.attaching import choose_form
from hall.catalogue.actions.publishing import publish_guide
from hall.catalogue.models import FormDefinition, Guide
from hall.catalogue.queries.contents import standing
from hall.identity.models import Account
from hall.identity.public import SYSTEM, Actor, actor_for, give_post
from tests.rooms.applications.conftest import FORM, City

NEW: dict[str, Any] = copy.deepcopy(FORM)
SHOP = NEW["sections"][1]["fields"]
SHOP[:] = [field for field in SHOP if field["key"] != "note"]  # removed
SHOP[0] |= {"label": "经营面积", "maximum": 500}  # altered
SHOP[1]["type"] = "text"  # opened: a day becomes words
SHOP[2] = {
    "key": "kinds",
    "label": "经营项目",
    "type": "table",
    "columns": [{"key": "aa", "label": "品种", "type": "text"}],
}
SHOP.append({"key": "seats", "label": "座位数", "type": "number", "required": True})
NEW["sections"].append(
    {
        "key": "more",
        "title": "更多",
        "fields": [{"key": "married", "label": "婚姻", "type": "text", "held": "person.marital_status"}],
    }
)
TYPED = {"area": "80", "opened": "2026-05-01", "kinds": ["热食"], "note": "靠河", "agreed": "on"}


@pytest.fixture
def draft(city: City) -> Application:
    draft = city.start()
    data = {"seen": draft.version, **TYPED, "opened-y": "2026", "opened-m": "5", "opened-d": "1"}
    data.pop("opened")
    city.client().post(f"/my/applications/{draft.pk}/form/2/", data)
    draft.refresh_from_db()
    return draft


def publish(definition: dict[str, Any]) -> None:
    FormDefinition.objects.create(slug="food", version=2, title="食品经营", definition=definition, digest="y")


def page(city: City, draft: Application, more: str) -> str:
    return city.client().get(f"/my/applications/{draft.pk}/{more}").content.decode()


def test_nothing_is_said_while_nothing_has_changed(city: City, draft: Application) -> None:
    publish(copy.deepcopy(FORM))  # a new version that asks the same
    assert "申请表有新版" not in page(city, draft, "draft/")
    assert city.client().get(f"/my/applications/{draft.pk}/changes/").status_code == 302


def test_she_is_shown_what_is_new_gone_and_altered_with_what_she_typed(
    city: City, draft: Application
) -> None:
    publish(NEW)
    assert "申请表有 6 处变化" in page(city, draft, "draft/")
    shown = page(city, draft, "changes/")
    for said in (
        "座位数",
        "婚姻",
        "靠河",
        "问法由“面积”改为“经营面积”",
        "填写要求有变化",
        "增加列：品种",
        "热食",
    ):
        assert said in shown


def test_a_draft_that_stays_is_filed_on_its_own_sheet(city: City, draft: Application) -> None:
    publish(NEW)
    city.upload(draft)
    draft.refresh_from_db()
    submit_application(application_id=draft.pk, seen=draft.version, agreed=True, actor=city.mother)
    draft.refresh_from_db()
    assert draft.answers["note"] == "靠河"


def test_moving_keeps_every_answer_in_its_place_or_aside(city: City, draft: Application) -> None:
    publish(NEW)
    city.upload(draft)
    draft.refresh_from_db()
    answer = city.client().post(f"/my/applications/{draft.pk}/changes/", {"seen": draft.version})
    assert answer.url == f"/my/applications/{draft.pk}/draft/"
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"
    assert draft.answers["opened"] == "2026-05-01"
    assert draft.answers["married"] == "已婚"  # new, and known: not asked again
    assert "kinds" not in draft.answers
    assert draft.answers[LEFT] == {
        "kinds": {"label": "经营项目", "shown": "热食"},
        "note": {"label": "说明", "shown": "靠河"},
    }
    shown = page(city, draft, "draft/")
    assert "靠河" in shown
    assert "申请表有新版" not in shown
    assert "“座位数”" in page(city, draft, "review/")


def test_what_was_set_aside_is_not_filed(city: City, draft: Application) -> None:
    publish(NEW)
    move_draft(application_id=draft.pk, seen=draft.version, actor=city.mother)
    draft.refresh_from_db()
    city.client().post(
        f"/my/applications/{draft.pk}/form/2/", {"seen": draft.version, "seats": "4", "agreed": "on"}
    )
    city.upload(draft)
    draft.refresh_from_db()
    submit_application(application_id=draft.pk, seen=draft.version, agreed=True, actor=city.mother)
    draft.refresh_from_db()
    assert LEFT not in draft.answers
    assert draft.answers["seats"] == "4"


def test_a_page_that_has_grown_old_moves_nothing(city: City, draft: Application) -> None:
    publish(NEW)
    with pytest.raises(Stale):
        move_draft(application_id=draft.pk, seen=draft.version - 1, actor=city.mother)
    city.client().post(f"/my/applications/{draft.pk}/changes/", {"seen": "0"})
    draft.refresh_from_db()
    assert draft.asked.content["form_version"] == 1


def test_a_stranger_sees_and_moves_nothing(city: City, draft: Application) -> None:
    publish(NEW)
    stranger = city.client(city.stranger_account)
    assert stranger.get(f"/my/applications/{draft.pk}/changes/").status_code == 404
    assert stranger.post(f"/my/applications/{draft.pk}/changes/", {"seen": draft.version}).status_code == 404


def test_a_guide_that_takes_another_form_leaves_the_draft_to_its_owner(
    city: City, draft: Application
) -> None:
    """Chosen at the desk, published by other eyes; what both forms ask under one key stays."""
    asked = [copy.deepcopy(FORM["sections"][1]["fields"][0]), {"key": "river", "label": "河", "type": "text"}]
    definition = {"sections": [{"key": "shop", "title": "店", "fields": asked}]}
    FormDefinition.objects.create(slug="other", version=1, title="另一表", definition=definition, digest="o")
    writer, reviewer = (_keeper(city, role) for role in ("item_manager", "item_publisher"))
    choose_form(
        city.item.code, slug="other", replaces=(), seen=standing([city.item.code])[city.item.code].digest,
        actor=writer,
    )  # fmt: skip
    Guide.objects.filter(item=city.item, state="draft").update(state="submitted")
    assert "申请表有新版" not in page(city, draft, "draft/")
    publish_guide(city.item.code, actor=reviewer)
    shown = page(city, draft, "changes/")
    assert "靠河" in shown
    city.client().post(f"/my/applications/{draft.pk}/changes/", {"seen": draft.version})
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"
    assert draft.answers[LEFT]["note"] == {"label": "说明", "shown": "靠河"}
    assert draft.asked.content["form_slug"] == "other"


def _keeper(city: City, role: str) -> Actor:
    account = Account.objects.create(username=role, name=role)
    give_post(account_id=account.pk, role=role, hall_id=city.hall.pk, actor=SYSTEM)
    return actor_for(account)
