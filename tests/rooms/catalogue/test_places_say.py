"""A place says something otherwise: edited, published by other eyes, taken back; and whom it reaches."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from hall.catalogue.actions.places import (
    edit_place,
    publish_place,
    send_back_place,
    submit_place,
    withdraw_place,
)
from hall.catalogue.models import LocalVersion, SearchEntry, SearchTerm, ServiceItem
from hall.catalogue.public import filing_guide
from hall.catalogue.queries.applied import locals_of
from hall.catalogue.queries.heirs import reach_of_change
from hall.catalogue.search.finding import search
from hall.catalogue.search.indexing import reindex, reindex_items
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, today
from hall.identity.public import SYSTEM, Account, Actor, actor_for, give_post
from hall.places.public import hall_by_slug
from tests.rooms.catalogue.conftest import FOOD_LICENCE, heir

pytestmark = pytest.mark.usefixtures("catalogue")
THREE_DAYS = {"promise_limit": {"days": 3, "unit": "工作日"}}


def officer(name: str, role: str) -> Actor:
    account = Account.objects.create(username=name, name=name)
    give_post(account_id=account.pk, role=role, hall_id=hall_by_slug("shizhi").pk, actor=SYSTEM)
    return actor_for(account)


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
    assert edit_place(ours.code, THREE_DAYS, actor=editor) == 2
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
        edit_place(ours.code, {"promise_limit": {"days": 30, "unit": "工作日"}, "fee": "是"}, actor=editor)
    assert set(refused.value.errors) == {"promise_limit", "fee"}
    assert LocalVersion.objects.filter(implementing=ours).count() == 1


def test_a_fact_taken_back_is_inherited_again(editor: Actor, publisher: Actor) -> None:
    ours = heir(**THREE_DAYS)
    edit_place(ours.code, {"promise_limit": None, "phone": "16100000001"}, actor=editor)
    submit_place(ours.code, actor=editor)
    publish_place(ours.code, actor=publisher)
    assert promised() == 10
    assert set(LocalVersion.objects.in_force(today()).get(implementing=ours).facts) == {"phone"}


def test_nobody_publishes_what_they_edited(catalogue: None) -> None:
    both = officer("both", "item_manager")
    give_post(
        account_id=both.account_id, role="item_publisher", hall_id=hall_by_slug("shizhi").pk, actor=SYSTEM
    )
    both = actor_for(Account.objects.get(pk=both.account_id))
    ours = heir()
    edit_place(ours.code, THREE_DAYS, actor=both)
    submit_place(ours.code, actor=both)
    with pytest.raises(Refused, match="不能自己发布"):
        publish_place(ours.code, actor=both)


def test_a_submitted_version_is_left_alone_until_it_is_sent_back(editor: Actor, publisher: Actor) -> None:
    ours = heir()
    edit_place(ours.code, THREE_DAYS, actor=editor)
    submit_place(ours.code, actor=editor)
    with pytest.raises(Conflict):
        edit_place(ours.code, {"phone": "16100000001"}, actor=editor)
    send_back_place(ours.code, reason="请补电话", actor=publisher)
    assert edit_place(ours.code, {"phone": "16100000001"}, actor=editor) == 2
    with pytest.raises(Conflict):
        publish_place(ours.code, actor=publisher)


def test_only_those_with_a_post_may(publisher: Actor, editor: Actor) -> None:
    ours = heir()
    stranger = actor_for(Account.objects.create(username="stranger", name="stranger"))
    for who, deed in ((stranger, edit_place), (publisher, edit_place)):
        with pytest.raises(Refused):
            deed(ours.code, THREE_DAYS, actor=who)
    with pytest.raises(NotFound):
        edit_place("no-such-code", THREE_DAYS, actor=editor)


def test_a_version_may_begin_later_and_not_earlier(editor: Actor, publisher: Actor) -> None:
    ours = heir()
    edit_place(ours.code, THREE_DAYS, actor=editor)
    submit_place(ours.code, actor=editor)
    with pytest.raises(Invalid):
        publish_place(ours.code, begins=today() - timedelta(days=1), actor=publisher)
    publish_place(ours.code, begins=today() + timedelta(days=1), actor=publisher)
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
