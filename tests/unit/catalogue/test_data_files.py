"""The files this city adds say only what can be shown: every limit quotes a sentence of its law."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"
NUMERALS = {1: "一", 2: "二", 3: "三", 7: "七", 20: "二十", 30: "三十", 60: "六十"}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ITEM_NAMES = {row["name"] for row in rows("service_items_sc_guangan.csv")}
GUIDES = json.loads((DATA / "service_guides.json").read_text(encoding="utf-8"))["guides"]
NAMES = ITEM_NAMES | {guide["name"] for guide in GUIDES}


@pytest.mark.parametrize("limit", rows("statutory_limits.csv"), ids=lambda row: row["items"][:30])
def test_a_statutory_limit_quotes_its_law_and_names_items_there_are(limit: dict[str, str]) -> None:
    known = {
        (row["law"], row["version_date"], row["article"], row["sentence"])
        for row in rows("statutory_time_limits.csv")
    }
    assert (limit["law"], limit["version_date"], limit["article"], limit["sentence"]) in known
    days = int(limit["days"])
    assert str(days) in limit["sentence"] or NUMERALS[days] in limit["sentence"] or limit["unit"] == "月"
    assert any(re.search(limit["items"], name) for name in NAMES)


def test_only_one_statutory_limit_names_an_item() -> None:
    patterns = [row["items"] for row in rows("statutory_limits.csv")]
    twice = [name for name in NAMES if sum(bool(re.search(pattern, name)) for pattern in patterns) > 1]
    assert twice == []


def test_every_guide_is_set_up_once_and_by_its_name() -> None:
    settings = {row["guide"]: row["name"] for row in rows("guide_settings.csv")}
    assert len(settings) == len(GUIDES) == 91
    assert sorted(settings.values()) == sorted(guide["name"] for guide in GUIDES)


def test_papers_held_are_papers_asked_for() -> None:
    asked = {paper["title"] for guide in GUIDES for paper in guide["materials"]}
    assert {row["title"] for row in rows("held_papers.csv")} <= asked


def test_there_are_synonyms_enough_each_with_its_reason_and_a_name_to_lead_to() -> None:
    synonyms = rows("synonyms.csv")
    assert len(synonyms) >= 80
    called = NAMES | {row["main_item"] for row in rows("service_items_sc_guangan.csv")}
    called |= {guide.get("result") or "" for guide in GUIDES}
    called |= {row["function"] for row in rows("bozhou/department_functions.csv")}
    called |= {row["name"] for row in rows("service_topics.csv")}
    lost = [
        row["spoken"]
        for row in synonyms
        if not any(all(part in name for part in row["official"].split()) for name in called)
    ]
    assert lost == []
    assert all(row["reason"] for row in synonyms)


def test_forms_replace_only_papers_their_guides_ask_for() -> None:
    asked: dict[str, set[str]] = {}
    for guide in GUIDES:
        code = f"{guide.get('catalog_code')}-{guide.get('yw_code')}"
        asked[code] = {paper["title"] for paper in guide["materials"]}
    for path in (DATA / "forms").glob("*.json"):
        form = json.loads(path.read_text(encoding="utf-8"))
        titles = set().union(*(asked[code] for code in form.get("guides", ())))
        assert set(form.get("replaces", ())) <= titles, path.name
