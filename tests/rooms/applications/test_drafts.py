"""A draft begins once, is filled from what the city holds, and two devices never overwrite each other."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from hall.applications.actions.drafts import discard_draft, save_answers, start_draft
from hall.applications.actions.holding import Stale
from hall.applications.models import Application, AskedGuide
from hall.applications.queries import sheet
from hall.applications.rules.completeness import PaperState, SectionState
from hall.catalogue.models import Guide
from hall.foundation.public import Conflict, NotFound, Refused, history_of, today
from hall.identity.public import GUEST
from hall.registers.models import AccessLog
from tests.rooms.applications.conftest import City


def save(
    city: City, application: Application, section: str, seen: int | None = None, **values: object
) -> dict:
    return save_answers(
        application_id=application.pk,
        section=section,
        values=values,
        seen=application.version if seen is None else seen,
        actor=city.mother,
    )


def test_what_the_city_holds_is_filled_in_with_source_and_date(city: City) -> None:
    draft = city.start()
    assert draft.answers["address"] == "谯城区魏武大道 12 号"
    assert draft.answers["sex"] == "女"
    assert draft.answers["division"] == "341602001000"
    assert draft.provenance["address"]["as_of"] == "2026-10-01"
    assert draft.provenance["address"]["source"]
    assert draft.consented_at is not None


def test_the_look_up_leaves_a_trace_with_its_purpose(city: City) -> None:
    city.start()
    trace = AccessLog.objects.get()
    assert trace.purpose == "办理“食品经营许可”"
    assert "person.address" in trace.fields


def test_without_consent_only_the_verified_account_is_used_and_nothing_is_looked_up(city: City) -> None:
    draft = city.start(with_held_data=False)
    assert set(draft.answers) == {"name", "id_number", "phone"}
    assert draft.provenance["name"]["source"] == "实名账号"
    assert not AccessLog.objects.exists()
    assert draft.held_papers == {}


def test_a_paper_that_a_register_replaces_need_not_be_handed_in(city: City) -> None:
    whole = sheet(city.start().pk, city.mother)
    states = whole.state_of_papers()
    assert states["card"] is PaperState.HELD
    assert states["lease"] is PaperState.MISSING
    assert states["photo"] is PaperState.OPTIONAL
    assert states["form"] is PaperState.ONLINE


def test_a_second_start_finds_the_open_draft_as_it_stands(city: City) -> None:
    draft = city.start()
    save(city, draft, "1", name="王秀兰")
    assert city.start(hall_id=city.county_hall.pk).pk == draft.pk
    draft.refresh_from_db()
    assert draft.answers["name"] == "王秀兰"
    assert Application.objects.count() == 1


def test_the_firm_she_represents_has_a_draft_of_its_own(city: City) -> None:
    assert city.start().pk != city.start(party_id=city.firm.pk).pk


def test_nobody_starts_for_a_party_that_is_not_theirs(city: City) -> None:
    with pytest.raises(Refused):
        start_draft(
            item_code=city.item.code,
            hall_id=city.hall.pk,
            party_id=city.party_id,
            with_held_data=True,
            actor=city.stranger,
        )


def test_an_item_for_firms_is_refused_to_a_person(city: City) -> None:
    city.item.audiences = ["legal_person"]
    city.item.save(update_fields=["audiences"])
    with pytest.raises(Refused, match="不面向"):
        city.start()


def test_what_was_asked_is_kept_once_for_all_who_file_on_the_same_edition(city: City) -> None:
    city.start()
    city.start(party_id=city.firm.pk)
    assert AskedGuide.objects.count() == 1


def test_a_later_edition_of_the_guide_changes_nothing_on_a_sheet_already_taken(city: City) -> None:
    draft = city.start()
    Guide.objects.filter(pk=city.guide.pk).update(
        state="superseded", is_current=False, effective_until=today()
    )
    later = Guide.objects.get(pk=city.guide.pk)
    later.pk, later._state.adding, later.version, later.state = None, True, 2, "published"
    later.is_current, later.effective_until = True, None
    later.save()
    assert len(sheet(draft.pk, city.mother).asked.materials) == 4


def test_answers_are_sealed_at_rest(city: City) -> None:
    draft = city.start()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT answers, provenance, held_papers, query_secret FROM applications_application"
            " WHERE id = %s",
            [draft.pk],
        )
        row = cursor.fetchone()
    assert all(value.startswith("enc1:") for value in row)


def test_what_is_wrong_is_kept_as_it_was_typed(city: City) -> None:
    draft = city.start()
    save(city, draft, "1", phone="12 34")
    draft.refresh_from_db()
    assert draft.answers["phone"] == "12 34"
    assert sheet(draft.pk, city.mother).state_of(sheet(draft.pk, city.mother).asked.sections[0]) is (
        SectionState.ATTENTION
    )


def test_saving_what_stands_there_already_changes_no_version(city: City) -> None:
    draft = city.start()
    first = save(city, draft, "2", area="80")
    assert save(city, draft, "2", seen=first["version"], area="80")["version"] == first["version"]


def test_two_devices_in_the_same_section_are_told_and_nothing_is_overwritten(city: City) -> None:
    draft = city.start()
    save(city, draft, "2", seen=1, area="80")
    with pytest.raises(Stale) as told:
        save(city, draft, "2", seen=1, area="90")
    assert told.value.stored["area"] == "80"
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"


def test_two_devices_in_different_sections_both_get_through(city: City) -> None:
    draft = city.start()
    save(city, draft, "1", seen=1, name="王秀兰")
    save(city, draft, "2", seen=1, area="80")
    draft.refresh_from_db()
    assert (draft.answers["name"], draft.answers["area"]) == ("王秀兰", "80")


def test_two_devices_that_typed_the_same_do_not_clash(city: City) -> None:
    draft = city.start()
    save(city, draft, "2", seen=1, area="80")
    save(city, draft, "2", seen=1, area=" 80 ")


def test_a_change_keeps_the_registered_value_beside_it(city: City) -> None:
    draft = city.start()
    save(city, draft, "1", address="谯城区新址")
    draft.refresh_from_db()
    assert draft.answers["address"] == "谯城区新址"
    assert draft.provenance["address"]["value"] == "谯城区魏武大道 12 号"


def test_a_stranger_finds_nothing(city: City) -> None:
    draft = city.start()
    for who in (city.stranger, GUEST):
        with pytest.raises(NotFound):
            sheet(draft.pk, who)
        with pytest.raises(NotFound):
            save_answers(application_id=draft.pk, section="1", values={}, seen=1, actor=who)
    with pytest.raises(NotFound):
        sheet(uuid4(), city.mother)


def test_a_discarded_draft_holds_nothing_any_more(city: City) -> None:
    draft = city.start()
    city.upload(draft)
    discard_draft(application_id=draft.pk, actor=city.mother)
    draft.refresh_from_db()
    assert (draft.state, draft.answers, draft.provenance) == ("withdrawn", {}, {})
    assert draft.files.count() == 0
    assert [fact.action for fact in history_of(draft.pk)][-1] == "applications.draft.discard"
    with pytest.raises(Conflict):
        save(city, draft, "1", name="x")
    assert city.start().pk != draft.pk


@pytest.mark.parametrize(
    "change",
    [
        {"state": "submitted"},  # without a receipt
        {"state": "expired"},  # without saying when it ended
        {"state": "elsewhere"},
        {"receipt_number": "1" * 21},  # a draft with a receipt
        {"state": "concluded"},  # never from draft
    ],
)
def test_the_database_refuses_the_impossible(city: City, change: dict[str, str]) -> None:
    draft = city.start()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(**change)
