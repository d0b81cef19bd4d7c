"""Queries that are put into words once find what the ORM finds, whole, and are planned once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from hall.foundation.public import Given, Prepared
from hall.identity.models import Account, Party

pytestmark = pytest.mark.django_db

NAMED = Prepared(
    lambda: (
        Account.objects.filter(name=Given("name"), joined_at__isnull=False)
        .select_related("party")
        .annotate(whose=F("party__name"))
        .order_by("-username")
    )
)
BARE = Prepared(lambda: Account.objects.filter(username=Given("username")).only("name"))


@pytest.fixture
def accounts() -> list[Account]:
    party = Party.objects.create(kind="natural", name="李丽", id_number="341600190001010001", id_digest="d")
    return [
        Account.objects.create(username="b", name="李丽", party=party),
        Account.objects.create(username="a", name="李丽"),
        Account.objects.create(username="c", name="王五"),
    ]


def test_every_row_becomes_the_object_that_it_is_of(accounts: list[Account]) -> None:
    with_party, without, _ = accounts
    found = NAMED.all(name="李丽")
    assert found == [with_party, without]
    assert [(one.joined_at, one.is_active) for one in found] == [
        (one.joined_at, one.is_active) for one in (with_party, without)
    ]


def test_what_belongs_to_it_is_read_with_it(accounts: list[Account]) -> None:
    found = NAMED.all(name="李丽")
    with CaptureQueriesContext(connection) as asked:
        assert [one.party and (one.party.name, one.party.id_number) for one in found] == [
            ("李丽", "341600190001010001"),
            None,
        ]
        assert [one.whose for one in found] == ["李丽", None]
    assert not len(asked)


def test_what_was_left_out_is_read_when_it_is_asked_for(accounts: list[Account]) -> None:
    found = BARE.first(username="c")
    assert found is not None
    assert found.get_deferred_fields() >= {"username", "joined_at"}
    assert (found.name, found.username) == ("王五", "c")


def test_nothing_found_is_nothing(accounts: list[Account]) -> None:
    assert (NAMED.all(name="赵六"), NAMED.first(name="赵六")) == ([], None)


def test_a_value_that_is_not_given_is_told_by_its_name(accounts: list[Account]) -> None:
    with pytest.raises(KeyError, match="name"):
        NAMED.all(username="a")


def test_it_is_prepared_once_and_still_seen_by_who_logs_statements(accounts: list[Account]) -> None:
    with CaptureQueriesContext(connection) as asked:
        for name in ("李丽", "王五", "赵六"):
            NAMED.all(name=name)
    assert [query["sql"].count('FROM "identity_account"') for query in asked] == [1, 1, 1]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ['%AS "whose"%']
        )
        assert cursor.fetchone() == (1,)
