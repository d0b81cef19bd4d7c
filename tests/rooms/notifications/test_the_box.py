"""Notices lie in the box of whom they concern, once, until they are read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from hall.foundation.public import Invalid, NotFound, now, verify_chain
from hall.identity.public import SYSTEM
from hall.notifications.actions import mark_all_read, mark_read
from hall.notifications.models import Notice
from hall.notifications.public import notify, unread_count
from hall.notifications.queries import box_of
from tests.people import People

pytestmark = pytest.mark.django_db
CASE = UUID("0d7a57d2-52b0-4dd4-9a34-90b02b8a3c11")


def tell(party_id: UUID, **other: Any) -> UUID:
    told: dict[str, Any] = {
        "title": "您的申请已受理",
        "body": "食品经营许可，最迟 2026-12-23 办结。",
        "about": CASE,
        "dedupe": f"test:{uuid4()}",
        "link": "/my/applications/",
        "actor": SYSTEM,
    }
    return UUID(notify(party_id=party_id, **(told | other)))


def test_the_same_notice_is_placed_once(people: People) -> None:
    first = tell(people.mother.party.pk, dedupe="accepted:1")
    assert tell(people.mother.party.pk, dedupe="accepted:1") == first
    assert Notice.objects.count() == 1
    assert verify_chain(CASE) == 1


def test_a_notice_to_a_firm_reaches_everyone_who_acts_for_it(people: People) -> None:
    tell(people.firm.pk)
    assert len(box_of(people.mother.actor).rows) == len(box_of(people.colleague.actor).rows) == 1
    assert box_of(people.stranger.actor).rows == []


def test_a_notice_to_one_account_of_a_firm_reaches_only_that_one(people: People) -> None:
    tell(people.firm.pk, account_id=people.mother.account.pk)
    assert len(box_of(people.mother.actor).rows) == 1
    assert box_of(people.colleague.actor).rows == []
    assert unread_count(people.colleague.actor.parties, people.colleague.account.pk) == 0
    assert unread_count(people.mother.actor.parties, people.mother.account.pk) == 1


@pytest.mark.parametrize("link", ["https://example.org/", "//example.org/", "javascript:x", "/\\example.org"])
def test_a_notice_never_leads_out_of_the_hall(people: People, link: str) -> None:
    with pytest.raises(IntegrityError, match="notice_link_stays_here"), transaction.atomic():
        Notice.objects.create(
            party=people.mother.party, title="x", body="", link=link, about=CASE, dedupe="x", placed_at=now()
        )


def test_reading_is_for_those_who_have_it_in_their_box(people: People) -> None:
    notice = tell(people.mother.party.pk)
    with pytest.raises(NotFound):
        mark_read(notice_id=notice, actor=people.stranger.actor)
    mark_read(notice_id=notice, actor=people.mother.actor)
    assert unread_count(people.mother.actor.parties) == 0
    assert box_of(people.mother.actor, unread_only=True).rows == []


def test_everything_unread_is_read_at_once(people: People) -> None:
    for _ in range(3):
        tell(people.mother.party.pk)
    tell(people.stranger.party.pk)
    assert mark_all_read(actor=people.mother.actor) == 3
    assert unread_count(people.stranger.actor.parties) == 1


def test_counting_asks_the_database_once_and_not_at_all_for_guests(
    people: People, django_assert_num_queries: Any
) -> None:
    tell(people.mother.party.pk)
    parties = people.mother.actor.parties
    with django_assert_num_queries(1):
        assert unread_count(parties, people.mother.account.pk) == 1
    with django_assert_num_queries(0):
        assert unread_count([]) == 0


def test_the_box_is_read_page_by_page_without_gaps(people: People) -> None:
    moment = now()
    Notice.objects.bulk_create(
        Notice(
            party=people.mother.party,
            title=f"消息 {number}",
            body="",
            about=CASE,
            dedupe=f"bulk:{number}",
            placed_at=moment - timedelta(seconds=number // 3),  # three at the same moment
        )
        for number in range(50)
    )
    seen: list[UUID] = []
    before = ""
    while True:
        page = box_of(people.mother.actor, before=before)
        seen += [row.id for row in page.rows]
        before = page.older
        if not before:
            break
    assert len(seen) == len(set(seen)) == 50
    with pytest.raises(Invalid):
        box_of(people.mother.actor, before="rubbish")


def test_the_page_needs_sign_in_and_a_constant_number_of_queries(
    client: Client, people: People, django_assert_max_num_queries: Any
) -> None:
    assert client.get("/my/messages/").status_code == 302
    client.force_login(people.mother.account)
    counts = []
    for more in (1, 15):
        for _ in range(more):
            tell(people.firm.pk)
        with django_assert_max_num_queries(12) as asked:
            page = client.get("/my/messages/")
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
    assert "您的申请已受理" in page.content.decode()


def test_opening_a_notice_is_a_post_that_marks_it_and_leads_on(client: Client, people: People) -> None:
    notice = tell(people.mother.party.pk, link="/my/applications/")
    client.force_login(people.mother.account)
    assert client.get(f"/my/messages/{notice}/").status_code == 405
    answer = client.post(f"/my/messages/{notice}/")
    assert answer["Location"] == "/my/applications/"
    assert Notice.objects.get().read_at is not None
    client.force_login(people.stranger.account)
    assert client.post(f"/my/messages/{notice}/").status_code == 404


def test_english_readers_get_english_where_the_sender_gave_it(client: Client, people: People) -> None:
    tell(people.mother.party.pk, title_en="Your application was accepted", body_en="By 2026-12-23.")
    tell(people.mother.party.pk, title="只有中文")
    client.force_login(people.mother.account)
    page = client.get("/my/messages/", headers={"accept-language": "en"}).content.decode()
    assert "Your application was accepted" in page
    assert "只有中文" in page
    client.post("/my/messages/read/")
    assert not Notice.objects.filter(read_at=None).exists()
