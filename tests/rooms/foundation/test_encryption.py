"""Personal numbers are sealed in the database and open again in Python."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from hall.foundation.encryption import opened, sealed
from hall.foundation.public import digest_of, upsert_rows
from hall.identity.models import Party

NUMBER = "11010519491231002X"


@pytest.mark.django_db
def test_the_database_holds_no_readable_number() -> None:
    party = Party.objects.create(kind="natural", name="甲", id_number=NUMBER, id_digest=digest_of(NUMBER))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM identity_party WHERE id = %s", [party.pk])
        (stored,) = cursor.fetchone()
    assert NUMBER not in stored
    assert Party.objects.get(pk=party.pk).id_number == NUMBER


def _stored(party: Party) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM identity_party WHERE id = %s", [party.pk])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_text_that_begins_like_a_sealed_one_is_sealed_all_the_same() -> None:
    typed = "enc1:not sealed by anyone"
    party = Party.objects.create(kind="natural", name="甲", id_number=NUMBER, id_digest="a" * 64, phone=typed)
    assert typed not in _stored(party)
    assert Party.objects.get(pk=party.pk).phone == typed
    copied = sealed("13800000000")
    Party.objects.filter(pk=party.pk).update(phone=str(copied))
    assert Party.objects.get(pk=party.pk).phone == copied, "only the type tells, not the letters"


@pytest.mark.django_db
def test_what_a_loader_has_sealed_itself_is_not_sealed_again() -> None:
    party = Party.objects.create(kind="natural", name="甲", id_number=NUMBER, id_digest="a" * 64)
    before = sealed("13800000000")
    Party.objects.filter(pk=party.pk).update(phone=before)
    assert _stored(party) == before
    row = (party.pk, "natural", "甲", sealed(NUMBER), "a" * 64, sealed("13900000000"), False)
    names = ["id", "kind", "name", "id_number", "id_digest", "phone", "is_demo"]
    upsert_rows(Party, names, [row], key=["id"])
    assert Party.objects.get(pk=party.pk).phone == "13900000000"
    assert Party.objects.get(pk=party.pk).id_number == NUMBER


def test_the_same_number_is_sealed_differently_each_time_but_digested_alike() -> None:
    assert sealed(NUMBER) != sealed(NUMBER)
    assert digest_of(NUMBER) == digest_of(NUMBER.lower()) == digest_of(f" {NUMBER} ")


def test_a_touched_value_does_not_open() -> None:
    stored = sealed(NUMBER)
    with pytest.raises(InvalidTag):
        opened(stored[:-6] + ("AAAA==" if stored[-6:] != "AAAA==" else "BBBB=="))


def test_empty_stays_empty() -> None:
    assert sealed("") == opened("") == ""
