"""What a place calls an item is found at once, or from its first day on; the index is as if made anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from hall.catalogue.actions.contents import edit_guide
from hall.catalogue.actions.places import edit_place, publish_place, submit_place, withdraw_place
from hall.catalogue.actions.publishing import publish_guide, submit_guide
from hall.catalogue.actions.turning import turn_versions
from hall.catalogue.models import ImplementingItem, SearchEntry, SearchTerm, ServiceItem, Synonym
from hall.catalogue.queries.contents import standing
from hall.catalogue.search.finding import Filters, search
from hall.catalogue.search.indexing import reindex
from hall.catalogue.search.narrowing import DEPTHS
from hall.catalogue.search.renewing import reindex_items
from hall.foundation.public import today
from hall.identity.public import SYSTEM, Actor
from tests.rooms.catalogue.conftest import FOOD_LICENCE, heir
from tests.rooms.catalogue.officers import officer

pytestmark = pytest.mark.usefixtures("catalogue")
WORD = "药王大会"
ASSESSMENT = "000116055000-08"  # 建设项目环境影响评价审批报告表（普通类）


@pytest.fixture
def editor(catalogue: None) -> Actor:
    return officer("editor", "item_manager", hall="lixin")


@pytest.fixture
def publisher(catalogue: None) -> Actor:
    return officer("publisher", "item_publisher", hall="lixin")


def item() -> ServiceItem:
    return ServiceItem.objects.get(code=FOOD_LICENCE)


def named(ours: ImplementingItem, name: str, editor: Actor) -> None:
    edit_place(ours.code, {"name": name}, reason="本地这样叫", actor=editor)
    submit_place(ours.code, actor=editor)


def first_found() -> str:
    return next((one.code for one in search(WORD).items), "")


def indexed() -> tuple[Any, Any]:
    terms = {
        lexeme: (items, item_ids, shares)
        for lexeme, items, item_ids, shares in SearchTerm.objects.values_list(
            "lexeme", "items", "item_ids", "shares"
        )
    }
    columns = ("item", "pinyin", "initials", "depth", "events")
    return terms, list(SearchEntry.objects.order_by("item").values(*columns))


def test_a_name_is_found_the_moment_it_is_published_and_gone_when_it_is_withdrawn(
    editor: Actor, publisher: Actor
) -> None:
    ours, before = heir(), indexed()
    named(ours, f"{item().name}（{WORD}专用）", editor)
    assert first_found() != FOOD_LICENCE
    publish_place(ours.code, actor=publisher)
    assert first_found() == FOOD_LICENCE
    ours.refresh_from_db()
    assert WORD in ours.name
    withdraw_place(ours.code, reason="不再这样叫", actor=publisher)
    ours.refresh_from_db()
    assert (ours.name, first_found() == FOOD_LICENCE) == ("", False)
    assert indexed() == before


def test_a_name_that_begins_later_is_found_from_that_day_on(
    editor: Actor, publisher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, begins = heir(), today() + timedelta(days=3)
    named(ours, f"{item().name}（{WORD}专用）", editor)
    publish_place(ours.code, begins=begins.isoformat(), actor=publisher)
    real = timezone.now
    for days, found in ((1, False), (3, True)):
        monkeypatch.setattr(timezone, "now", lambda days=days: real() + timedelta(days=days))
        turn_versions(actor=SYSTEM)
        ours.refresh_from_db()
        assert ((WORD in ours.name), first_found() == FOOD_LICENCE) == (found, found)
    moment = ours.changed_at
    assert turn_versions(actor=SYSTEM) == {"ended": 0, "began": 0}
    ours.refresh_from_db()
    assert ours.changed_at == moment


def test_a_guide_that_begins_later_reaches_lists_search_and_filters_on_that_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writer, other = officer("items", "item_manager"), officer("publish", "item_publisher")
    stands = standing([ASSESSMENT])[ASSESSMENT]
    depth = "四级标准" if stands.content["online_depth"] != "四级标准" else "一级标准"
    said = {"name": f"{stands.content['name']}（{WORD}）", "online_depth": depth}
    edit_guide(ASSESSMENT, content={**stands.content, **said}, seen=stands.digest, actor=writer)
    submit_guide(ASSESSMENT, actor=writer)
    publish_guide(ASSESSMENT, begins=(today() + timedelta(days=2)).isoformat(), actor=other)
    real = timezone.now
    for days, began in ((0, False), (1, False), (2, True)):
        monkeypatch.setattr(timezone, "now", lambda days=days: real() + timedelta(days=days))
        turn_versions(actor=SYSTEM)
        assert (first_found() == ASSESSMENT) is began
        assert (WORD in ServiceItem.objects.get(code=ASSESSMENT).name) is began
        narrowed = search(stands.content["name"], filters=Filters(depth=DEPTHS[depth])).items
        assert (ASSESSMENT in {one.code for one in narrowed}) is began


def test_a_name_that_the_catalogue_has_left_behind_is_set_aside_in_lists_too(
    editor: Actor, publisher: Actor
) -> None:
    ours = heir()
    named(ours, f"{item().name}（{WORD}专用）", editor)
    publish_place(ours.code, actor=publisher)
    ServiceItem.objects.filter(pk=item().pk).update(name="饮食店开业许可")
    turn_versions(actor=SYSTEM)
    ours.refresh_from_db()
    assert (ours.name, first_found() == FOOD_LICENCE) == ("", False)


@pytest.mark.parametrize("new", ["饮食店开业许可", "分公司设立登记", "公司设立登记", "社会保障卡补领"])
def test_some_items_indexed_anew_come_to_the_same_as_all(new: str) -> None:
    changed = [item(), *ServiceItem.objects.filter(same_as=None).order_by("pk")[100:104]]
    ServiceItem.objects.filter(pk__in=[one.pk for one in changed]).update(name=new)
    with transaction.atomic():
        reindex_items([one.pk for one in changed])
    ours = indexed()
    with transaction.atomic():
        reindex()
    assert indexed() == ours


def test_a_saying_goes_over_to_others_when_the_name_it_began_is_gone() -> None:
    Synonym.objects.create(spoken=WORD, official="霹雳火花设立", reason="只为这里")
    near, far = ServiceItem.objects.filter(same_as=None).order_by("pk")[200:202]
    ServiceItem.objects.filter(pk=near.pk).update(name="霹雳火花设立登记")
    ServiceItem.objects.filter(pk=far.pk).update(name="分霹雳火花设立登记")
    with transaction.atomic():
        reindex()
    ServiceItem.objects.filter(pk=near.pk).update(name="另一种登记")
    with transaction.atomic():
        reindex_items([near.pk])
    ours = indexed()
    with transaction.atomic():
        reindex()
    assert indexed() == ours
    assert first_found() == far.code
