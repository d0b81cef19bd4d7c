"""A situation is told once, may be told otherwise, and decides what is asked; nothing typed is lost by it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hall.applications.actions.drafts import discard_draft, save_answers, start_draft
from hall.applications.actions.filing import submit_application
from hall.applications.actions.holding import Incomplete, Stale
from hall.applications.actions.situation import choose_situation
from hall.applications.models import Application
from hall.applications.queries import Sheet, filed, sheet
from hall.catalogue.models import SituationTable
from hall.foundation.public import Invalid, now
from tests.calling import Caller, problem
from tests.rooms.applications.conftest import City
from tests.rooms.applications.pages.conftest import body

pytestmark = pytest.mark.django_db

TABLE: dict[str, Any] = {
    "guide": "X",
    "source": "测试",
    "as_of": "2026-11",
    "papers": {"lease": "租赁合同", "photo": "照片"},
    "questions": [
        {
            "key": "place",
            "title": "场所是谁的",
            "options": [{"key": "rent", "label": "租的"}, {"key": "own", "label": "自己的"}],
        },
        {
            "key": "kind",
            "title": "做什么",
            "options": [{"key": "hot", "label": "热食"}, {"key": "packed", "label": "只卖预包装"}],
        },
    ],
    "tables": [
        {
            "title": "场所",
            "questions": ["place"],
            "basis": "测试",
            "rows": [
                {"when": {"place": ["rent"]}, "then": {"needs": ["lease"], "demands": ["note"]}},
                {"when": {"place": ["own"]}, "then": {"asks": ["opened"], "needs": ["photo"]}},
            ],
        },
        {
            "title": "种类",
            "questions": ["kind"],
            "basis": "测试",
            "rows": [
                {"when": {"kind": ["hot"]}, "then": {"fills": {"sex": "女"}, "steps": ["先装排烟管。"]}},
                {"when": {"kind": ["packed"]}, "then": {"ends": "办备案就行。"}},
            ],
        },
    ],
}
RENTS = {"place": "rent", "kind": "hot"}
OWNS = {"place": "own", "kind": "hot"}


@pytest.fixture(autouse=True)
def table(city: City) -> SituationTable:
    return SituationTable.objects.create(
        item=city.item, version=1, is_current=True, published_at=now(), definition=TABLE, digest="x"
    )


def begin(city: City, situation: dict[str, str] | None = None) -> Application:
    draft = start_draft(
        item_code=city.item.code,
        hall_id=city.hall.pk,
        party_id=city.party_id,
        with_held_data=True,
        situation=situation,
        actor=city.mother,
    )
    return Application.objects.get(pk=draft)


def choose(city: City, application: Application, situation: dict[str, str], **more: Any) -> int:
    seen = more.pop("seen", Application.objects.get(pk=application.pk).version)
    return choose_situation(
        application_id=application.pk, answers=situation, seen=seen, actor=city.mother, **more
    )


def type_in(city: City, application: Application, **values: str) -> None:
    seen = Application.objects.get(pk=application.pk).version
    save_answers(
        application_id=application.pk, section="2", values=values, seen=seen, done=True, actor=city.mother
    )


def seen(city: City, application: Application) -> Sheet:
    return sheet(application.pk, city.mother)


def asked(city: City, application: Application) -> tuple[set[str], set[str]]:
    """(papers that are required, fields that are asked)."""
    now_asked = seen(city, application).asked
    return {each.key for each in now_asked.materials if each.required}, {f.key for f in now_asked.fields()}


def hand_in(city: City, application: Application) -> str:
    version = Application.objects.get(pk=application.pk).version
    do: Any = submit_application
    return str(do(application_id=application.pk, seen=version, agreed=True, actor=city.mother, key="k"))


def test_the_situation_decides_which_papers_and_questions_there_are(city: City) -> None:
    papers, fields = asked(city, begin(city, RENTS))
    assert papers == {"card", "lease"}
    assert "opened" not in fields
    note = seen(city, Application.objects.get()).asked.field("note")
    assert note is not None
    assert note.required
    choose(city, Application.objects.get(), OWNS)
    papers, fields = asked(city, Application.objects.get())
    assert papers == {"card", "photo"}
    assert "opened" in fields
    assert "note" not in fields


def test_while_it_is_half_told_nothing_is_demanded_that_may_not_be_needed(city: City) -> None:
    application = begin(city, {"kind": "hot"})
    papers, fields = asked(city, application)
    assert papers == {"card"}
    assert {"opened", "note"} <= fields
    assert seen(city, application).gaps[0].kind == "situation"


def test_what_was_typed_and_uploaded_comes_back_with_its_situation(city: City) -> None:
    application = begin(city, RENTS)
    type_in(city, application, note="靠近学校", area="80", agreed="on")
    city.upload(application)
    choose(city, application, OWNS)
    whole = seen(city, application)
    assert "lease" not in {material.key for material in whole.asked.materials}
    choose(city, application, RENTS)
    whole = seen(city, application)
    assert whole.answers["note"] == "靠近学校"
    assert [file.name for file in whole.files_of("lease")] == ["租赁合同.pdf"]


def test_what_the_situation_answers_by_itself_is_filled_in_and_has_no_other_choice(city: City) -> None:
    application = begin(city, RENTS)
    field = seen(city, application).asked.field("sex")
    assert field is not None
    assert field.options == (("女", "女"),)
    assert application.answers["sex"] == "女"
    save_answers(
        application_id=application.pk,
        section="1",
        values={"sex": "男"},
        seen=application.version,
        done=True,
        actor=city.mother,
    )
    assert "sex" in {gap.key for gap in seen(city, application).gaps}


def test_nothing_is_filed_without_a_situation_or_in_one_that_needs_nothing(city: City) -> None:
    application = city.fill(begin(city))
    with pytest.raises(Incomplete) as refused:
        hand_in(city, application)
    assert "situation" in refused.value.errors
    choose(city, application, {"place": "rent", "kind": "packed"})
    with pytest.raises(Incomplete) as refused:
        hand_in(city, application)
    assert "不用办" in refused.value.errors["situation"]


def test_only_what_the_situation_asks_is_filed_and_the_officer_reads_it(city: City) -> None:
    application = begin(city, OWNS)
    type_in(city, application, opened="2026-01-02", area="80", agreed="on")
    city.upload(application, "lease")
    choose(city, application, RENTS)
    type_in(city, application, note="靠近学校")
    hand_in(city, application)
    application.refresh_from_db()
    assert "opened" not in application.answers, "asked of owners only"
    told = filed(application.pk)
    assert [(each.title, each.answer) for each in told.situation] == [
        ("场所是谁的", "租的"),
        ("做什么", "热食"),
    ]
    assert "photo" not in {material.key for material in told.materials}


def test_a_filed_situation_is_frozen_by_the_database(city: City) -> None:
    application = begin(city, RENTS)
    type_in(city, application, note="靠近学校", area="80", agreed="on")
    city.upload(application)
    hand_in(city, application)
    with pytest.raises(IntegrityError, match="stays as it was filed"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(situation={"place": "own"})


def test_a_draft_keeps_the_table_it_began_with(city: City, table: SituationTable) -> None:
    application = begin(city, RENTS)
    SituationTable.objects.filter(pk=table.pk).update(is_current=False)
    assert asked(city, application)[0] == {"card", "lease"}
    assert choose(city, application, OWNS)


def test_an_item_whose_table_comes_later_asks_nothing_of_older_drafts(
    city: City, table: SituationTable
) -> None:
    table.delete()
    application = begin(city, RENTS)
    assert application.situation == {}
    assert seen(city, application).asking is None
    assert asked(city, application)[0] == {"card", "lease"}


def test_of_two_devices_that_tell_otherwise_the_second_is_asked(city: City) -> None:
    application = begin(city, RENTS)
    version = application.version
    choose(city, application, OWNS, seen=version)
    with pytest.raises(Stale) as stale:
        choose(city, application, {"place": "rent", "kind": "packed"}, seen=version)
    assert stale.value.stored == OWNS
    assert choose(city, application, OWNS, seen=version), "the same on both is no quarrel"


def test_a_discarded_draft_forgets_the_situation(city: City) -> None:
    application = begin(city, RENTS)
    discard_draft(application_id=application.pk, actor=city.mother)
    application.refresh_from_db()
    assert application.situation == {}


def test_a_program_is_told_of_answers_that_fit_no_question(city: City) -> None:
    with pytest.raises(Invalid) as refused:
        choose(city, begin(city), {"place": "moon"}, strict=True)
    assert set(refused.value.errors) == {"place"}


def test_what_was_chosen_on_the_guide_is_taken_along(city: City) -> None:
    client, url = city.client(), reverse("applications:start", args=[city.item.code])
    page = body(client.get(url, {"hall": "bozhou", "s-place": "rent", "s-kind": "hot"}))
    assert "场所是谁的：租的" in page
    assert '<input type="hidden" name="s-place" value="rent">' in page
    answers = {"hall": "bozhou", "s-place": "rent", "s-kind": "hot", "party": str(city.party_id)}
    half = client.post(url, answers)
    assert "s-place=rent" in half["Location"], "it survives an error, too"
    answer = client.post(url, answers | {"known": "held"})
    application = Application.objects.get()
    assert application.situation == RENTS
    assert answer["Location"] == reverse("applications:draft", args=[application.pk])
    tasks = body(client.get(answer["Location"]))
    assert "场所是谁的：租的；做什么：热食" in tasks
    assert "先装排烟管。" in tasks


def test_whoever_has_told_nothing_is_asked_first(city: City) -> None:
    client, url = city.client(), reverse("applications:start", args=[city.item.code])
    answer = client.post(url, {"hall": "bozhou", "party": str(city.party_id), "known": "held"})
    here = reverse("applications:situation", args=[Application.objects.get().pk])
    assert answer["Location"] == here
    page = body(client.get(here))
    assert "场所是谁的" in page
    half = client.post(here, {"seen": "1", "s-place": "own"}, follow=True)
    assert "还有问题没有回答" in body(half)
    assert 'id="s-place-own" value="own" checked' in body(half), "what was chosen stays chosen"
    version = str(Application.objects.get().version)
    done = client.post(here, {"seen": version, "s-place": "own", "s-kind": "hot"}, follow=True)
    assert "情形已保存" in body(done)


def test_whoever_needs_nothing_is_told_so_on_the_page(city: City) -> None:
    application = begin(city)
    here = reverse("applications:situation", args=[application.pk])
    sent = {"seen": str(application.version), "s-place": "own", "s-kind": "packed"}
    answer = city.client().post(here, sent, follow=True)
    assert "办备案就行。" in body(answer)


def test_the_second_device_sees_what_the_first_chose(city: City) -> None:
    application = begin(city, RENTS)
    choose(city, application, OWNS)
    here = reverse("applications:situation", args=[application.pk])
    answer = city.client().post(here, {"seen": "1", "s-place": "rent", "s-kind": "packed"}, follow=True)
    assert "刚刚改过情形" in body(answer)
    assert Application.objects.get().situation == OWNS


def test_the_review_page_shows_the_situation_and_a_way_to_change_it(city: City) -> None:
    application = begin(city, RENTS)
    page = body(city.client().get(reverse("applications:review", args=[application.pk])))
    assert "场所是谁的" in page
    assert reverse("applications:situation", args=[application.pk]) in page


def test_a_stranger_may_not_tell_anothers_situation(city: City) -> None:
    here = reverse("applications:situation", args=[begin(city, RENTS).pk])
    assert city.client(city.stranger_account).get(here).status_code == 404


def test_an_item_without_situations_has_no_such_page(city: City, table: SituationTable) -> None:
    table.delete()
    application = begin(city)
    answer = city.client().get(reverse("applications:situation", args=[application.pk]))
    assert answer["Location"] == reverse("applications:draft", args=[application.pk])


def test_a_program_begins_with_a_situation_and_changes_it(city: City) -> None:
    caller = Caller(city.mother_account)
    start = {"item": city.item.code, "hall": "bozhou", "situation": {"place": "rent"}}
    begun = caller.call("POST", "applications", start)
    told = begun.json()
    assert (told["situation"], told["situation_complete"]) == ({"place": "rent"}, False)
    assert "situation" in {gap["kind"] for gap in told["gaps"]}
    path = f"{begun.headers['Location']}/situation"
    sent = {"If-Match": begun.headers["ETag"]}
    changed = caller.call("PUT", path, {"situation": OWNS}, **sent)
    assert changed.json()["situation_complete"]
    assert {each["key"] for each in changed.json()["materials"]} == {"card", "photo", "form"}
    assert problem(caller.call("PUT", path, {"situation": RENTS}, **sent))[0] in {409, 412}
    fresh = {"If-Match": changed.headers["ETag"]}
    assert problem(caller.call("PUT", path, {"situation": {"colour": "red"}}, **fresh))[0] == 422
