"""What is noted of searches, and the desk where synonyms are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from hall.catalogue.actions.noting import forget_old_notes, note_search
from hall.catalogue.actions.wording import add_synonym, change_synonym, retire_synonym, take_up_synonym
from hall.catalogue.loading.words import load_synonyms
from hall.catalogue.models import SearchNote, Synonym
from hall.catalogue.public import search
from hall.catalogue.queries.wording import Tab, unanswered
from hall.catalogue.tasks import reindex_words
from hall.foundation.public import Conflict, Invalid, NotFound, Refused, history_of, today
from hall.identity.public import SYSTEM, Account, Actor
from tests.rooms.catalogue.conftest import DATA
from tests.rooms.catalogue.officers import officer

pytestmark = pytest.mark.usefixtures("catalogue")

CARD = "002014010001-02"  # 社会保障卡申领
WORDS = "小蓝卡"


@pytest.fixture
def manager(catalogue: None) -> Actor:
    return officer("words", "item_manager")


@pytest.fixture
def at_desk(client: Client, manager: Actor) -> Client:
    client.force_login(Account.objects.get(pk=manager.account_id))
    return client


def test_what_is_typed_is_counted_by_day_and_never_by_whom() -> None:
    assert {field.name for field in SearchNote._meta.get_fields()} == {
        "id", "query", "day", "kind", "item", "rank", "times",
    }  # fmt: skip
    assert note_search("asked", "　社保卡 ")
    assert note_search("asked", "社保卡")
    assert list(SearchNote.objects.values_list("query", "kind", "times")) == [("社保卡", "asked", 2)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("我的号码 13812345678 补卡", "我的号码 补卡"),
        ("341602199001011234 社保", "社保"),
        ("34160219900101123X 社保", "社保"),
        ("6222020200112233445", ""),
        ("１３８１２３４５６７８ 查询", "查询"),
        ("80岁补贴", "80岁补贴"),
        ("身分證", "身分证"),
    ],
)
def test_numbers_that_tell_who_it_is_are_not_kept(typed: str, kept: str) -> None:
    assert note_search("asked", typed) is bool(kept)
    assert [note.query for note in SearchNote.objects.all()] == ([kept] if kept else [])


def test_notes_are_forgotten_after_the_days_of_the_setting() -> None:
    note_search("asked", "社保卡")
    SearchNote.objects.update(day=today() - timedelta(days=31))
    with override_settings(HALL_SEARCH_NOTES_DAYS=31):
        assert forget_old_notes() == 0
    with override_settings(HALL_SEARCH_NOTES_DAYS=30):
        assert forget_old_notes() == 1


def test_a_page_tells_and_nothing_else_is_believed(client: Client) -> None:
    told = {"kind": "opened", "q": "社保卡", "code": CARD, "rank": "4"}
    assert client.post("/search/noted/", told).status_code == 204
    assert client.post("/search/noted/", {**told, "code": "no such item"}).status_code == 204
    assert client.post("/search/noted/", {**told, "kind": "missed"}).status_code == 204
    assert client.post("/search/noted/", {**told, "rank": "x", "kind": "asked"}).status_code == 204
    elsewhere = client.post("/search/noted/", told, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert set(SearchNote.objects.values_list("kind", "rank", "times")) == {("opened", 4, 1), ("asked", 0, 1)}


def test_not_what_i_sought_works_without_a_script(client: Client) -> None:
    page = client.get("/search/", {"q": "社保卡"}).content.decode()
    assert 'action="/search/missed/"' in page
    assert f'data-code="{CARD}"' in page
    thanks = client.post("/search/missed/", {"q": "社保卡"}, follow=True)
    assert "记下了" in thanks.content.decode()
    assert SearchNote.objects.get().kind == "missed"


def test_the_queue_tells_what_found_badly_and_suggests_what_was_opened_in_the_end() -> None:
    for kind, words in (("nothing", WORDS), ("nothing", WORDS), ("asked", "登记"), ("missed", "证")):
        note_search(kind, words)
    note_search("meant", WORDS, code=CARD)
    (row,) = unanswered(Tab.NOTHING)
    assert (row.query, row.nothing, row.suggested, row.suggested_times) == (WORDS, 2, "社会保障卡申领", 1)
    assert [row.query for row in unanswered(Tab.UNOPENED)] == ["登记"]
    assert [row.query for row in unanswered(Tab.MISSED)] == ["证"]
    assert [row.query for row in unanswered(Tab.SUGGESTED)] == [WORDS]
    note_search("opened", "登记", code=CARD, rank=1)
    assert unanswered(Tab.UNOPENED) == []


def test_a_word_is_added_changed_retired_and_taken_up_with_reasons(manager: Actor) -> None:
    assert "社会保障卡申领" not in [item.name for item in search(WORDS).items]
    made = add_synonym(spoken=WORDS, official="社会保障卡", reason="卡是蓝色的", actor=manager)
    reindex_words()
    assert search(WORDS).items[0].name == "社会保障卡申领"
    change_synonym(synonym_id=made, spoken=WORDS, official="社会保障卡申领", reason="更准", actor=manager)
    retire_synonym(synonym_id=made, reason="没人这么说", actor=manager)
    reindex_words()
    assert "社会保障卡申领" not in [item.name for item in search(WORDS).items]
    take_up_synonym(synonym_id=made, reason="还是有人说", actor=manager)
    told = history_of(Synonym.objects.get(pk=made).chain)
    assert [fact.action.rpartition(".")[2] for fact in told] == ["add", "change", "retire", "take_up"]
    assert [fact.summary["reason"] for fact in told] == ["卡是蓝色的", "更准", "没人这么说", "还是有人说"]
    assert {fact.actor_name for fact in told} == {"words"}


def test_what_is_not_right_is_said_field_by_field(manager: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        add_synonym(spoken="！", official="没有这样的事项", reason=" ", actor=manager)
    assert refused.value.errors.keys() == {"spoken", "official", "reason"}
    with pytest.raises(Conflict):
        add_synonym(spoken="社保卡", official="社会保障卡", reason="又一次", actor=manager)
    with pytest.raises(NotFound):
        retire_synonym(synonym_id=10**9, reason="x", actor=manager)
    known = Synonym.objects.get(spoken="社保卡", official="社会保障卡")
    with pytest.raises(Invalid):
        retire_synonym(synonym_id=known.pk, reason=" ", actor=manager)
    with pytest.raises(Conflict):
        take_up_synonym(synonym_id=known.pk, reason="x", actor=manager)


def test_only_item_managers_keep_words(client: Client) -> None:
    clerk = officer("clerk", "window_clerk")
    with pytest.raises(Refused):
        add_synonym(spoken=WORDS, official="社会保障卡", reason="x", actor=clerk)
    assert client.get("/desk/words/").status_code == 302
    client.force_login(Account.objects.get(pk=clerk.account_id))
    assert client.get("/desk/words/").status_code == 403


def test_what_the_desk_decided_outlives_a_load_of_the_file(manager: Actor) -> None:
    add_synonym(spoken=WORDS, official="社会保障卡", reason="卡是蓝色的", actor=manager)
    known = Synonym.objects.get(spoken="社保卡", official="社会保障卡")
    retire_synonym(synonym_id=known.pk, reason="试一试", actor=manager)
    report = load_synonyms(DATA / "synonyms.csv", actor=SYSTEM)
    assert (report.added, report.changed) == (0, 0)
    assert Synonym.objects.filter(spoken=WORDS).exists()
    known.refresh_from_db()
    assert (known.is_retired, known.reason) == (True, "试一试")


def test_the_desk_leads_from_the_queue_to_the_word(at_desk: Client) -> None:
    note_search("nothing", WORDS)
    note_search("meant", WORDS, code=CARD)
    queue = at_desk.get("/desk/words/").content.decode()
    assert "/desk/words/synonyms/new/?spoken=%E5%B0%8F%E8%93%9D%E5%8D%A1&amp;official=" in queue
    form = at_desk.get("/desk/words/synonyms/new/", {"spoken": WORDS, "official": "社会保障卡申领"})
    assert f'value="{WORDS}"' in form.content.decode()
    wrong = at_desk.post(
        "/desk/words/synonyms/new/", {"spoken": WORDS, "official": "社会保障卡", "reason": ""}
    )
    assert wrong.status_code == 422
    assert f'value="{WORDS}"' in wrong.content.decode()  # nothing typed is lost
    told = {"spoken": WORDS, "official": "社会保障卡", "reason": "卡是蓝色的"}
    saved = at_desk.post("/desk/words/synonyms/new/", told, follow=True).content.decode()
    assert "卡是蓝色的" in saved
    assert WORDS not in at_desk.get("/desk/words/").content.decode()
    known = Synonym.objects.get(spoken=WORDS)
    at_desk.post(f"/desk/words/synonyms/{known.pk}/", {**told, "reason": "没人说", "deed": "retire"})
    known.refresh_from_db()
    assert known.is_retired
    assert at_desk.get("/desk/words/synonyms/9999999/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/desk/words/", "/desk/words/?tab=suggested", "/desk/words/synonyms/?q=卡"]
)
def test_pages_of_words_cost_the_same_however_much_there_is(
    at_desk: Client, address: str, django_assert_max_num_queries
) -> None:
    for number in range(12):
        note_search("nothing", f"{WORDS}{'一' * number}")
    with django_assert_max_num_queries(12):
        assert at_desk.get(address).status_code == 200
