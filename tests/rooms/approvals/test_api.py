"""Cases over HTTP: who sees what, who does what, once, and on the version that they saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hall.approvals.public import Case, accept_case
from hall.foundation.public import today, verify_chain
from hall.identity.public import SYSTEM, Account, Actor, Party, give_post
from tests.calling import Caller, problem
from tests.rooms.approvals.conftest import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_ordinary_morning(at: Callable[[str], None]) -> None:
    at("2026-11-24 09:30")


def calling(actor: Actor) -> Caller:
    """The officer `actor` with a token, and with the posts that the fixture only imagines."""
    for post in actor.posts:
        give_post(
            account_id=actor.account_id or 0,
            role=post.role,
            hall_id=post.hall_id,
            department_id=post.department_id,
            since=today(),
            actor=SYSTEM,
        )
    return Caller(Account.objects.get(pk=actor.account_id))


@pytest.fixture
def clerk(office: Office) -> Caller:
    return calling(office.clerk)


@pytest.fixture
def citizen(office: Office) -> Caller:
    return Caller(Account.objects.create(username="xiaoman", name="李小满", party=office.party))


def seen(caller: Caller, case: Case) -> tuple[Any, str]:
    answer = caller.get(f"cases/{case.pk}")
    assert answer.status_code == 200
    return answer.json(), answer.headers["ETag"]


def test_a_stranger_is_asked_to_sign_in(office: Office) -> None:
    assert problem(Caller().get("cases")) == (401, "not-signed-in")
    assert problem(Caller().post(f"cases/{office.case().pk}/accept")) == (401, "not-signed-in")


def test_an_applicant_sees_her_own_cases_and_no_officers_name(office: Office, citizen: Caller) -> None:
    case = office.case()
    office.case(party_id=other_party().pk)
    accept_case(case.pk, actor=office.clerk)
    assert [row["id"] for row in citizen.get("cases").json()["items"]] == [str(case.pk)]
    told, etag = seen(citizen, case)
    assert (told["state"], told["state_label"], etag) == ("reviewing", "审查中", '"v2"')
    assert told["moves"] == ["withdraw"]
    assert {review["opinion"] for review in told["reviews"]} == {None}
    timeline = citizen.get(f"cases/{case.pk}/timeline").json()
    assert [row["title"] for row in timeline["items"]] == ["收件", "受理"]
    assert {row["person"] for row in timeline["items"]} == {None}


def other_party() -> Party:
    return Party.objects.create(kind="natural", name="别人", id_number="y", id_digest="other")


def test_what_one_may_not_see_doesnt_exist(office: Office, citizen: Caller) -> None:
    case = office.case(party_id=other_party().pk)
    for path in ("", "/timeline"):
        assert problem(citizen.get(f"cases/{case.pk}{path}")) == (404, "not-found")
    assert problem(citizen.post(f"cases/{case.pk}/accept", etag='"v1"')) == (404, "not-found")
    assert problem(citizen.get("cases/none")) == (404, "not-found")


def test_a_deed_needs_a_version_and_a_key(office: Office, clerk: Caller) -> None:
    case = office.case()
    path = f"/api/v1/cases/{case.pk}/accept"
    assert problem(clerk.call("POST", path, **{"If-Match": '"v1"'})) == (400, "idempotency-key-required")
    assert problem(clerk.post(path)) == (428, "precondition-required")
    assert problem(clerk.post(path, etag='"v9"'))[0] == 412
    assert Case.objects.get().state == "received"


def test_a_deed_asked_for_twice_by_one_key_is_done_once(office: Office, clerk: Caller) -> None:
    case = office.case()
    path = f"cases/{case.pk}/accept"
    first, again = (clerk.post(path, etag='"v1"', key="k-1") for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.headers["ETag"] == '"v2"'
    assert verify_chain(case.pk) == 2


def test_who_comes_second_is_told(office: Office, clerk: Caller) -> None:
    case = office.case()
    clerk.post(f"cases/{case.pk}/accept", etag='"v1"')
    late = clerk.post(f"cases/{case.pk}/accept", etag='"v1"')
    assert problem(late) == (412, "case-moved-on")
    assert "王芳" in late.json()["detail"]
    wrong = clerk.post(f"cases/{case.pk}/accept", etag='"v2"')
    assert problem(wrong) == (409, "case-moved-on")


def test_an_applicant_does_no_officers_deed(office: Office, citizen: Caller) -> None:
    case = office.case()
    assert problem(citizen.post(f"cases/{case.pk}/accept", etag='"v1"')) == (403, "refused")


def test_a_case_goes_its_whole_way(office: Office, clerk: Caller) -> None:
    case = office.case()
    told = clerk.post(f"cases/{case.pk}/accept", etag='"v1"').json()
    assert told["days_left"] == 7
    for reviewer, review in zip(office.reviewers, told["reviews"], strict=True):
        caller = calling(reviewer)
        body, etag = seen(caller, case)
        assert "conclude_review" in body["moves"]
        path = f"cases/{case.pk}/reviews/{review['id']}/conclude"
        answer = caller.post(path, {"passed": True, "opinion": "符合要求"}, etag=etag)
        assert answer.status_code == 200, answer.content
    decider = calling(office.decider)
    body, etag = seen(decider, case)
    assert (body["state"], body["moves"]) == ("decidable", ["grant", "refuse"])
    answer = decider.post(f"cases/{case.pk}/decide", {"outcome": "granted"}, etag=etag)
    assert answer.json()["outcome"] == "granted"
    answer = decider.post(f"cases/{case.pk}/complete", etag=answer.headers["ETag"])
    assert answer.json()["state"] == "completed"
    assert answer.json()["moves"] == []


def test_a_refusal_without_a_reason_names_the_field(office: Office, clerk: Caller) -> None:
    case = office.case()
    body = {"ground": "not_ours", "reason": "不归本机关管"}
    answer = clerk.post(f"cases/{case.pk}/refuse-acceptance", body, etag='"v1"')
    assert problem(answer) == (422, "invalid")
    assert [error["field"] for error in answer.json()["errors"]] == ["where_to_go"]
    answer = clerk.post(f"cases/{case.pk}/refuse-acceptance", {"ground": "no"}, etag='"v1"')
    assert {error["field"] for error in answer.json()["errors"]} == {"ground", "reason"}


def test_what_hasnt_changed_isnt_sent_again(office: Office, clerk: Caller) -> None:
    case = office.case()
    answer = clerk.get(f"cases/{case.pk}", **{"If-None-Match": '"v1"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert clerk.get(f"cases/{case.pk}", **{"If-None-Match": '"v0"'}).status_code == 200


def test_the_list_is_walked_by_its_cursor(office: Office, clerk: Caller) -> None:
    numbers = sorted((office.case().number for _ in range(5)), reverse=True)
    found, address = [], "cases?limit=2"
    while address:
        page = clerk.get(address).json()
        found += [row["number"] for row in page["items"]]
        address = page["next"]
    assert found == numbers
    assert [row["number"] for row in clerk.get(f"cases?number={numbers[3]}").json()["items"]] == [numbers[3]]
    assert clerk.get("cases?state=reviewing").json()["items"] == []
    assert problem(clerk.get("cases?state=nowhere")) == (422, "invalid")
    assert problem(clerk.get("cases?cursor=AA")) == (422, "invalid")


def test_the_list_asks_the_same_number_of_questions_however_long(
    office: Office, clerk: Caller, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        office.case()
    clerk.get("cases")
    with django_assert_num_queries(3):  # the token's account, its posts, the rows
        clerk.get("cases")
    for _ in range(20):
        office.case()
    with django_assert_num_queries(3):
        assert len(clerk.get("cases").json()["items"]) == 20
