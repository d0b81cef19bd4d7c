"""One real case, end to end: the whole of the hall in one story, on the city's real data."""

from __future__ import annotations

import io
import subprocess
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hall.applications.actions.drafts import save_answers, start_draft
from hall.applications.actions.files import attach_file, take_in
from hall.applications.actions.filing import submit_application, withdraw_application
from hall.applications.actions.holding import Incomplete
from hall.applications.actions.situation import choose_situation
from hall.applications.actions.supplements import file_supplement
from hall.applications.models import Application
from hall.applications.queries.situations import asking_of, in_situation
from hall.applications.rules.asked import Asked, of_plain
from hall.approvals.events import Wanted
from hall.approvals.public import (
    Case,
    DepartmentReview,
    accept_case,
    ask_supplement,
    case_of,
    conclude_review,
    decide_case,
)
from hall.catalogue.public import next_question
from hall.disclosure.models import PublishedDecision
from hall.documents.models import Document
from hall.documents.public import documents_about
from hall.foundation.public import Conflict, Refused, backlog, deliver_all, history_of, verify_chain
from hall.identity.public import Account, Actor
from hall.licences.public import licence_of_case
from hall.notifications.models import Notice
from hall.places.public import Hall
from hall.project.wiring import WIRING
from hall.ratings.public import rate_case, rating_of

RESIDENCE_PERMIT = "000709111001-02"
#: What a person would answer to each type of question that the city couldn't answer for her.
TYPED = {
    "text": "租住",
    "textarea": "因工作需要在谯城区居住",
    "number": "12",
    "date": "2026-03-01",
    "phone": "13800138000",
    "address": "谯城区魏武大道 1 号",
    "division": "341602001001",
    "resident_id": "349999199001010031",
}


def a_pdf() -> bytes:
    """One blank page, as a scanner at home might make it."""
    paper, written = pikepdf.new(), io.BytesIO()
    paper.add_blank_page(page_size=(595, 842))
    paper.save(written)
    return written.getvalue()


def settle() -> None:
    """Let the worker do all it has to do, and see that nothing is stuck."""
    deliver_all(WIRING)
    assert backlog() == (0, 0)


def asked_of(application: Application) -> Asked:
    return of_plain(application.asked.content)


def tell_situation(application_id: UUID, actor: Actor) -> None:
    """The last option of each question that comes up, for an item that asks."""
    application, told = Application.objects.get(pk=application_id), {}
    while asked := asking_of(asked_of(application), told):
        following = next_question(asked.situations, told)
        if following is None:
            seen = application.version
            choose_situation(application_id=application_id, answers=told, seen=seen, actor=actor)
            return
        told[following.key] = following.options[-1].key


def fill(application_id: UUID, actor: Actor) -> None:
    """Answer what is still open, section by section, and hand in a paper for every material asked for."""
    tell_situation(application_id, actor)
    application = Application.objects.get(pk=application_id)
    asked = in_situation(asked_of(application), application.situation)
    for section in asked.sections:
        application.refresh_from_db()
        values = {
            field.key: application.answers.get(field.key)
            or (field.options[0][0] if field.options else TYPED.get(field.type, ""))
            for field in section.fields
        }
        if section.fields and any(field.type == "checkbox" for field in section.fields):
            values |= {
                f.key: [f.options[0][0]] if f.options else True
                for f in section.fields
                if f.type == "checkbox"
            }
        save_answers(
            application_id=application_id,
            section=section.key,
            values=values,
            seen=application.version,
            done=True,
            actor=actor,
        )
    held = set(application.held_papers)
    for material in asked.materials:
        if material.required and material.key not in held:
            taken = take_in(f"{material.title[:20]}.pdf", a_pdf(), material.accept)
            attach_file(application_id=application_id, material_key=material.key, taken=taken, actor=actor)


def filed(hall: Hall, actor: Actor, item: str = RESIDENCE_PERMIT) -> Application:
    assert actor.party_id is not None
    draft = UUID(
        start_draft(
            item_code=item, hall_id=hall.pk, party_id=actor.party_id, with_held_data=True, actor=actor
        )
    )
    fill(draft, actor)
    version = Application.objects.get(pk=draft).version
    try:
        submit_application(application_id=draft, seen=version, agreed=True, actor=actor)
    except Incomplete as incomplete:
        pytest.fail(f"still missing: {incomplete.gaps}")
    settle()
    return Application.objects.get(pk=draft)


def review_all(case: Case, people: dict[str, Actor]) -> None:
    for review in DepartmentReview.objects.filter(case=case):
        reviewer = next(
            actor for actor in people.values() if actor.holds("reviewer", department_id=review.department_id)
        )
        conclude_review(
            case.pk, department_id=review.department_id, passed=True, opinion="符合条件", actor=reviewer
        )


def signed_and_whole(paper: Document, tmp_path: Path) -> str:
    """What poppler, which knows nothing of us, says of the paper's signature."""
    with default_storage.open(paper.storage_key) as stored:
        copy = tmp_path / f"{paper.pk}.pdf"
        copy.write_bytes(stored.read())
    return subprocess.run(
        ["pdfsig", "-nocert", str(copy)], capture_output=True, text=True, check=False
    ).stdout


def text_of(paper: Document) -> str:
    with default_storage.open(paper.storage_key) as file:
        pdf = file.read()
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return told.stdout.decode().replace("\n", "")


