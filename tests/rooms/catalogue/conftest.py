"""A city with its whole catalogue, loaded once for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from hall.catalogue.lifecycle import State
from hall.catalogue.loading.forms import load_form
from hall.catalogue.loading.guides import load_guides
from hall.catalogue.loading.items import load_items
from hall.catalogue.loading.words import load_synonyms, load_topics
from hall.catalogue.models import Guide, ImplementingItem, LocalVersion, Office, ServiceItem
from hall.foundation.public import now, today
from hall.identity.public import SYSTEM
from hall.places.loading.divisions import load_divisions
from hall.places.loading.halls import load_departments, load_halls
from hall.places.public import hall_by_slug
from hall.standards import credit_code

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


FOOD_LICENCE = "000131024000-01"


def revised(guide: Guide, **said: Any) -> Guide:
    """The next version of a guide, taken over whole with other values, as a load would bring it."""
    facts = {
        key: {**guide.facts.get(key, guide.facts["name"]), "value": value} for key, value in said.items()
    }
    papers = list(guide.materials.all())
    Guide.objects.filter(pk=guide.pk).update(
        state=State.SUPERSEDED, is_current=False, effective_until=today()
    )
    number, guide.pk, guide._state.adding = guide.version + 1, None, True
    guide.version, guide.state, guide.is_current = number, State.DRAFT, False
    guide.facts, guide.published_at, guide.effective_from = guide.facts | facts, now(), today()
    guide.save()
    for paper in papers:
        paper.pk, paper._state.adding, paper.guide = None, True, guide
        paper.save()
    Guide.objects.filter(pk=guide.pk).update(state=State.PUBLISHED, is_current=True)
    return Guide.objects.get(pk=guide.pk)


SAID_HERE = {"source": "本地实施清单", "place": "安徽省亳州市利辛县", "as_of": "2026-11"}


def heir(code: str = FOOD_LICENCE, slug: str = "lixin", **said: Any) -> ImplementingItem:
    """The item as a county does it, with what it says otherwise in force from today."""
    hall = hall_by_slug(slug)
    office, _ = Office.objects.get_or_create(
        division_id=hall.division_id,
        function="市场监管",
        defaults={
            "name": "利辛县市场监督管理局",
            "credit_code": credit_code.build("11", "349923", f"MB{hall.division_id[:6]}"),
            "level": "4",
            "facts": {
                "address": {"value": "利辛县人民路 1 号", **SAID_HERE},
                "windows": {"value": [{"window": "3 号窗口"}], **SAID_HERE},
            },
            "changed_at": now(),
        },
    )
    implementing = ImplementingItem.objects.create(
        code=f"{office.credit_code}4{code.replace('-', '')}",
        item=ServiceItem.objects.get(code=code),
        office=office,
        division_id=hall.division_id,
        changed_at=now(),
    )
    LocalVersion.objects.create(
        implementing=implementing, version=1, state="published", effective_from=today(), published_at=now(),
        digest="x", facts={key: {"value": value, **SAID_HERE} for key, value in said.items()},
    )  # fmt: skip
    return implementing


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
