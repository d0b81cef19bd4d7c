"""A place says something otherwise: edited, published by other eyes, taken back; and whom it reaches."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from hall.catalogue.actions.places import (
    discard_place,
    edit_place,
    publish_place,
    send_back_place,
    submit_place,
    withdraw_place,
)
from hall.catalogue.models import ImplementingItem, LocalVersion, SearchEntry, SearchTerm, ServiceItem
from hall.catalogue.policies import Permission, kept_by, place_reach_of, reach_of
from hall.catalogue.public import filing_guide
from hall.catalogue.queries.applied import locals_of
from hall.catalogue.queries.heirs import reach_of_change
from hall.catalogue.search.finding import search
from hall.catalogue.search.indexing import reindex
from hall.catalogue.search.renewing import reindex_items
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, today
from hall.identity.public import SYSTEM, Account, Actor, actor_for, give_post
from hall.places.public import Department, Division, hall_by_slug
from tests.rooms.catalogue.conftest import FOOD_LICENCE, heir

pytestmark = pytest.mark.usefixtures("catalogue")
THREE_DAYS = {"promise_limit": {"days": 3, "unit": "工作日"}}


def officer(name: str, role: str, slug: str = "lixin") -> Actor:
    account = Account.objects.create(username=name, name=name)
    give_post(account_id=account.pk, role=role, hall_id=hall_by_slug(slug).pk, actor=SYSTEM)
    return actor_for(account)


def edit(code: str, values: dict[str, Any], actor: Actor, reason: str = "本县并联办理") -> int:
    return edit_place(code, values, reason=reason, actor=actor)


@pytest.fixture
def editor(catalogue: None) -> Actor:
    return officer("editor", "item_manager")


@pytest.fixture
def publisher(catalogue: None) -> Actor:
    return officer("publisher", "item_publisher")


def promised() -> int:
    return filing_guide(FOOD_LICENCE, hall_by_slug("lixin").pk).promise_limit_days


def test_what_a_place_says_holds_once_other_eyes_have_published_it(editor: Actor, publisher: Actor) -> None:
    ours = heir()
    assert edit(ours.code, THREE_DAYS, editor) == 2
    assert promised() == 10
    submit_place(ours.code, actor=editor)
    assert promised() == 10
    publish_place(ours.code, actor=publisher)
    assert promised() == 3
    assert LocalVersion.objects.get(implementing=ours, version=1).state == "superseded"
    withdraw_place(ours.code, reason="误发", actor=publisher)
    assert promised() == 10


def test_what_no_place_may_say_is_refused_with_its_reason(editor: Actor) -> None:
    ours = heir()
    with pytest.raises(Invalid) as refused:
        edit(ours.code, {"promise_limit": {"days": 30, "unit": "工作日"}, "fee": "是"}, editor)
    assert set(refused.value.errors) == {"promise_limit", "fee"}
    assert LocalVersion.objects.filter(implementing=ours).count() == 1


def test_a_fact_taken_back_is_inherited_again(editor: Actor, publisher: Actor) -> None:
    ours = heir(**THREE_DAYS)
    edit(ours.code, {"promise_limit": None, "phone": "16100000001"}, editor)
    submit_place(ours.code, actor=editor)
    publish_place(ours.code, actor=publisher)
    assert promised() == 10
    assert set(LocalVersion.objects.in_force(today()).get(implementing=ours).facts) == {"phone"}


def test_nobody_publishes_what_they_edited(catalogue: None) -> None:
    both = officer("both", "item_manager")
    give_post(
        account_id=both.account_id, role="item_publisher", hall_id=hall_by_slug("lixin").pk, actor=SYSTEM
    )
    both = actor_for(Account.objects.get(pk=both.account_id))
    ours = heir()
    edit(ours.code, THREE_DAYS, both)
    submit_place(ours.code, actor=both)
    with pytest.raises(Refused, match="不能自己发布"):
        publish_place(ours.code, actor=both)


def test_what_is_said_needs_a_reason_and_what_others_edited_meanwhile_is_not_overwritten(
    editor: Actor,
) -> None:
    ours = heir()
    with pytest.raises(Invalid) as refused:
        edit(ours.code, THREE_DAYS, editor, reason=" ")
    assert set(refused.value.errors) == {"reason"}
    seen = LocalVersion.objects.get(implementing=ours).digest
    edit_place(ours.code, THREE_DAYS, reason="并联办理", seen=seen, actor=editor)
    with pytest.raises(Conflict):
        edit_place(ours.code, {"visits": 0}, reason="全程网办", seen=seen, actor=editor)
    fact = LocalVersion.objects.get(implementing=ours, state="draft").facts["promise_limit"]
    assert (fact["reason"], fact["against"]) == ("并联办理", 1)


def test_a_draft_is_thrown_away_and_what_holds_stays(editor: Actor) -> None:
    ours = heir(**THREE_DAYS)
    edit(ours.code, {"promise_limit": None}, editor)
    discard_place(ours.code, actor=editor)
    assert LocalVersion.objects.filter(implementing=ours).count() == 1
    assert promised() == 3
    with pytest.raises(Conflict):
        discard_place(ours.code, actor=editor)


def test_a_submitted_version_is_left_alone_until_it_is_sent_back(editor: Actor, publisher: Actor) -> None:
    ours = heir()
    edit(ours.code, THREE_DAYS, editor)
    submit_place(ours.code, actor=editor)
    with pytest.raises(Conflict):
        edit(ours.code, {"phone": "16100000001"}, editor)
    send_back_place(ours.code, reason="请补电话", actor=publisher)
    assert edit(ours.code, {"phone": "16100000001"}, editor) == 2
    with pytest.raises(Conflict):
        publish_place(ours.code, actor=publisher)


def test_only_those_with_a_post_may(publisher: Actor, editor: Actor) -> None:
    ours = heir()
    stranger = actor_for(Account.objects.create(username="stranger", name="stranger"))
    for who in (stranger, publisher):
        with pytest.raises(Refused):
            edit(ours.code, THREE_DAYS, who)
    with pytest.raises(NotFound):
        edit("no-such-code", THREE_DAYS, editor)


@pytest.mark.parametrize(("slug", "may"), [("lixin", True), ("guoyang", False), ("shizhi", False)])
def test_each_hall_keeps_its_own_place_as_far_as_no_nearer_hall_does(slug: str, may: bool) -> None:
    ours = heir(slug="lixin")
    reach = place_reach_of(officer("someone", "item_manager", slug), Permission.EDIT)
    assert reach.covers(ours) is may
    assert kept_by(reach).filter(pk=ours.pk).exists() is may
    town = Division.objects.filter(parent=ours.division_id).first()
    ImplementingItem.objects.filter(pk=ours.pk).update(division=town)
    ours.refresh_from_db()
    assert reach.covers(ours) is may
    assert kept_by(reach).filter(pk=ours.pk).exists() is may


def test_a_post_in_a_department_keeps_its_own_items_only(catalogue: None) -> None:
    ours, police = heir(), Department.objects.get(hall=hall_by_slug("lixin"), function="公安")
    account = Account.objects.create(username="police", name="police")
    give_post(
        account_id=account.pk,
        role="item_manager",
        hall_id=police.hall_id,
        department_id=police.pk,
        actor=SYSTEM,
    )
    reach = place_reach_of(actor_for(account), Permission.EDIT)
    assert not reach.covers(ours)
    assert not kept_by(reach).exists()


def test_what_all_places_share_is_written_where_no_hall_stands_above(catalogue: None) -> None:
    county, city = officer("county", "item_manager"), officer("city", "item_manager", "shizhi")
    assert not reach_of(county, Permission.EDIT)
    assert reach_of(county, Permission.SEE).everything
    assert reach_of(city, Permission.EDIT).everything


def test_a_version_may_begin_later_and_not_earlier(editor: Actor, publisher: Actor) -> None:
    ours = heir()
    edit(ours.code, THREE_DAYS, editor)
    submit_place(ours.code, actor=editor)
    yesterday, tomorrow = (today() + timedelta(days=step) for step in (-1, 1))
    for wrong in (yesterday.isoformat(), "soon"):
        with pytest.raises(Invalid):
            publish_place(ours.code, begins=wrong, actor=publisher)
    publish_place(ours.code, begins=tomorrow.isoformat(), actor=publisher)
    assert promised() == 10
    assert LocalVersion.objects.in_force(today() + timedelta(days=1)).get(implementing=ours).version == 2


def test_what_a_new_version_is_called_is_found_as_if_all_had_been_indexed_anew() -> None:
    item = ServiceItem.objects.get(code=FOOD_LICENCE)
    ServiceItem.objects.filter(pk=item.pk).update(name="饮食店开业许可")
    with transaction.atomic():
        reindex_items([item.pk])
    assert search("饮食店开业").items[0].code == FOOD_LICENCE
    ours = indexed()
    with transaction.atomic():
        reindex()
    assert indexed() == ours


def indexed() -> tuple[Any, Any]:
    terms = {
        lexeme: (items, dict(zip(item_ids, shares, strict=True)))
        for lexeme, items, item_ids, shares in SearchTerm.objects.values_list(
            "lexeme", "items", "item_ids", "shares"
        )
    }
    return terms, list(SearchEntry.objects.order_by("item").values("item", "pinyin", "depth", "events"))


def test_a_change_says_whom_it_reaches(django_assert_num_queries: Any) -> None:
    heir(slug="lixin", **THREE_DAYS)
    heir(slug="guoyang", phone="16100000001")
    item = ServiceItem.objects.get(code=FOOD_LICENCE)
    with django_assert_num_queries(1):
        reached = reach_of_change(item.pk, ["promise_limit", "visits"])
    assert (reached.heirs, reached.inheriting("promise_limit"), reached.inheriting("visits")) == (2, 1, 2)
    with django_assert_num_queries(1):
        first, second = locals_of(item.pk, "", 10)
    assert (set(first.facts), set(second.facts)) == ({"phone"}, {"promise_limit"})
    assert locals_of(item.pk, first.division_id, 10) == [second]
