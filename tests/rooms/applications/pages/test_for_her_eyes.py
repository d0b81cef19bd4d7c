"""Every page is hers alone, kept by nobody between, and costs the same however much there is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hall.applications.models import Application
from tests.rooms.applications.conftest import City
from tests.rooms.applications.pages.conftest import start_url, url


@pytest.mark.parametrize(
    "rest",
    [
        "draft/",
        "form/1/",
        "materials/",
        "review/",
        "done/",
        "discard/",
        "withdraw/",
        "supplement/",
        "receipt.pdf",
    ],
)
def test_a_stranger_finds_no_page_of_hers(city: City, draft: Application, rest: str) -> None:
    assert city.client(city.stranger_account).get(url(draft, rest)).status_code == 404


def test_staff_without_a_party_are_told_that_they_can_not_apply(city: City, django_user_model: Any) -> None:
    clerk = django_user_model.objects.create(username="clerk", name="职员")
    assert city.client(clerk).get(start_url(city)).status_code == 403


def test_pages_with_personal_data_are_kept_by_nobody_between(city: City, draft: Application) -> None:
    assert city.client().get(url(draft, "form/1/"))["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("rest", ["draft/", "form/2/", "materials/", "review/"])
def test_a_page_costs_the_same_with_many_files_and_answers(city: City, draft: Application, rest: str) -> None:
    client = city.client()
    client.get(url(draft, rest))
    with CaptureQueriesContext(connection) as few:
        client.get(url(draft, rest))
    city.fill(draft)
    for number in range(6):
        city.upload(draft, "photo", f"{number}.pdf")
    with CaptureQueriesContext(connection) as many:
        client.get(url(draft, rest))
    assert len(many) <= len(few)
    assert len(many) <= 12
