"""Real items come in with their codes checked: what is odd is told, what is wrong keeps the file out."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from hall.catalogue.loading.items import load_items
from hall.catalogue.loading.words import load_synonyms, load_topics
from hall.catalogue.models import SearchEntry, ServiceItem, Synonym, Topic
from hall.foundation.public import NotLoaded
from hall.identity.public import SYSTEM
from tests.rooms.catalogue.conftest import DATA

ITEMS = "service_items_sc_guangan.csv"
BESIDE = ["topic_rules.csv", "statutory_limits.csv", "sources.json"]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A data directory of one's own, to spoil."""
    for name in [ITEMS, *BESIDE]:
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def rewrite(path: Path, change: Any) -> Path:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_all_real_items_are_loaded_and_a_second_load_changes_nothing(ground: None) -> None:
    load_topics(DATA / "service_topics.csv", actor=SYSTEM)
    first = load_items(DATA / ITEMS, actor=SYSTEM)
    assert (first.added, first.rejected) == (1_135, [])
    again = load_items(DATA / ITEMS, actor=SYSTEM)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1_135)
    assert SearchEntry.objects.count() == 1_135


def test_odd_codes_are_reported_and_loaded_not_dropped(ground: None) -> None:
    report = load_items(DATA / ITEMS, actor=SYSTEM)
    odd = [note for note in report.remarks if note.column == "item_code"]
    assert len(odd) == 20
    assert ServiceItem.objects.filter(catalog_code="").count() == 20


def test_department_codes_are_checked_by_gb_32100(ground: None) -> None:
    report = load_items(DATA / ITEMS, actor=SYSTEM)
    flaws = [note.reason for note in report.remarks if note.column == "dept_uscc"]
    # 1,135 rows: 981 fit, 20 name no department code, 134 are reported: 127 too short or long, 7 misprinted.
    assert len(flaws) == 134
    assert sum("校验位" in flaw for flaw in flaws) == 7


def test_every_fact_of_an_item_says_whose_it_is(ground: None) -> None:
    load_items(DATA / ITEMS, actor=SYSTEM)
    facts = ServiceItem.objects.get(name="取水许可证新办审批").facts
    assert facts["name"]["place"] == "四川省广安市广安区"
    assert facts["topics"]["kind"] == "own"
    assert facts["legal_limit"]["value"] == {"days": 45, "unit": "工作日"}
    assert facts["legal_limit"]["source"] == "《取水许可和水资源费征收管理条例》第十九条"


def test_a_licence_without_a_limit_of_its_own_has_the_general_one(ground: None) -> None:
    load_items(DATA / ITEMS, actor=SYSTEM)
    facts = ServiceItem.objects.get(name="燃气经营许可证新办").facts
    assert facts["legal_limit"]["value"]["days"] == 20
    assert facts["legal_limit"]["source"] == "《行政许可法》第四十二条第一款"
    assert "legal_limit" not in ServiceItem.objects.get(name="教师资格证相关政策咨询").facts


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("item_code", "", "为空或重复"),
        ("name", "", "名称为空"),
        ("type_code", "02", "附录 A.1"),
        ("department", "区占星局", "department_functions.csv"),
        ("theme_derived", "占星", "topic_rules.csv"),
    ],
)
def test_a_wrong_row_keeps_the_file_out(
    ground: None, directory: Path, column: str, value: str, says: str
) -> None:
    def spoil(rows: list[dict[str, str]]) -> None:
        rows[5][column] = value

    with pytest.raises(NotLoaded) as refusal:
        load_items(rewrite(directory / ITEMS, spoil), actor=SYSTEM)
    (note,) = refusal.value.report.rejected
    assert (note.line, note.column) == (7, column)
    assert says in note.reason
    assert not ServiceItem.objects.exists()


def test_a_file_whose_source_nobody_names_is_refused(ground: None, directory: Path) -> None:
    (directory / "sources.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NotLoaded) as refusal:
        load_items(directory / ITEMS, actor=SYSTEM)
    assert "出处" in refusal.value.remedy


def test_topics_and_synonyms_follow_their_files(ground: None, tmp_path: Path) -> None:
    assert load_topics(DATA / "service_topics.csv", actor=SYSTEM).added == 67
    assert Topic.objects.get(code="natural_person/010").name == "户籍办理"
    assert load_synonyms(DATA / "synonyms.csv", actor=SYSTEM).added >= 60
    shorter = tmp_path / "synonyms.csv"
    shorter.write_text("spoken,official,reason\n驾照、驾本,驾驶证,通用俗称\n", encoding="utf-8")
    load_synonyms(shorter, actor=SYSTEM)
    assert set(Synonym.objects.values_list("spoken", flat=True)) == {"驾照", "驾本"}


@pytest.mark.parametrize(
    "row",
    [
        "驾照,驾驶证,",  # no reason
        "驾照、驾照,驾驶证,通用俗称",  # twice the same
        "驾照、,驾驶证,通用俗称",  # an empty saying
        f"{'照' * 41},驾驶证,通用俗称",  # no saying is that long
    ],
)
def test_a_row_of_synonyms_that_is_not_right_is_rejected(ground: None, tmp_path: Path, row: str) -> None:
    path = tmp_path / "synonyms.csv"
    path.write_text(f"spoken,official,reason\n{row}\n", encoding="utf-8")
    with pytest.raises(NotLoaded):
        load_synonyms(path, actor=SYSTEM)