def test_a_resident_gets_her_permit_without_a_visit(
    hall: Hall, people: dict[str, Actor], tmp_path: Path
) -> None:
    citizen, clerk, decider = people["citizen"], people["window"], people["decide"]
    application = filed(hall, citizen)
    known = [answer for answer in application.provenance.values() if answer]
    assert known, "the city holds her data, so something must be filled in"
    case = Case.objects.get(application_id=application.pk)
    assert case.number == application.receipt_number

    accept_case(case.pk, actor=clerk)
    assert DepartmentReview.objects.filter(case=case).count() >= 2, "departments work side by side"
    review_all(case, people)
    decide_case(case.pk, outcome="granted", actor=decider)
    settle()

    status = case_of(application.pk)
    assert status is not None
    assert status.state == "completed"
    letters = {paper.kind for paper in documents_about(case.pk)}
    assert letters == {"acceptance", "granted"}
    assert {paper.kind for paper in documents_about(application.pk)} == {"receipt"}
    licence = licence_of_case(case.pk)
    assert licence is not None
    assert licence.name == "居住证"
    for paper in Document.objects.all():
        assert "Signature is Valid" in signed_and_whole(paper, tmp_path), paper.title
        assert "行政许可法" not in text_of(paper), "a confirmation is no permit"
    told = text_of(Document.objects.get(kind="granted", about=case.pk))
    assert "行政确认决定书" in told
    assert "予以确认" in told
    card = text_of(Document.objects.get(kind="licence"))
    assert all(line in card for line in ("性别", "民族", "出生日期", "居住地住址"))
    assert not [asked for asked in ("代办", "申领理由", "入职", "居住处所") if asked in card]

    published = PublishedDecision.objects.get(case_id=case.pk)
    assert published.applicant_shown == "自然人"
    titles = list(Notice.objects.filter(party_id=citizen.party_id).values_list("title", flat=True))
    assert len(titles) == 3
    rate_case(case_id=case.pk, grade=1, actor=citizen)
    assert rating_of(case.pk) is not None
    assert verify_chain(case.pk) == len(history_of(case.pk)) > 5


def test_what_is_missing_is_asked_for_once_and_filed_once(hall: Hall, people: dict[str, Actor]) -> None:
    citizen, clerk = people["citizen"], people["window"]
    application = filed(hall, citizen)
    case = Case.objects.get(application_id=application.pk)
    material = next(one for one in asked_of(application).materials if one.required)
    wanted = (Wanted("material", material.key, material.title, "缺少签字页"),)
    ask_supplement(case.pk, wanted=wanted, actor=clerk)
    settle()
    assert [paper.kind for paper in documents_about(case.pk)] == ["supplement"]

    taken = take_in("补正.pdf", a_pdf(), material.accept)
    attach_file(application_id=application.pk, material_key=material.key, taken=taken, actor=citizen)
    file_supplement(application_id=application.pk, agreed=True, actor=citizen)
    settle()
    case.refresh_from_db()
    assert case.state == "received"
    with pytest.raises(Conflict, match="一次"):
        ask_supplement(case.pk, wanted=wanted, actor=clerk)
    accept_case(case.pk, actor=clerk)


def test_a_decided_case_cannot_be_withdrawn_and_a_withdrawn_one_cannot_be_decided(
    hall: Hall, people: dict[str, Actor]
) -> None:
    citizen = people["citizen"]
    application = filed(hall, citizen)
    case = Case.objects.get(application_id=application.pk)
    withdraw_application(application_id=application.pk, reason="不办了", actor=citizen)
    settle()
    case.refresh_from_db()
    assert case.state == "withdrawn"
    with pytest.raises(Conflict, match=r"申请人.*撤回"):
        accept_case(case.pk, actor=people["window"])

    again = filed(hall, citizen)
    second = Case.objects.get(application_id=again.pk)
    accept_case(second.pk, actor=people["window"])
    review_all(second, people)
    decide_case(second.pk, outcome="refused", reason="居住不满半年", actor=people["decide"])
    with pytest.raises(Conflict):
        withdraw_application(application_id=again.pk, reason="", actor=citizen)
    settle()
    assert {paper.kind for paper in documents_about(second.pk)} == {"acceptance", "refused"}
    assert licence_of_case(second.pk) is None


def test_nobody_works_on_a_case_that_isnt_theirs(hall: Hall, people: dict[str, Actor]) -> None:
    case = Case.objects.get(application_id=filed(hall, people["citizen"]).pk)
    for stranger in ("window.lixin", "review", "citizen", "watch"):
        with pytest.raises(Refused):
            accept_case(case.pk, actor=people[stranger])


def test_limits_count_from_the_day_after_acceptance(hall: Hall, people: dict[str, Actor]) -> None:
    case = Case.objects.get(application_id=filed(hall, people["citizen"]).pk)
    accept_case(case.pk, actor=people["window"])
    case.refresh_from_db()
    assert case.promised_on is not None
    assert case.due_on is not None
    assert case.promised_on <= case.due_on
    assert case.due_on > date.today() + timedelta(days=case.legal_limit_days)  # weekends don't count


def test_the_page_of_a_filed_case_costs_the_same_however_far_it_has_come(
    hall: Hall, people: dict[str, Actor], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = Case.objects.get(application_id=filed(hall, people["citizen"]).pk)
    window = Client()
    window.force_login(Account.objects.get(username="window"))
    address = f"/desk/cases/{case.pk}/"
    window.get(address)
    with django_assert_num_queries(11):
        window.get(address)
    accept_case(case.pk, actor=people["window"])
    review_all(case, people)
    settle()
    with django_assert_num_queries(11):
        window.get(address)
