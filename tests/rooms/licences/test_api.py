"""E-licences over HTTP: one's own whole, anybody's by number without a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hall.documents.models import Document
from hall.foundation.public import now, today
from hall.identity.public import Account, Party
from hall.licences.models import Licence, LicenceType
from tests.calling import Caller, problem

pytestmark = pytest.mark.django_db
NUMBER = "1.2.156.3005.2.11100000000013338W011.11341600MB1234567X.2026{:06}.001.Y"


@pytest.fixture
def holder() -> Party:
    return Party.objects.create(kind="natural", name="李小满", id_number="x", id_digest=uuid4().hex)


@pytest.fixture
def own(holder: Party) -> Caller:
    return Caller(Account.objects.create(username="xiaoman", name=holder.name, party=holder))


@pytest.fixture
def kind() -> LicenceType:
    return LicenceType.objects.create(
        code="11100000000013338W001", name="食品经营许可证", legal_basis="食品安全法", is_demo_code=True
    )


def licence(kind: LicenceType, holder: Party, serial: int, **other: Any) -> Licence:
    paper = Document.objects.create(
        kind="licence",
        number=NUMBER.format(serial),
        title=kind.name,
        issuer="市监局",
        holder_shown="李**",
        about=uuid4(),
        dedupe=uuid4().hex,
        verify_code=f"C{serial:015}",
        issued_at=now(),
        storage_key=uuid4().hex,
        sha256=uuid4().hex * 2,
        size=1,
        signer="演示",
        signature_level="B-B",
        is_demo=True,
    )
    usual: dict[str, Any] = {
        "type": kind,
        "number": NUMBER.format(serial),
        "case_id": uuid4(),
        "case_number": "341600",
        "holder": holder,
        "holder_kind": "natural",
        "holder_name": holder.name,
        "issuer_name": "市监局",
        "issuer_code": "11341600MB1234567X",
        "state": "valid",
        "valid_from": today() - timedelta(days=serial),
        "issued_at": now() - timedelta(days=serial),
        "document": paper,
    }
    return Licence.objects.create(**{**usual, **other})


def test_a_holder_lists_her_own_newest_first(kind: LicenceType, holder: Party, own: Caller) -> None:
    stranger = Party.objects.create(kind="natural", name="别人", id_number="y", id_digest="y")
    for serial, whose in ((1, holder), (2, holder), (3, stranger), (4, holder)):
        licence(kind, whose, serial)
    page = own.get("licences?limit=2").json()
    rest = own.get(page["next"]).json()
    assert [row["number"] for row in page["items"] + rest["items"]] == [NUMBER.format(n) for n in (1, 2, 4)]
    assert problem(own.get(f"licences/{NUMBER.format(3)}")) == (404, "not-found")
    assert problem(Caller().get("licences")) == (401, "not-signed-in")


def test_anybody_checks_a_licence_and_learns_no_name(kind: LicenceType, holder: Party) -> None:
    licence(kind, holder, 7, valid_until=today() - timedelta(days=1))
    answer = Caller().get(f"licences/{NUMBER.format(7)}/verification")
    told = answer.json()
    assert (told["state"], told["state_label"], told["is_valid"]) == ("05", "失效", False)
    assert "李" not in answer.content.decode()


def test_a_licence_that_is_still_being_made_isnt_there(kind: LicenceType, holder: Party, own: Caller) -> None:
    licence(kind, holder, 8, state="making", document=None, issued_at=None)
    assert own.get("licences").json()["items"] == []
    assert problem(Caller().get(f"licences/{NUMBER.format(8)}/verification")) == (404, "not-found")


def test_the_list_asks_the_same_number_of_questions_however_long(
    kind: LicenceType, holder: Party, own: Caller, django_assert_num_queries: Any
) -> None:
    for serial in range(10):
        licence(kind, holder, serial)
    with django_assert_num_queries(4):  # the token's account, its posts, whom it represents, the rows
        own.get("licences")
