"""A whole city for the journeys, loaded as `hall load` loads it, and gone again after each file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from hall.foundation.public import forget_calendar
from hall.identity.public import Account, Actor, actor_for
from hall.places.public import Hall
from hall.project import city


@pytest.fixture(scope="module")
def loaded_city(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Six halls, 1,226 items, 91 guides, 20,000 residents, the demonstration's accounts; then rolled back."""
    outermost = transaction.atomic()
    outermost._from_testcase = True  # so that durable actions count as outermost, as in a TestCase
    with django_db_blocker.unblock():
        with outermost:
            list(city.load())
            forget_calendar()
            with django_db_blocker.block():
                yield
            transaction.set_rollback(True)
        forget_calendar()


@pytest.fixture
def hall(loaded_city: None, db: None) -> Hall:
    return Hall.objects.get(slug="qiaocheng")


@pytest.fixture
def people(loaded_city: None, db: None) -> dict[str, Actor]:
    """The actors behind the demonstration's accounts, by user name."""
    return {account.username: actor_for(account) for account in Account.objects.all()}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    default = settings.STORAGES["default"]
    settings.STORAGES = settings.STORAGES | {
        "default": default | {"OPTIONS": default["OPTIONS"] | {"location": str(tmp_path / "files")}}
    }
