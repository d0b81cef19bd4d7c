"""My space: what there is to do, how each matter stands, its papers; nobody else's; constant queries."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hall.applications.actions.filing import submit_application, withdraw_application
from hall.applications.models import Application
from hall.approvals.public import accept_case, ask_supplement, open_case
from hall.foundation.models import HistoryEntry
from hall.foundation.outbox import decode
from hall.identity.public import SYSTEM, Account, Actor, PostHeld
from tests.rooms.applications.conftest import City, _files, city  # noqa: F401  (fixtures)


def body(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def submitted(city: City) -> Application:  # noqa: F811
    return submit(city, city.start())


def submit(city: City, draft: Application) -> Application:  # noqa: F811
    if "card" not in draft.held_papers:
        city.upload(draft, "card", "身份证.pdf")
        draft.refresh_from_db()
    whole = city.fill(draft)
    submit_application(application_id=whole.pk, seen=whole.version, agreed=True, actor=city.mother)
    whole.refresh_from_db()
    return whole


def case_for(application: Application) -> uuid.UUID:
    import orjson

    from hall.applications.events import ApplicationSubmitted

    entry = HistoryEntry.objects.get(chain=application.pk, action="applications.application.submit")
    return uuid.UUID(open_case(decode(ApplicationSubmitted, orjson.loads(entry.body)["data"]), actor=SYSTEM))


def clerk(city: City) -> Actor:  # noqa: F811
    account = Account.objects.create(username="clerk", name="窗口")
    return Actor(account.pk, "窗口", "officer", posts=(PostHeld("window_clerk", city.hall.pk, None),))


def test_an_empty_space_says_what_one_can_do(city: City) -> None:  # noqa: F811
    page = body(city.client().get("/my/"))
    assert "现在没有需要您办的事" in page
    assert "去查找事项" in page


def test_drafts_stand_first_among_what_is_to_do(city: City) -> None:  # noqa: F811
    draft = city.start()
    page = body(city.client().get("/my/"))
    assert "接着填：" in page
    assert f"/my/applications/{draft.pk}/draft/" in page


def test_a_draft_opened_by_its_number_leads_to_its_task_list(city: City) -> None:  # noqa: F811
    draft = city.start()
    answer = city.client().get(f"/my/applications/{draft.pk}/")
    assert answer["Location"] == f"/my/applications/{draft.pk}/draft/"


def test_a_matter_is_shown_before_its_case_is_opened_and_after(city: City, submitted: Application) -> None:  # noqa: F811
    client, address = city.client(), f"/my/applications/{submitted.pk}/"
    assert "等待窗口受理" in body(client.get(address))
    case_for(submitted)
    page = body(client.get(address))
    assert "收件" in page
    assert "答复是否受理" in page
    assert "80 平方米" in page


def test_days_left_are_counted_to_the_promise_once_accepted(city: City, submitted: Application) -> None:  # noqa: F811
    accept_case(case_for(submitted), actor=clerk(city))
    page = body(city.client().get(f"/my/applications/{submitted.pk}/"))
    assert "正在审查" in page
    assert "个工作日" in page
    assert "个工作日" in body(city.client().get("/my/"))


def test_a_supplement_stands_on_top_with_every_reason(city: City, submitted: Application) -> None:  # noqa: F811
    from hall.approvals.events import Wanted

    wanted = [Wanted("material", "lease", "租赁合同", "缺最后一页")]
    ask_supplement(case_for(submitted), wanted=wanted, actor=clerk(city))
    client = city.client()
    assert "补正：" in body(client.get("/my/"))
    page = body(client.get(f"/my/applications/{submitted.pk}/"))
    assert "缺最后一页" in page
    assert f"/my/applications/{submitted.pk}/supplement/" in page


def test_a_withdrawn_matter_is_over_and_offers_no_way_back(city: City, submitted: Application) -> None:  # noqa: F811
    withdraw_application(application_id=submitted.pk, reason="", actor=city.mother)
    client = city.client()
    page = body(client.get(f"/my/applications/{submitted.pk}/"))
    assert "已撤回" in page
    assert "withdraw" not in page
    assert "已撤回" in body(client.get("/my/applications/", {"show": "ended"}))


def test_a_stranger_sees_nothing_of_hers(city: City, submitted: Application) -> None:  # noqa: F811
    other = city.client(city.stranger_account)
    assert other.get(f"/my/applications/{submitted.pk}/").status_code == 404
    assert "食品经营许可" not in body(other.get("/my/"))
    paper = f"/my/applications/{submitted.pk}/papers/{uuid.uuid4()}.pdf"
    assert other.get(paper).status_code == 404
    assert city.client().get(paper).status_code == 404


def test_whoever_is_not_signed_in_signs_in_first(client: Any) -> None:
    assert "/accounts/login/" in client.get("/my/")["Location"]


@pytest.mark.parametrize("address", ["/my/", "/my/applications/", "/my/applications/?show=ended"])
def test_the_lists_cost_the_same_however_many_there_are(city: City, address: str) -> None:  # noqa: F811
    client = city.client()
    first = submit(city, city.start())
    case_for(first)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(4):
        case_for(submit(city, city.start()))
    case_for(submit(city, city.start(party_id=city.firm.pk)))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)
    assert len(many) <= 20


def test_notices_about_a_case_are_no_steps_of_it(city: City, submitted: Application) -> None:  # noqa: F811
    from hall.notifications.public import notify

    case = case_for(submitted)
    notify(party_id=city.party_id, title="收件", body="x", about=case, dedupe="one", actor=SYSTEM)
    page = body(city.client().get(f"/my/applications/{submitted.pk}/"))
    assert "notifications" not in page
