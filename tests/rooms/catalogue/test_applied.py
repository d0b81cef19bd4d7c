"""A guide as one place applies it: what the place says over what the catalogue says, wherever it is read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hall.catalogue.models import Guide, LocalVersion, ServiceItem
from hall.catalogue.public import filing_guide
from hall.catalogue.queries.applied import local_of
from hall.foundation.public import today
from hall.places.public import hall_by_slug
from tests.rooms.catalogue.conftest import heir, revised

pytestmark = pytest.mark.usefixtures("catalogue")

FOOD = "000131024000-01"


def test_filing_reckons_with_what_the_place_promises() -> None:
    before = filing_guide(FOOD, hall_by_slug("guoyang").pk)
    heir(promise_limit={"days": 3, "unit": "工作日"}, materials={before.materials[0].key: "不需要"})
    there, here = (filing_guide(FOOD, hall_by_slug(slug).pk) for slug in ("guoyang", "lixin"))
    assert (there.promise_limit_days, here.promise_limit_days) == (10, 3)
    assert here.legal_limit_days == there.legal_limit_days
    assert len(here.materials) == len(there.materials) - 1
    assert here.guide_id == there.guide_id


def test_what_no_place_may_say_has_no_effect_even_when_it_is_stored() -> None:
    heir(promise_limit={"days": 300, "unit": "工作日"}, visits=5)
    here = filing_guide(FOOD, hall_by_slug("lixin").pk)
    assert (here.promise_limit_days, here.visits) == (10, 0)


def test_a_local_version_of_tomorrow_has_no_effect_today() -> None:
    ours = heir(promise_limit={"days": 3, "unit": "工作日"})
    LocalVersion.objects.filter(implementing=ours).update(effective_from=today() + timedelta(days=1))
    assert filing_guide(FOOD, hall_by_slug("lixin").pk).promise_limit_days == 10


def test_a_new_version_of_the_catalogue_is_at_once_what_every_heir_says() -> None:
    heir(promise_limit={"days": 6, "unit": "工作日"})
    food = Guide.objects.get(item__code=FOOD)
    revised(food, result="食品经营许可证（新版）")
    page = filing_guide(FOOD, hall_by_slug("lixin").pk)
    assert (page.guide_version, page.promise_limit_days) == (2, 6)


def test_a_version_of_tomorrow_binds_from_tomorrow_without_any_job() -> None:
    first = Guide.objects.get(item__code=FOOD)
    day = today() + timedelta(days=1)
    Guide.objects.filter(pk=first.pk).update(effective_until=day)
    assert Guide.objects.in_force(today()).get(item__code=FOOD) == first
    assert not Guide.objects.in_force(day).filter(item__code=FOOD).exists()


def test_the_page_says_what_the_place_says_and_that_it_does(client: Client) -> None:
    heir(promise_limit={"days": 3, "unit": "工作日"})
    there, here = (client.get(f"/items/{FOOD}/", {"hall": slug}) for slug in ("guoyang", "lixin"))
    assert "利辛县人民路 1 号" in here.content.decode()
    assert "利辛县人民路 1 号" not in there.content.decode()
    assert here.context["page"].facts["promise_limit"].is_local
    assert here.context["guide"].promise_limit_days == 3
    assert there.context["guide"].promise_limit_days == 10


def test_the_address_of_an_heir_is_the_guide_in_its_place(client: Client) -> None:
    ours = heir()
    page = client.get(f"/items/{ours.code}/")
    assert page.status_code == 302
    assert page["Location"] == f"/items/{FOOD}/?hall=lixin"


def test_the_api_says_from_which_level_a_value_comes(client: Client) -> None:
    heir(promise_limit={"days": 3, "unit": "工作日"})
    guide = client.get(f"/api/v1/items/{FOOD}/guide", {"hall": "lixin"}).json()
    assert guide["promise_limit_days"] == 3
    levels = {key: guide["facts"][key]["level"] for key in ("promise_limit", "windows", "legal_limit")}
    assert levels == {"promise_limit": "local", "windows": "office", "legal_limit": "basic"}


def test_how_a_place_does_an_item_is_looked_up_by_item_and_place() -> None:
    """Ordered by key, PostgreSQL would rather walk the list of a whole province than use the index."""
    heir(promise_limit={"days": 3, "unit": "工作日"})
    item, place = ServiceItem.objects.get(code=FOOD), hall_by_slug("lixin").division_id
    with CaptureQueriesContext(connection) as asked:
        local = local_of(item.pk, place)
    assert local is not None
    assert local.facts["promise_limit"]["value"]["days"] == 3
    assert [query["sql"].count("ORDER BY") for query in asked] == [0]
