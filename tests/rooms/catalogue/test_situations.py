"""Situations on the real catalogue: loaded whole or refused, asked on the guide, told over HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hall.catalogue.loading.situations import load_situations
from hall.catalogue.models import SituationTable
from hall.foundation.public import NotLoaded
from hall.identity.public import SYSTEM
from tests.calling import Caller, problem
from tests.rooms.catalogue.conftest import DATA

pytestmark = pytest.mark.usefixtures("catalogue")
FILES = sorted((DATA / "situations").glob("*.json"))
PERMIT, FOOD = DATA / "situations/residence-permit.json", DATA / "situations/food-operation.json"
PERMIT_PAGE, FOOD_PAGE = "/items/000709111001-02/", "/items/000131024000-01/"
WORKS = {"s-ground": "work", "s-photo": "yes", "s-by": "self"}


def spoilt(tmp_path: Path, spoil: Any) -> Path:
    content = json.loads(PERMIT.read_text(encoding="utf-8"))
    spoil(content)
    path = tmp_path / "table.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def tables() -> None:
    for path in (PERMIT, FOOD):
        load_situations(path, actor=SYSTEM)


def body(page: Any) -> str:
    assert page.status_code == 200
    return str(page.content.decode())


def papers(page: str) -> str:
    """The list of what has to be handed in."""
    return page.partition("<h3>要交的</h3>")[2].partition("</ol>")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_table_of_the_data_is_published_and_loading_again_changes_nothing(path: Path) -> None:
    first, again = load_situations(path, actor=SYSTEM), load_situations(path, actor=SYSTEM)
    assert (first.added, first.changed, first.unchanged) == (1, 0, 0)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert SituationTable.objects.get().is_current


def test_a_changed_table_is_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    load_situations(PERMIT, actor=SYSTEM)
    changed = spoilt(tmp_path, lambda table: table["questions"][0].update(title="您符合哪一条"))
    assert load_situations(changed, actor=SYSTEM).changed == 1
    kept = SituationTable.objects.order_by("version").values_list("version", "is_current")
    assert list(kept) == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("spoil", "column", "reason"),
    [
        (lambda table: table["tables"][0]["rows"].pop(), "gap", "您凭哪一条申领居住证＝在这里连续上学"),
        (
            lambda table: table["tables"][1]["rows"].append({"when": {}, "then": {}}),
            "overlap",
            "身份证照片能直接用吗＝能用",
        ),
        (lambda table: table["papers"].update(m02="证件照"), "unknown", "指南里 m02 是“本人照片”"),
        (
            lambda table: table["tables"][0]["rows"][0]["then"].update(demands=["shoe_size"]),
            "unknown",
            "申请表里没有填写项 shoe_size",
        ),
        (lambda table: table.update(guide="no-such-guide"), "guide", "没有载入过这份指南"),
        (lambda table: table["questions"][0].pop("options"), "questions/0", "options"),
        (lambda table: table["tables"][0].pop("basis"), "tables/0", "basis"),
    ],
)
def test_a_table_with_a_fault_is_refused_and_the_fault_is_named(
    tmp_path: Path, spoil: Any, column: str, reason: str
) -> None:
    with pytest.raises(NotLoaded) as refused:
        load_situations(spoilt(tmp_path, spoil), actor=SYSTEM)
    assert any(note.column == column and reason in note.reason for note in refused.value.report.rejected)
    assert not SituationTable.objects.exists()


def test_the_guide_asks_and_lists_exactly_what_one_situation_needs(tables: None, client: Client) -> None:
    asked = body(client.get(PERMIT_PAGE))
    assert "您凭哪一条申领居住证" in asked
    assert "就业证明材料" not in papers(asked), "it isn't known yet"
    told = body(client.get(PERMIT_PAGE, WORKS))
    assert "就业证明材料" in papers(told)
    assert "居住地住址证明材料" not in papers(told)
    assert "就读证明材料" not in papers(told)
    assert "您的情形不用交" in told
    assert "&amp;s-ground=work&amp;s-photo=yes&amp;s-by=self" in told, "the application takes it along"
    assert 'id="s-ground-work" value="work" checked' in told
    study = body(client.get(PERMIT_PAGE, WORKS | {"s-ground": "study"}))
    assert "就读证明材料" in papers(study)
    assert "就业证明材料" not in papers(study)


def test_what_a_stranger_writes_into_the_address_changes_nothing(tables: None, client: Client) -> None:
    odd = body(client.get(PERMIT_PAGE, {"s-ground": "<b>", "s-colour": "red", "s-": "x"}))
    assert "<b>" not in odd
    assert 'name="s-colour"' not in odd
    assert papers(odd) == papers(body(client.get(PERMIT_PAGE)))


def test_whoever_needs_no_permit_is_told_so_and_not_led_on(tables: None, client: Client) -> None:
    page = body(client.get(FOOD_PAGE, {"s-kind": "packed"}))
    assert "您的情形不用办这个事项" in page
    assert "按这种情形在线办理" not in page
    assert "是否通过网络经营" not in page, "what comes up only for others isn't asked"
    assert "是否通过网络经营" in body(client.get(FOOD_PAGE, {"s-kind": "catering"}))


def test_a_guide_without_a_table_asks_nothing(tables: None, client: Client) -> None:
    assert "先看您的情形" not in body(client.get("/items/000709110001-02/"))


def test_a_page_costs_the_same_whatever_was_answered(
    tables: None, client: Client, django_assert_num_queries: Any
) -> None:
    client.get(PERMIT_PAGE)
    with django_assert_num_queries(10) as few:
        client.get(PERMIT_PAGE)
    with django_assert_num_queries(len(few)):
        client.get(PERMIT_PAGE, WORKS)


def test_the_page_speaks_english_around_the_citys_own_words(tables: None, client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = body(client.get(PERMIT_PAGE, WORKS))
    assert "Your situation first" in page
    assert "Apply online in this situation" in page


def test_programs_read_the_questions_and_have_answers_told(tables: None) -> None:
    guide = Caller().get("items/000709111001-02/guide").json()
    assert [question["key"] for question in guide["situations"]["questions"]] == ["ground", "photo", "by"]
    assert Caller().get("items/000709110001-02/guide").json()["situations"] is None
    address = "items/000709111001-02/situation"
    half = Caller().call("POST", address, {"answers": {"ground": "home"}}).json()
    assert half["next"] == "photo"
    assert half["papers"] == {"m02": "open", "m03": "needed", "m04": "spared", "m05": "spared"}
    answers = {"ground": "home", "photo": "no", "by": "agent", "colour": "red"}
    whole = Caller().call("POST", address, {"answers": answers}).json()
    assert (whole["is_complete"], whole["next"]) == (True, None)
    assert whole["papers"]["m02"] == "needed"
    assert sorted(whole["demanded"]) == ["agent_id", "agent_name"]
    assert whole["fills"] == {"ground": "合法稳定住所", "by_agent": "监护人或近亲属代办"}
    assert "colour" not in whole["answers"]


def test_an_item_without_situations_has_none_to_tell(tables: None) -> None:
    assert problem(Caller().call("POST", "items/000709110001-02/situation", {"answers": {}}))[0] == 404
    assert problem(Caller().call("POST", "items/none/situation", {"answers": {}}))[0] == 404
