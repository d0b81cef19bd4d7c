"""The statements of the day's work: prepared once, counted and translated like all others."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from hall.foundation.public import first_row

pytestmark = pytest.mark.django_db
PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def prepared_like(words: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(PREPARED, [f"%{words}%"])
        return int(cursor.fetchone()[0])


def test_a_statement_is_prepared_once_however_often_it_is_sent() -> None:
    for number in range(3):
        assert first_row("SELECT %s::int AS of_the_day", [number]) == (number,)
    assert prepared_like("AS of_the_day") == 1


def test_nothing_is_prepared_where_a_pooler_cannot_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    assert first_row("SELECT %s::int AS of_no_day", [1]) == (1,)
    assert prepared_like("AS of_no_day") == 0


def test_values_come_back_as_what_they_were() -> None:
    values: list[Any] = [
        uuid.uuid4(),
        datetime(2026, 11, 24, 1, 2, 3, 4, UTC),
        [1, 2**40],
        "亳州",
        True,
        None,
    ]
    row = first_row(
        "SELECT %s::uuid, %s::timestamptz, %s::bigint[], %s::varchar(9), %s::boolean, %s::date", values
    )
    assert row == tuple(values)


def test_no_row_is_none() -> None:
    assert first_row("SELECT 1 WHERE %s::boolean", [False]) is None


def test_a_statement_is_counted(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        first_row("SELECT %s::int", [1])


def test_a_refusal_of_the_database_comes_as_djangos_error() -> None:
    with pytest.raises(DataError), transaction.atomic():
        first_row("SELECT 1 / %s::int", [0])
    assert first_row("SELECT %s::int", [1]) == (1,)


def test_a_broken_transaction_is_not_gone_on_with() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            first_row("SELECT %s::int", [1])


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_gets_a_new_cursor() -> None:
    assert first_row("SELECT %s::int", [1]) == (1,)
    connection.close()
    assert first_row("SELECT %s::int", [2]) == (2,)
