"""Handed in once, whole, with a receipt; what was filed stays; one supplement; a way back until decided."""

from __future__ import annotations

import threading
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, OperationalError, connection, transaction

from hall.applications.actions.files import attach_file, choose_paper, remove_file, take_in
from hall.applications.actions.filing import (
    PapersLapsed,
    conclude_application,
    submit_application,
    withdraw_application,
)
from hall.applications.actions.holding import Incomplete, Stale
from hall.applications.actions.supplements import file_supplement, open_supplement, save_supplement
from hall.applications.events import ApplicationSubmitted, ApplicationWithdrawn, SupplementFiled
from hall.applications.models import Application, MaterialFile, Supplement
from hall.applications.queries import filed
from hall.applications.rules.supplement import Wanted
from hall.foundation.models import OutboxMessage
from hall.foundation.public import Conflict, Invalid, NotFound, event_name, history_of, verify_chain
from hall.identity.public import SYSTEM
from hall.standards import receipt_number
from tests.rooms.applications.conftest import City, a_pdf


def submit(city: City, application: Application, **more: Any) -> str:
    usual = {"seen": application.version, "agreed": True, "actor": city.mother}
    return submit_application(application_id=application.pk, **(usual | more))


@pytest.fixture
def whole(city: City) -> Application:
    return city.fill(city.start())


@pytest.fixture
def filed_one(city: City, whole: Application) -> Application:
    submit(city, whole)
    whole.refresh_from_db()
    return whole


def outbox(event: type) -> int:
    return OutboxMessage.objects.filter(entry__event=event_name(event)).count()


def test_handing_in_gives_a_valid_receipt_number_of_the_halls_division_and_the_day(
    city: City, whole: Application
) -> None:
    number = submit(city, whole)
    parts = receipt_number.parse(number)
    assert parts.division == "341600"
    assert parts.serial == 1
    whole.refresh_from_db()
    assert (whole.state, whole.receipt_number) == ("submitted", number)
    assert whole.submitted_at is not None


def test_the_event_tells_the_other_rooms_everything_they_need(city: City, filed_one: Application) -> None:
    fact = history_of(filed_one.pk)[-1]
    assert fact.event == event_name(ApplicationSubmitted)
    assert fact.data["review_department_ids"] == [city.department.pk]
    assert fact.data["applicant_name"] == "王秀英"
    assert fact.data["promise_limit_days"] == 5
    assert outbox(ApplicationSubmitted) == 1
    assert verify_chain(filed_one.pk) == len(history_of(filed_one.pk))


def test_the_history_keeps_the_fingerprints_of_what_was_filed(filed_one: Application) -> None:
    summary = history_of(filed_one.pk)[-1].summary
    assert set(summary["files"].values()) == {filed_one.files.get().sha256}
    assert len(summary["answers_sha256"]) == 64
    assert summary["statement_of_truth"] is True


def test_numbers_count_up_within_a_day(city: City, filed_one: Application) -> None:
    second = city.start(party_id=city.firm.pk)
    second.answers |= {"address": "谯城区"}
    number = submit(city, _completed_for_firm(city, second))
    assert receipt_number.parse(number).serial == 2


def _completed_for_firm(city: City, application: Application) -> Application:
    choose = application.held_papers
    if "card" not in choose:
        city.upload(application, "card", "身份证.pdf")
    application.refresh_from_db()
    return city.fill(application)


def test_a_double_click_files_once_and_both_hear_the_same_number(city: City, whole: Application) -> None:
    first = submit(city, whole, key="one")
    assert submit(city, whole, key="one") == first
    assert outbox(ApplicationSubmitted) == 1


def test_a_second_tab_is_told_that_it_has_been_filed(city: City, filed_one: Application) -> None:
    with pytest.raises(Conflict, match="已经提交"):
        submit(city, filed_one, key="other")


def test_everything_that_is_missing_is_told_at_once_and_nothing_is_filed(city: City) -> None:
    draft = city.start()
    with pytest.raises(Incomplete) as told:
        submit(city, draft, key="k")
    assert set(told.value.errors) == {"area", "agreed", "lease"}
    draft.refresh_from_db()
    assert draft.state == "draft"
    submit(city, city.fill(draft), key="k")  # the key was not used up


def test_without_the_statement_of_truth_nothing_is_filed(city: City, whole: Application) -> None:
    with pytest.raises(Invalid):
        submit(city, whole, agreed=False)


def test_what_she_checked_is_what_is_filed(city: City, whole: Application) -> None:
    with pytest.raises(Stale):
        submit(city, whole, seen=whole.version - 1)


