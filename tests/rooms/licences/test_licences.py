"""Licences are issued once per case, seen by their holders only, and stopped by those who may."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from hall.documents.public import document, open_document
from hall.foundation.public import Conflict, Invalid, NotFound, NotLoaded, Refused, history_of, today
from hall.identity.models import Post
from hall.identity.public import SYSTEM, Actor, actor_for
from hall.licences import tasks
from hall.licences.lifecycle import MOVES, State
from hall.licences.loading.types import load_licence_types
from hall.licences.models import Licence, LicenceType
from hall.licences.public import (
    cancel_licence,
    holds,
    licence_of_case,
    licences_of,
    reinstate_licence,
    revoke_licence,
    suspend_licence,
)
from hall.places.models import Department
from hall.standards import licence_id
from hall.standards.code_sets import LicenceState
from tests.people import People

pytestmark = pytest.mark.django_db


def an_officer(people: People, department: Department, role: str) -> Actor:
    Post.objects.create(
        account=people.stranger.account,
        role=role,
        hall=department.hall,
        department=department,
        valid_from=today(),
    )
    return actor_for(people.stranger.account)


def test_a_licence_has_a_lawful_number_a_file_and_the_validity_of_its_type(
    issue: Any, people: People
) -> None:
    issue()
    (row,) = licences_of(people.firm.pk)
    assert licence_id.is_valid(row.number)
    assert row.valid_until == date(2031, 11, 30)  # five years: the day before 2031-12-01
    assert row.state is LicenceState.VALID
    assert document(row.document_id).title == "食品经营许可证"
    assert open_document(row.document_id).read().startswith(b"%PDF-")


def test_a_case_earns_one_licence_however_often_it_is_asked_for(issue: Any, people: People) -> None:
    case_id = uuid4()
    first = issue(case_id=case_id)
    assert issue(case_id=case_id) == first
    assert Licence.objects.count() == 1
    assert [fact.event for fact in history_of(first) if fact.event] == [
        "documents.DocumentIssued",
        "licences.LicenceIssued",
    ]
    assert licence_of_case(case_id).id == first


def test_issuing_that_broke_off_is_taken_up_where_it_broke(
    issue: Any, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = uuid4()
    with monkeypatch.context() as patched:
        patched.setattr(tasks, "finish_licence", lambda **_: (_ for _ in ()).throw(OSError("power cut")))
        with pytest.raises(OSError, match="power cut"):
            issue(case_id=case_id)
    assert licences_of(people.firm.pk) == []  # being made: nobody sees it yet
    number = Licence.objects.get().number
    issue(case_id=case_id)
    (row,) = licences_of(people.firm.pk)
    assert row.number == number


def test_numbers_differ_and_an_unknown_type_is_refused(issue: Any) -> None:
    issue()
    issue()
    assert len(set(Licence.objects.values_list("number", flat=True))) == 2
    with pytest.raises(NotFound):
        issue(licence_type="飞行许可证")


def test_only_the_system_issues(issue: Any, people: People) -> None:
    with pytest.raises(Refused):
        issue(actor=people.mother.actor)


def test_the_holders_number_is_sealed_at_rest(issue: Any, people: People) -> None:
    issue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT holder_number, content FROM licences_licence")
        number, content = cursor.fetchone()
    assert number.startswith("enc1:")
    assert "魏武大道" not in content


def test_what_is_held_counts_only_while_it_is_in_force(issue: Any, people: People) -> None:
    licence = issue()
    assert holds(people.firm.pk, "食品经营许可证").id == licence
    assert holds(people.firm.pk, "营业执照") is None
    suspend_licence(licence_id=licence, reason="限期整改", actor=SYSTEM)
    assert holds(people.firm.pk, "食品经营许可证") is None
    reinstate_licence(licence_id=licence, actor=SYSTEM)
    assert holds(people.firm.pk, "食品经营许可证") is not None


def test_a_licence_past_its_last_day_has_lapsed_without_anybodys_doing(issue: Any, people: People) -> None:
    issue(valid_from=today() - timedelta(days=10), valid_until=today() - timedelta(days=1))
    assert licences_of(people.firm.pk)[0].state is LicenceState.LAPSED
    assert holds(people.firm.pk, "食品经营许可证") is None


def test_stopping_needs_a_decider_of_the_department_and_a_reason(
    issue: Any, people: People, department: Department
) -> None:
    licence = issue()
    with pytest.raises(Refused):
        suspend_licence(licence_id=licence, reason="x", actor=people.mother.actor)
    with pytest.raises(Refused):
        suspend_licence(licence_id=licence, reason="x", actor=an_officer(people, department, "reviewer"))
    decider = an_officer(people, department, "decider")
    with pytest.raises(Invalid):
        revoke_licence(licence_id=licence, reason=" ", actor=decider)
    revoke_licence(licence_id=licence, reason="以欺骗手段取得", actor=decider)
    with pytest.raises(Conflict):
        cancel_licence(licence_id=licence, reason="x", actor=decider)
    assert licences_of(people.firm.pk)[0].state is LicenceState.REVOKED
    assert history_of(licence)[-1].data["reason"] == "以欺骗手段取得"


def test_the_database_knows_the_same_moves_as_the_table(issue: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'licences_refuse_unlawful_move'")
        (source,) = cursor.fetchone()
    for (old, _), new in MOVES.items():
        assert f"('{old}', '{new}')" in source
    assert source.count("', '") == len(MOVES)
    licence = issue()
    with pytest.raises(IntegrityError, match="can't move"), transaction.atomic():
        Licence.objects.filter(pk=licence).update(state=State.MAKING)


def test_the_public_page_tells_that_a_licence_is_suspended(
    client: Client, issue: Any, people: People
) -> None:
    licence = issue()
    (row,) = licences_of(people.firm.pk)
    assert "现行有效" in client.get(f"/verify/{row.verify_code}/").content.decode()
    suspend_licence(licence_id=licence, reason="限期整改", actor=SYSTEM)
    page = client.get(f"/verify/{row.verify_code}/").content.decode()
    assert "当前状态为“暂扣”" in page
    assert "限期整改" in page


def test_my_licences_are_those_of_whom_i_act_for(client: Client, issue: Any, people: People) -> None:
    licence = issue()
    assert client.get("/my/licences/").status_code == 302
    client.force_login(people.mother.account)
    page = client.get("/my/licences/").content.decode()
    assert "食品经营许可证" in page
    assert people.firm.name in page
    answer = client.get(f"/my/licences/{licence}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    client.force_login(people.stranger.account)
    assert "食品经营许可证" not in client.get("/my/licences/").content.decode()
    assert client.get(f"/my/licences/{licence}.pdf").status_code == 404


def test_my_licences_take_a_constant_number_of_queries(
    client: Client, issue: Any, people: People, django_assert_max_num_queries: Any
) -> None:
    client.force_login(people.mother.account)
    counts = []
    for more in (1, 4):
        for _ in range(more):
            issue()
        with django_assert_max_num_queries(10) as asked:
            client.get("/my/licences/")
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]


def test_types_are_loaded_whole_or_not_at_all(tmp_path: Path, types: None) -> None:
    before = LicenceType.objects.count()
    assert before >= 40
    assert LicenceType.objects.filter(is_demo_code=False).count() == 0
    bad = tmp_path / "types.csv"
    bad.write_text(
        "code,name,validity_years,legal_basis,validity_basis\n"
        "11349900MB0000019G900,甲证,5,《某法》,《某办法》\n"
        "11349900MB00000190901,乙证,,《某法》,\n"
        "11349900MB0000019G902,丙证,很久,《某法》,《某办法》\n"
        "11349900MB0000019G903,丁证,5,《某法》,\n",
        encoding="utf-8",
    )
    with pytest.raises(NotLoaded) as refused:
        load_licence_types(bad, actor=SYSTEM)
    assert [note.line for note in refused.value.report.rejected] == [3, 4, 5]
    assert LicenceType.objects.count() == before


def test_loading_again_changes_nothing(types: None, settings: Any) -> None:
    report = load_licence_types(settings.HALL_DATA_DIR / "licence_types.csv", actor=SYSTEM)
    assert (report.added, report.changed) == (0, 0)
