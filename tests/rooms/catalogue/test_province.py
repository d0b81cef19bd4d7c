"""A province made by inheritance: the same whenever it is made, in one go or in two, and lawful."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction

from hall.catalogue.loading.province import load as loading
from hall.catalogue.loading.province.draws import chance, draw
from hall.catalogue.loading.province.load import figures, load_province
from hall.catalogue.models import ImplementingItem, LoadedPart, LocalVersion, Office, ServiceItem
from hall.catalogue.queries.applied import applied, local_by_code
from hall.catalogue.rules.facts import is_elsewhere
from hall.catalogue.rules.overrides import flaws_of_overrides
from hall.foundation.public import Refused
from hall.identity.public import SYSTEM
from hall.standards import credit_code
from tests.rooms.catalogue.conftest import DATA

pytestmark = pytest.mark.usefixtures("catalogue")
PARTS = 3  # the province's own departments, the home city with its counties, and one city more


@pytest.fixture
def described(tmp_path: Path) -> Path:
    """The province as far as Bozhou has it: few towns' items, so that it is small."""
    said = json.loads((DATA / "anhui/province.json").read_text(encoding="utf-8"))
    said |= {"places": 5, "zones": 1, "town_items": 6, "village_items": said["village_items"][:1]}
    (tmp_path / "departments.csv").write_bytes((DATA / "anhui/departments.csv").read_bytes())
    path = tmp_path / "province.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def load(path: Path, parts: int | None = None) -> list[tuple[int, int, int]]:
    reports = load_province(path, actor=SYSTEM, parts=parts)
    return [(report.added, report.changed, report.unchanged) for report in reports]


def stored() -> list[tuple[Any, ...]]:
    """Everything of the heirs but when they came in, and the numbers the database gave them."""
    rows = ImplementingItem.objects.order_by("code").values_list(
        "code", "item__code", "office__credit_code", "division", "name", "versions__facts"
    )
    return list(rows)


def test_every_place_has_its_offices_and_every_heir_its_code(described: Path) -> None:
    counts = load(described)
    found = figures(described)
    assert len(counts) == PARTS + 1  # and the index
    assert sum(added for added, _, _ in counts[:PARTS]) == found["heirs"] == ImplementingItem.objects.count()
    assert (found["cities_and_counties"], found["zones"]) == (5, 1)
    assert found["provincial_departments"] == 43
    assert (found["towns"], found["villages"]) == (95, 1360)  # one of the 96 town codes is the zone's
    for office in Office.objects.all()[:200]:
        assert credit_code.is_valid(office.credit_code)
        assert credit_code.is_demo(office.credit_code)
        assert office.is_demo
    for heir in ImplementingItem.objects.select_related("office", "item")[:200]:
        assert (heir.code[:18], heir.code[18]) == (heir.office.credit_code, heir.office.level)
        assert len(heir.code) in {31, 33}
        assert heir.implementing_code.endswith(heir.item.catalog_code[:12])


def test_loading_again_changes_nothing(described: Path) -> None:
    first = load(described)
    before = stored()
    assert load(described) == [(0, 0, added) for added, _, _ in first[:PARTS]]
    LoadedPart.objects.all().delete()
    again = load(described)
    assert [counts[:2] for counts in again] == [(0, 0)] * (PARTS + 1)
    assert stored() == before


def test_a_load_that_was_cut_off_goes_on_where_it_was(
    described: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_stretch = transaction.atomic()
    at_a_stretch._from_testcase = True  # so that parts may be durable inside it
    with at_a_stretch:
        load(described)
        whole = stored()
        transaction.set_rollback(True)

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    load(described, parts=1)
    done = ImplementingItem.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(loading, "_note", die)
        with pytest.raises(KeyboardInterrupt):
            load(described)
    assert ImplementingItem.objects.count() == done
    counts = load(described)
    assert counts[0] == (0, 0, done)
    assert stored() == whole


def test_another_plan_ends_what_it_no_longer_has(described: Path) -> None:
    load(described)
    said = json.loads(described.read_text(encoding="utf-8"))
    described.write_text(json.dumps(said | {"village_items": []}), encoding="utf-8")
    load(described)
    in_villages = ImplementingItem.objects.filter(office__level="6")
    assert in_villages.exists()
    assert not in_villages.filter(ended_at=None).exists()


def test_what_places_say_otherwise_is_lawful_and_says_that_it_is_invented(described: Path) -> None:
    load(described)
    versions = LocalVersion.objects.select_related("implementing__item", "implementing__office")[:300]
    assert len(versions) == 300
    for version in versions:
        heir = version.implementing
        guide = heir.item.guides.filter(is_current=True).first()
        basic = {**heir.item.facts, **(guide.facts if guide else {}), **heir.office.facts}
        musts = dict(guide.materials.values_list("key", "must")) if guide else {}
        assert flaws_of_overrides(version.facts, basic, musts) == {}, heir.code
        for fact in version.facts.values():
            assert fact["kind"] == "demo"
            assert "演示" in fact["source"]
            assert fact["place"].startswith("安徽省")


def test_an_heir_reads_as_its_item_with_its_own_office(described: Path) -> None:
    load(described)
    promising = ImplementingItem.objects.filter(versions__facts__has_key="promise_limit")
    heir = promising.filter(office__level="4").first()
    assert heir is not None
    local = local_by_code(heir.code)
    assert local is not None
    item = ServiceItem.objects.get(pk=heir.item_id)
    here = applied(item, item.guides.filter(is_current=True).first(), local)
    assert here.facts["promise_limit"].tier == "local"
    assert here.facts["address"].tier == "office"
    assert not is_elsewhere(dict(here.facts["address"].fact), "安徽省")


def test_nothing_invented_is_loaded_in_production(described: Path, settings: LazySettings) -> None:
    settings.HALL_MODE = "production"
    with pytest.raises(Refused):
        load(described)


def test_draws_depend_on_their_words_alone() -> None:
    assert draw("a", "b") == draw("a", "b") != draw("b", "a")
    hundred: Iterator[bool] = (chance(30, str(number)) for number in range(1000))
    assert 250 < sum(hundred) < 350
    assert draw("安徽") == 2895667934015420381
