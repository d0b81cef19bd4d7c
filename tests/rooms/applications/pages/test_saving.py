"""What is typed saves itself, and two devices never overwrite each other."""

from __future__ import annotations

from typing import Any

from hall.applications.models import Application
from tests.rooms.applications.conftest import City
from tests.rooms.applications.pages.conftest import body, url


def test_autosave_answers_when_it_saved_and_the_new_version(city: City, draft: Application) -> None:
    page = body(city.client().post(url(draft, "form/2/autosave/"), {"seen": "1", "area": "80"}))
    assert "已保存" in page
    assert 'value="2"' in page
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"


def test_what_a_page_saved_by_itself_is_no_other_device_to_its_own_button(
    city: City, draft: Application
) -> None:
    client, here = city.client(), {"seen": "1", "sitting": "this page", "agreed": "on"}
    client.post(url(draft, "form/2/autosave/"), {**here, "area": "8"})  # its answer is still on its way, so
    answer = client.post(url(draft, "form/2/"), {**here, "area": "80"})  # she saves on the version she saw
    assert answer.status_code == 302
    late = body(client.post(url(draft, "form/2/autosave/"), {**here, "area": "8"}))
    assert "没有自动保存" in late
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"
    other = {**here, "sitting": "another page", "area": "90"}
    assert client.post(url(draft, "form/2/"), other).status_code == 409


def test_autosave_of_a_second_device_overwrites_nothing_and_says_so(city: City, draft: Application) -> None:
    client = city.client()
    client.post(url(draft, "form/2/autosave/"), {"seen": "1", "area": "80"})
    page = body(client.post(url(draft, "form/2/autosave/"), {"seen": "1", "area": "90"}))
    assert "没有自动保存" in page
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"


def test_a_conflict_shows_both_values_and_either_can_be_chosen(city: City, draft: Application) -> None:
    client = city.client()
    client.post(url(draft, "form/2/"), {"seen": "1", "area": "80", "note": "先", "agreed": "on"})
    answer = client.post(url(draft, "form/2/"), {"seen": "1", "area": "90", "note": "后", "agreed": "on"})
    assert answer.status_code == 409
    page = body(answer)
    for value in ("80 平方米", "90 平方米", "先", "后"):
        assert value in page
    chosen = {
        "resolve": "1",
        "seen": "2",
        "area": "90",
        "note": "后",
        "agreed": "True",
        "pick-area": "stored",
        "pick-note": "sent",
    }
    client.post(url(draft, "form/2/"), chosen)
    draft.refresh_from_db()
    assert (draft.answers["area"], draft.answers["note"]) == ("80", "后")
    assert draft.answers["agreed"] is True


def test_a_part_of_a_page_never_becomes_a_sign_in_form(city: City, draft: Application, client: Any) -> None:
    answer = client.post(url(draft, "form/2/autosave/"), {"seen": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "登录已超时" in body(answer)
    assert "<form" not in body(answer)