def test_a_paper_that_has_lapsed_since_is_asked_for_again(city: City, whole: Application) -> None:
    whole.held_papers = whole.held_papers | {
        "card": whole.held_papers["card"] | {"licence": str(uuid.uuid4())}
    }
    whole.save(update_fields=["held_papers"])
    with pytest.raises(PapersLapsed) as told:
        submit(city, whole)
    assert told.value.keys == ["card"]


def test_what_was_filed_can_not_be_altered_even_by_the_house(city: City, filed_one: Application) -> None:
    for change in ({"answers": {"name": "x"}}, {"receipt_number": "1" * 21}, {"state": "draft"}):
        with pytest.raises((IntegrityError, OperationalError)), transaction.atomic():
            Application.objects.filter(pk=filed_one.pk).update(**change)
    with pytest.raises((IntegrityError, OperationalError)), transaction.atomic():
        MaterialFile.objects.all().delete()
    with pytest.raises((IntegrityError, OperationalError)), transaction.atomic():
        MaterialFile.objects.update(sha256="0" * 64)


def test_after_filing_no_file_comes_or_goes(city: City, filed_one: Application) -> None:
    with pytest.raises(Conflict):
        city.upload(filed_one)
    with pytest.raises(Conflict):
        remove_file(application_id=filed_one.pk, file_id=filed_one.files.get().pk, actor=city.mother)


def test_the_officer_reads_answers_in_words_with_their_sources(city: City, filed_one: Application) -> None:
    whole = filed(filed_one.pk)
    answers = {answer.key: answer for section in whole.sections for answer in section.answers}
    assert answers["area"].shown == "80 平方米"
    assert answers["division"].shown.endswith("花戏楼街道")
    assert answers["address"].registered == "谯城区魏武大道 12 号"
    assert not answers["address"].is_changed
    assert whole.by_register_field()["person.address"] == "谯城区魏武大道 12 号"
    papers = {material.key: material for material in whole.materials}
    assert papers["card"].held is not None
    assert [file.name for file in papers["lease"].files] == ["租赁合同.pdf"]


def test_reading_what_was_filed_takes_few_queries(
    city: City, filed_one: Application, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):  # application, files, the name of one place
        filed(filed_one.pk)


# Files


def test_an_acknowledged_upload_is_on_disk_before_its_row(city: City) -> None:
    draft = city.start()
    city.upload(draft)
    file = draft.files.get()
    assert default_storage.exists(file.storage_key)
    assert file.storage_key.startswith("materials/")
    with default_storage.open(file.storage_key) as stream:
        assert len(stream.read()) == file.size


def test_taking_a_file_back_deletes_row_and_bytes(
    city: City, django_capture_on_commit_callbacks: Any
) -> None:
    draft = city.start()
    city.upload(draft)
    file = draft.files.get()
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(application_id=draft.pk, file_id=file.pk, actor=city.mother)
    assert not draft.files.exists()
    assert not default_storage.exists(file.storage_key)
    remove_file(application_id=draft.pk, file_id=file.pk, actor=city.mother)  # gone already is fine


def test_a_file_for_a_paper_nobody_asked_for_is_refused(city: City) -> None:
    with pytest.raises(NotFound):
        city.upload(city.start(), "unknown")


def test_nobody_attaches_to_another_ones_draft(city: City) -> None:
    with pytest.raises(NotFound):
        attach_file(
            application_id=city.start().pk,
            material_key="lease",
            taken=take_in("a.pdf", a_pdf(), ()),
            actor=city.stranger,
        )


def test_she_may_hand_in_her_own_paper_instead_of_the_held_one(city: City, whole: Application) -> None:
    choose_paper(application_id=whole.pk, material_key="card", own=True, actor=city.mother)
    whole.refresh_from_db()
    with pytest.raises(Incomplete) as told:
        submit(city, whole)
    assert set(told.value.errors) == {"card"}
    choose_paper(application_id=whole.pk, material_key="card", own=False, actor=city.mother)
    whole.refresh_from_db()
    submit(city, whole)


# Afterwards


def test_withdrawing_before_the_decision_tells_the_others_once(city: City, filed_one: Application) -> None:
    for _ in range(2):
        withdraw_application(application_id=filed_one.pk, reason=" 不办了 ", actor=city.mother)
    filed_one.refresh_from_db()
    assert filed_one.state == "withdrawn"
    assert outbox(ApplicationWithdrawn) == 1
    assert history_of(filed_one.pk)[-1].data["reason"] == "不办了"


def test_after_the_decision_there_is_no_withdrawing(city: City, filed_one: Application) -> None:
    conclude_application(application_id=filed_one.pk, actor=SYSTEM)
    conclude_application(application_id=filed_one.pk, actor=SYSTEM)
    with pytest.raises(Conflict):
        withdraw_application(application_id=filed_one.pk, reason="", actor=city.mother)


