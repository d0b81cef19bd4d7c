"""Guides come in with the source of every fact; a change makes a new version and leaves the old one be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from hall.catalogue.loading.forms import load_form
from hall.catalogue.loading.guides import load_guides
from hall.catalogue.models import FormDefinition, Guide, GuideMaterial, ServiceItem
from hall.foundation.public import NotLoaded
from hall.identity.public import SYSTEM
from tests.rooms.catalogue.conftest import DATA

GUIDES = "service_guides.json"
BESIDE = ["guide_settings.csv", "held_papers.csv", "statutory_limits.csv", "sources.json"]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name in [GUIDES, *BESIDE]:
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def change_guide(directory: Path, name: str, **changes: Any) -> Path:
    path = directory / GUIDES
    content = json.loads(path.read_text(encoding="utf-8"))
    guide = next(guide for guide in content["guides"] if guide["name"] == name)
    guide.update(changes)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def current(name: str) -> Guide:
    return Guide.objects.get(item__name=name, item__has_guide=True, is_current=True)


def test_every_guide_is_loaded_with_its_papers(catalogue: None) -> None:
    assert Guide.objects.filter(is_current=True).count() == 91
    assert GuideMaterial.objects.count() == 501
    assert GuideMaterial.objects.exclude(replaced_by="").count() == 107
    assert ServiceItem.objects.filter(is_online=True).count() == 87


def test_a_second_load_changes_nothing(catalogue: None) -> None:
    report = load_guides(DATA / GUIDES, actor=SYSTEM)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 91)
    assert Guide.objects.count() == 91


def test_a_changed_guide_becomes_a_new_version(catalogue: None, directory: Path) -> None:
    before = current("失业登记")
    report = load_guides(change_guide(directory, "失业登记", promise_limit=2), actor=SYSTEM)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 90)
    after = current("失业登记")
    assert (before.version, after.version, after.promise_limit_days) == (1, 2, 2)
    before.refresh_from_db()
    assert (before.is_current, before.promise_limit_days) == (False, 5)
    assert before.materials.count() == after.materials.count() == 1


def test_a_paper_keeps_its_key_wherever_it_moves(catalogue: None, directory: Path) -> None:
    before = dict(current("居住证申领").materials.values_list("title", "key"))
    guides = json.loads((directory / GUIDES).read_text(encoding="utf-8"))["guides"]
    first, *rest = next(guide["materials"] for guide in guides if guide["name"] == "居住证申领")
    added = first | {"title": "居住登记凭证"}
    load_guides(change_guide(directory, "居住证申领", materials=[added, *rest, first]), actor=SYSTEM)
    after = dict(current("居住证申领").materials.values_list("title", "key"))
    assert after.pop("居住登记凭证") == f"m{len(before) + 1:02d}"
    assert after == before


def test_every_fact_says_whose_it_is(catalogue: None) -> None:
    for guide in Guide.objects.all():
        for key, said in guide.facts.items():
            assert said["source"], (guide, key)
            assert said["place"] == "湖南省" or said.get("kind") in {"law", "own"}, (guide, key)


def test_contradictions_are_kept_and_marked(catalogue: None) -> None:
    fact = current("老年人福利补贴").facts["legal_limit"]
    assert fact["value"]["days"] == 30
    assert "没有规定时限" in fact["doubt"]
    assert "收费说明" in current("小学教师资格认定").facts["fee"]["doubt"]


def test_a_shorter_limit_of_law_binds(catalogue: None) -> None:
    guide = current("建设工程质量安全监督手续办理并核发建筑工程施工许可证")
    assert (guide.legal_limit_days, guide.legal_limit_source) == (7, "《建筑法》第八条")
    assert guide.facts["legal_limit"]["value"]["days"] == 15
    assert "从短" in guide.facts["legal_limit"]["doubt"]


def test_a_promise_longer_than_the_law_is_shown_but_never_binds(catalogue: None, directory: Path) -> None:
    load_guides(change_guide(directory, "《食品经营许可证》新办", promise_limit=30), actor=SYSTEM)
    guide = current("《食品经营许可证》新办")
    assert (guide.legal_limit_days, guide.promise_limit_days) == (10, 10)
    assert guide.facts["promise_limit"]["value"]["days"] == 30
    assert guide.facts["promise_limit"]["doubt"]


def test_an_item_of_another_list_that_is_the_same_points_to_the_one_with_the_guide(catalogue: None) -> None:
    twins = ServiceItem.objects.exclude(same_as=None)
    assert twins.count() == 44
    twin = twins.get(name="个体工商户设立登记")
    assert twin.same_as is not None
    assert twin.same_as.code == "000131004000-01"


def test_every_guide_has_a_form_and_reviewers_that_every_hall_has(catalogue: None) -> None:
    for guide in Guide.objects.select_related("form"):
        assert guide.form is not None
        assert guide.review_functions
    licences = Guide.objects.filter(item__item_type="01")
    in_parallel = sum(len(guide.review_functions) > 1 for guide in licences)
    assert in_parallel / licences.count() > 0.6


@pytest.mark.parametrize(
    ("changes", "column"),
    [({"type": "占星"}, "type"), ({"materials": None}, "materials"), ({"dept": "占星部门"}, "dept")],
)
def test_a_wrong_guide_keeps_the_file_out_and_is_named_by_its_line(
    catalogue: None, directory: Path, changes: dict[str, Any], column: str
) -> None:
    path = change_guide(directory, "失业登记", **changes)
    line = 1 + path.read_text(encoding="utf-8").split('"name": "失业登记"')[0].count("\n")
    with pytest.raises(NotLoaded) as refusal:
        load_guides(path, actor=SYSTEM)
    (note,) = refusal.value.report.rejected
    assert (note.line, note.column) == (line, column)
    assert "失业登记" in note.reason
    assert Guide.objects.count() == 91


def test_another_file_is_told_apart(ground: None, directory: Path) -> None:
    (directory / GUIDES).write_text("[]", encoding="utf-8")
    with pytest.raises(NotLoaded, match="不是办事指南文件"):
        load_guides(directory / GUIDES, actor=SYSTEM)


def test_a_changed_form_is_a_new_version_and_its_guides_follow(catalogue: None, tmp_path: Path) -> None:
    content = json.loads((DATA / "forms/unemployment.json").read_text(encoding="utf-8"))
    content["title"] = "失业登记表"
    path = tmp_path / "unemployment.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert load_form(path, actor=SYSTEM).changed == 1
    assert load_form(path, actor=SYSTEM).unchanged == 1
    assert FormDefinition.objects.filter(slug="unemployment").count() == 2
    assert load_guides(DATA / GUIDES, actor=SYSTEM).changed == 1
    form = current("失业登记").form
    assert form is not None
    assert form.version == 2
