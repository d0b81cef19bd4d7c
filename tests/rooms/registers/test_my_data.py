"""People see who looked up their data, and only theirs."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from hall.foundation.public import digest_of, now
from hall.identity.models import Account, Party
from hall.registers.models import AccessLog

pytestmark = pytest.mark.django_db


def resident(name: str, number: str) -> Account:
    party = Party.objects.create(kind="natural", name=name, id_number=number, id_digest=digest_of(number))
    return Account.objects.create(username=uuid.uuid4().hex, name=name, party=party)


def looked_up(account: Account, purpose: str) -> None:
    assert account.party is not None
    AccessLog.objects.create(
        at=now(),
        account_id=1,
        actor_name="演示·谯城主审",
        purpose=purpose,
        subject_digest=account.party.id_digest,
        fields=["person.name", "person.address"],
    )


def test_a_resident_reads_who_looked_and_why_and_nobody_elses_records(client: Client) -> None:
    own, other = resident("甲", "1"), resident("乙", "2")
    looked_up(own, "审查居住证申领")
    looked_up(other, "审查低保")
    client.force_login(own)
    page = client.get("/my/data/").content.decode()
    assert "审查居住证申领" in page
    assert "演示·谯城主审" in page
    assert "审查低保" not in page


def test_equal_look_ups_share_a_row_that_tells_how_often(client: Client) -> None:
    own = resident("甲", "1")
    for purpose in ("审查居住证申领", "审查低保", "审查居住证申领", "审查居住证申领"):
        looked_up(own, purpose)
    client.force_login(own)
    page = client.get("/my/data/").content.decode()
    assert page.count("审查居住证申领") == page.count("审查低保") == 1
    assert "起共 3 次" in page
    assert page.index("审查居住证申领") < page.index("审查低保")


def test_guests_are_asked_to_sign_in(client: Client) -> None:
    answer = client.get("/my/data/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_the_page_costs_the_same_however_many_look_ups_there_are(
    client: Client, django_assert_num_queries: object
) -> None:
    own = resident("甲", "1")
    client.force_login(own)
    for number in range(30):
        looked_up(own, f"事由{number}")
    client.get("/my/data/")
    # session, account, posts, representations, party, look-ups, and the halls of the masthead
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/my/data/")