def test_after_withdrawing_there_is_no_deciding(city: City, filed_one: Application) -> None:
    withdraw_application(application_id=filed_one.pk, reason="", actor=city.mother)
    with pytest.raises(Conflict, match="撤回"):
        conclude_application(application_id=filed_one.pk, actor=SYSTEM)


def test_nobody_withdraws_for_another(city: City, filed_one: Application) -> None:
    with pytest.raises(NotFound):
        withdraw_application(application_id=filed_one.pk, reason="", actor=city.stranger)


WANTED = (
    Wanted("field", "area", "面积", "与租赁合同不一致"),
    Wanted("material", "lease", "租赁合同", "缺最后一页"),
)


def ask(application: Application, case: uuid.UUID | None = None) -> Supplement:
    open_supplement(
        application_id=application.pk,
        case_id=case or uuid.uuid4(),
        wanted=WANTED,
        reply_by=date(2026, 12, 9),
        note="请补正",
        actor=SYSTEM,
    )
    return Supplement.objects.get(application=application)


def test_a_supplement_reopens_exactly_what_was_asked_for(city: City, filed_one: Application) -> None:
    asked = ask(filed_one)
    city.upload(filed_one, "lease", "补交.pdf")
    with pytest.raises(NotFound):
        city.upload(filed_one, "photo")
    save_supplement(
        application_id=filed_one.pk, values={"area": "90", "name": "别人"}, seen=1, actor=city.mother
    )
    asked.refresh_from_db()
    assert asked.answers == {"area": "90"}


def test_a_supplement_is_filed_whole_or_not_at_all(city: City, filed_one: Application) -> None:
    ask(filed_one)
    with pytest.raises(Incomplete) as told:
        file_supplement(application_id=filed_one.pk, agreed=False, actor=city.mother)
    assert set(told.value.errors) == {"area", "lease", "agreed"}


def test_the_first_filing_stays_beside_the_supplement(city: City, filed_one: Application) -> None:
    ask(filed_one)
    city.upload(filed_one, "lease", "补交.pdf")
    save_supplement(application_id=filed_one.pk, values={"area": "90"}, seen=1, actor=city.mother)
    before = filed(filed_one.pk)
    assert before.supplement_filed_at is None
    assert len({m.key: m for m in before.materials}["lease"].files) == 1  # not filed yet, not shown yet
    file_supplement(application_id=filed_one.pk, agreed=True, actor=city.mother)
    after = filed(filed_one.pk)
    area = next(a for s in after.sections for a in s.answers if a.key == "area")
    assert (area.shown, area.later_shown) == ("80 平方米", "90 平方米")
    assert [file.is_supplement for file in {m.key: m for m in after.materials}["lease"].files] == [
        False,
        True,
    ]
    assert outbox(SupplementFiled) == 1
    with pytest.raises(Conflict, match="已经提交过"):
        file_supplement(application_id=filed_one.pk, agreed=True, actor=city.mother)


def test_a_supplement_file_can_be_taken_back_until_it_is_filed(city: City, filed_one: Application) -> None:
    ask(filed_one)
    file_id = uuid.UUID(city.upload(filed_one, "lease", "错.pdf"))
    remove_file(application_id=filed_one.pk, file_id=file_id, actor=city.mother)
    assert filed_one.files.count() == 1
    with pytest.raises(Conflict):
        remove_file(application_id=filed_one.pk, file_id=filed_one.files.get().pk, actor=city.mother)


def test_a_second_supplement_is_refused_but_hearing_twice_is_not(city: City, filed_one: Application) -> None:
    case = uuid.uuid4()
    ask(filed_one, case)
    ask(filed_one, case)
    with pytest.raises(Conflict, match="只能要求一次"):
        ask(filed_one)


def test_two_devices_answering_a_supplement_are_told(city: City, filed_one: Application) -> None:
    ask(filed_one)
    save_supplement(application_id=filed_one.pk, values={"area": "90"}, seen=1, actor=city.mother)
    with pytest.raises(Stale):
        save_supplement(application_id=filed_one.pk, values={"area": "91"}, seen=1, actor=city.mother)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_file_once(city: City) -> None:
    whole = city.fill(city.start())
    told: list[str] = []
    barrier = threading.Barrier(2)

    def click(key: str) -> None:
        try:
            barrier.wait()
            told.append(submit(city, whole, key=key))
        except Conflict:
            told.append("conflict")
        finally:
            connection.close()

    clicks = [threading.Thread(target=click, args=(key,)) for key in ("same", "same")]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert len(set(told)) == 1
    assert told[0] != "conflict"
    assert outbox(ApplicationSubmitted) == 1
