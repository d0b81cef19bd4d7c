"""A city with its whole catalogue, loaded once for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from hall.catalogue.loading.forms import load_form
from hall.catalogue.loading.guides import load_guides
from hall.catalogue.loading.items import load_items
from hall.catalogue.loading.words import load_synonyms, load_topics
from hall.identity.public import SYSTEM
from hall.places.loading.divisions import load_divisions
from hall.places.loading.halls import load_departments, load_halls

DATA = Path(__file__).parents[3] / "data"


def load_city_ground() -> None:
    load_divisions(DATA / "divisions_china_county.csv", actor=SYSTEM)
    load_divisions(DATA / "divisions_bozhou.csv", actor=SYSTEM)
    load_halls(DATA / "bozhou/halls.csv", actor=SYSTEM)
    load_departments(DATA / "bozhou/department_functions.csv", actor=SYSTEM)


def load_catalogue() -> None:
    load_topics(DATA / "service_topics.csv", actor=SYSTEM)
    load_synonyms(DATA / "synonyms.csv", actor=SYSTEM)
    for path in sorted((DATA / "forms").glob("*.json")):
        load_form(path, actor=SYSTEM)
    load_items(DATA / "service_items_sc_guangan.csv", actor=SYSTEM)
    load_guides(DATA / "service_guides.json", actor=SYSTEM)


@pytest.fixture
def ground(db: Any) -> None:
    """Divisions, halls and departments, and no item yet."""
    load_city_ground()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everything that `hall load` brings, once for a module; each test's changes are undone after it."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # as Django's own TestCase: actions may be durable inside it
        with outer:
            load_city_ground()
            load_catalogue()
            yield
            transaction.set_rollback(True)


@pytest.fixture
def catalogue(loaded: None, db: Any) -> None:
    """A city with its whole catalogue."""
