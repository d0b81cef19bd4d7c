"""Filing over HTTP: the same deeds and the same rules as the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.applications.models import Application, MaterialFile
from hall.foundation.public import verify_chain
from tests.calling import Caller, problem
from tests.rooms.applications.conftest import City, a_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def mother(city: City) -> Caller:
    return Caller(city.mother_account)


def begin(city: City, caller: Caller, **other: Any) -> Any:
    body = {"item": city.item.code, "hall": "bozhou", "use_held_data": True, **other}
    return caller.call("POST", "applications", body)


def attach(caller: Caller, path: str, key: str = "lease", data: bytes | None = None) -> Any:
    file = SimpleUploadedFile("租赁合同.pdf", a_pdf() if data is None else data)
    headers = {"Authorization": f"Bearer {caller.token}"}
    return caller.client.post(f"{path}/materials", {"material": key, "file": file}, headers=headers)


def ready(city: City, caller: Caller) -> tuple[str, str]:
    """A draft that could be submitted: its address and its ETag."""
    begun = begin(city, caller)
    path = begun.headers["Location"]
    body = {"answers": {"area": "80", "agreed": True}}
    caller.call("PATCH", path, body, **{"If-Match": begun.headers["ETag"]})
    return path, attach(caller, path).headers["ETag"]


def test_a_draft_begins_filled_from_what_is_held(city: City, mother: Caller) -> None:
    answer = begin(city, mother)
    assert answer.status_code == 201
    told = answer.json()
    name = told["sections"][0]["fields"][0]
    assert (name["key"], name["value"], name["known"]["value"]) == ("name", "王秀英", "王秀英")
    assert told["state"] == "draft"
    assert {gap["key"] for gap in told["gaps"]} == {"area", "agreed", "lease"}
    assert mother.get(answer.headers["Location"]).headers["ETag"] == answer.headers["ETag"] == '"v1"'


def test_a_second_beginning_finds_the_first(city: City, mother: Caller) -> None:
    first, again = begin(city, mother), begin(city, mother)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["Location"] == again.headers["Location"]


@pytest.mark.parametrize(
    ("other", "status"),
    [({"item": "none"}, 404), ({"hall": "none"}, 404), ({"item": 7}, 422), ({"party": "x"}, 422)],
)
def test_a_draft_of_nothing_is_refused(city: City, mother: Caller, other: Any, status: int) -> None:
    assert problem(begin(city, mother, **other))[0] == status


def test_one_files_for_oneself_or_ones_firm_only(city: City, mother: Caller) -> None:
    assert begin(city, mother, party=str(city.firm.pk)).json()["party"]["kind"] == "legal"
    assert problem(begin(city, mother, party=str(city.stranger.party_id))) == (403, "refused")


def test_answers_are_saved_in_part_and_faults_told(city: City, mother: Caller) -> None:
    begun = begin(city, mother)
    path = begun.headers["Location"]
    body = {"answers": {"area": "many", "kinds": ["热食"], "phone": "13955500001"}}
    answer = mother.call("PATCH", path, body, **{"If-Match": '"v1"'})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"v2"')
    fields = {field["key"]: field for section in answer.json()["sections"] for field in section["fields"]}
    assert fields["area"]["value"] == "many"
    assert "应为数字" in fields["area"]["fault"]
    assert (fields["kinds"]["value"], fields["kinds"]["fault"]) == (["热食"], None)
    again = mother.call("PATCH", path, body, **{"If-Match": '"v2"'})
    assert again.headers["ETag"] == '"v2"'


def test_a_change_is_made_on_the_version_that_was_seen(city: City, mother: Caller) -> None:
    path = begin(city, mother).headers["Location"]
    body = {"answers": {"area": "80"}}
    assert problem(mother.call("PATCH", path, body)) == (428, "precondition-required")
    mother.call("PATCH", path, body, **{"If-Match": '"v1"'})
    late = mother.call("PATCH", path, {"answers": {"area": "90"}}, **{"If-Match": '"v1"'})
    assert problem(late) == (412, "precondition-failed")
    assert Application.objects.get().answers["area"] == "80"


@pytest.mark.parametrize(
    "answers", [{"nothing": "x"}, {"name": ["a"]}, {"name": True}, {"agreed": {}}, {"name": 7}, []]
)
def test_what_doesnt_fit_the_form_isnt_taken(city: City, mother: Caller, answers: Any) -> None:
    path = begin(city, mother).headers["Location"]
    answer = mother.call("PATCH", path, {"answers": answers}, **{"If-Match": '"v1"'})
    assert problem(answer) == (422, "invalid")
    assert Application.objects.get().version == 1


def test_a_paper_is_handed_in_read_and_taken_back(city: City, mother: Caller) -> None:
    path = begin(city, mother).headers["Location"]
    answer = attach(mother, path)
    assert answer.status_code == 201
    file = answer.json()
    assert (file["material"], file["mime"], file["scan"]) == ("lease", "application/pdf", "clean")
    got = mother.get(answer.headers["Location"])
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    assert mother.call("DELETE", answer.headers["Location"]).status_code == 204
    assert mother.call("DELETE", answer.headers["Location"]).status_code == 204
    assert problem(mother.get(answer.headers["Location"])) == (404, "not-found")


def test_a_file_that_is_none_is_refused_in_words(city: City, mother: Caller) -> None:
    path = begin(city, mother).headers["Location"]
    answer = attach(mother, path, data=b"MZ not a paper")
    assert problem(answer) == (422, "file-not-taken")
    assert problem(attach(mother, path, key="nothing")) == (422, "invalid")
    wrong = mother.call("POST", f"{path}/materials", {"material": "lease"})
    assert problem(wrong) == (415, "unsupported-media-type")
    assert MaterialFile.objects.count() == 0


def test_submitting_twice_by_one_key_files_once(city: City, mother: Caller) -> None:
    path, etag = ready(city, mother)
    first, again = (mother.post(f"{path}/submit", {"agreed": True}, etag=etag, key="s-1") for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.json()["state"] == "submitted"
    assert first.json()["receipt_number"].startswith("3416")
    application = Application.objects.get()
    assert verify_chain(application.pk) == 3  # begun, a file attached, submitted


def test_what_is_missing_is_told_all_at_once(city: City, mother: Caller) -> None:
    path = begin(city, mother).headers["Location"]
    answer = mother.post(f"{path}/submit", {"agreed": True}, etag='"v1"')
    assert problem(answer) == (422, "incomplete")
    assert [error["field"] for error in answer.json()["errors"]] == ["agreed", "area", "lease"]


def test_nobody_files_without_the_statement_of_truth(city: City, mother: Caller) -> None:
    path, etag = ready(city, mother)
    assert problem(mother.post(f"{path}/submit", {"agreed": False}, etag=etag)) == (422, "invalid")


def test_what_is_filed_is_changed_no_more_but_may_be_withdrawn(city: City, mother: Caller) -> None:
    path, etag = ready(city, mother)
    etag = mother.post(f"{path}/submit", {"agreed": True}, etag=etag).headers["ETag"]
    late = mother.call("PATCH", path, {"answers": {"area": "1"}}, **{"If-Match": etag})
    assert problem(late) == (409, "wrong-state")
    assert mother.post(f"{path}/withdraw", {"reason": "不办了"}).json()["state"] == "withdrawn"


def test_a_draft_is_given_up(city: City, mother: Caller) -> None:
    path = begin(city, mother).headers["Location"]
    assert mother.call("DELETE", path).status_code == 204
    assert mother.get(path).json()["state"] == "withdrawn"
    assert problem(mother.call("DELETE", path)) == (409, "wrong-state")


def test_what_isnt_mine_doesnt_exist(city: City, mother: Caller) -> None:
    path, etag = ready(city, mother)
    other = Caller(city.stranger_account)
    assert other.get("applications").json()["items"] == []
    answers = [
        other.get(path),
        other.call("DELETE", path),
        other.call("PATCH", path, {"answers": {}}, **{"If-Match": etag}),
        other.post(f"{path}/submit", {"agreed": True}, etag=etag),
        other.post(f"{path}/withdraw", {}),
        other.get(f"{path}/supplement"),
        attach(other, path),
    ]
    assert {problem(answer) for answer in answers} == {(404, "not-found")}
    assert problem(Caller().get(path)) == (401, "not-signed-in")


def test_the_list_is_walked_and_asks_the_same_number_of_questions(
    city: City, mother: Caller, django_assert_num_queries: Any
) -> None:
    begin(city, mother)
    begin(city, mother, party=str(city.firm.pk))
    with django_assert_num_queries(4):  # the token's account, its posts, whom it represents, the rows
        page = mother.get("applications?limit=1").json()
    rest = mother.get(page["next"]).json()
    kinds = [row["party"]["kind"] for row in page["items"] + rest["items"]]
    assert (kinds, rest["next"]) == (["legal", "natural"], None)
    assert mother.get("applications?state=submitted").json()["items"] == []
