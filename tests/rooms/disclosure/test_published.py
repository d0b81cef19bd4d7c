"""Decisions are public; who asked for them is not, when it was a natural person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from hall.disclosure.models import PublishedDecision
from hall.disclosure.public import figures_today, latest_decisions, publish_decision
from hall.disclosure.queries import Wanted, decisions
from hall.foundation.public import Invalid, NotFound, history_of, now, today
from hall.identity.public import SYSTEM
from hall.places.models import Department
from tests.people import a_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(db: None) -> Department:
    return a_department()


@pytest.fixture
def publish(department: Department) -> Any:
    """Publish a granted application of Zhou Yuqing; keyword arguments override."""

    def publish(**other: Any) -> UUID:
        told: dict[str, Any] = {
            "case_id": uuid4(),
            "case_number": "341602-20261124-00042-45",
            "item_id": 7,
            "item_name": "食品经营许可（新办）",
            "hall_id": department.hall_id,
            "department_id": department.pk,
            "applicant_kind": "natural",
            "applicant_name": "周雨晴",
            "outcome": "granted",
            "decided_at": now(),
            "actor": SYSTEM,
        }
        return UUID(publish_decision(**(told | other)))

    return publish


def test_a_natural_person_is_named_nowhere(client: Client, publish: Any) -> None:
    case_id = uuid4()
    publication = publish(case_id=case_id)
    for address in ("/published/", f"/published/{publication}/"):
        page = client.get(address).content.decode()
        assert "自然人" in page
        assert "周雨晴" not in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(d)::text FROM disclosure_publisheddecision d")
        assert "周雨晴" not in cursor.fetchone()[0]
    assert "周雨晴" not in str(history_of(case_id))


def test_a_legal_person_is_named(client: Client, publish: Any) -> None:
    publish(applicant_kind="legal", applicant_name="谯城药膳馆")
    assert "谯城药膳馆" in client.get("/published/").content.decode()


@pytest.mark.parametrize(
    "kind, shown", [("natural", "周雨晴"), ("natural", "周*"), ("legal", ""), ("x", "y")]
)
def test_the_database_lets_no_natural_persons_name_in(publish: Any, kind: str, shown: str) -> None:
    publication = publish()
    row = PublishedDecision.objects.filter(pk=publication)
    with pytest.raises(IntegrityError, match="published_names"), transaction.atomic():
        row.update(applicant_kind=kind, applicant_shown=shown)


def test_a_case_is_published_once(publish: Any) -> None:
    case_id = uuid4()
    assert publish(case_id=case_id) == publish(case_id=case_id)
    assert PublishedDecision.objects.count() == 1
    assert len(history_of(case_id)) == 1


def test_the_day_of_a_decision_is_counted_in_shanghai(publish: Any) -> None:
    # 17:00 UTC on 30 November is 01:00 on 1 December in Shanghai (+8 h)
    publish(decided_at=datetime(2026, 11, 30, 17, 0, tzinfo=UTC))
    (row,) = decisions(Wanted(month=datetime(2026, 12, 1).date())).rows
    assert row.decided_on.isoformat() == "2026-12-01"
    assert decisions(Wanted(month=datetime(2026, 11, 1).date())).rows == []


def test_filters_narrow_the_list(client: Client, publish: Any, department: Department) -> None:
    other = a_department("亳州市公安局", "公安")
    publish()
    publish(outcome="refused", item_name="居住证申领")
    publish(department_id=other.pk, item_name="普通护照签发", decided_at=now() - timedelta(days=40))
    assert len(decisions(Wanted()).rows) == 3
    assert len(decisions(Wanted(department_id=department.pk)).rows) == 2
    assert [row.item_name for row in decisions(Wanted(outcome="refused")).rows] == ["居住证申领"]
    page = client.get("/published/", {"department": other.pk, "outcome": "granted"}).content.decode()
    assert "普通护照签发" in page
    assert "食品经营许可（新办）" not in page
    month = f"{today():%Y-%m}"
    assert "普通护照签发" not in client.get("/published/", {"month": month}).content.decode()


def test_a_filter_that_makes_no_sense_is_told_and_filters_nothing(client: Client, publish: Any) -> None:
    publish()
    page = client.get("/published/", {"department": "x'--", "outcome": "maybe", "month": "13"})
    assert page.status_code == 200
    assert "食品经营许可（新办）" in page.content.decode()
    assert client.get("/published/", {"before": "rubbish"}).status_code == 422
    with pytest.raises(Invalid):
        decisions(Wanted(), before="rubbish")


def test_the_list_is_read_page_by_page_without_gaps(publish: Any) -> None:
    moment = now()
    for number in range(45):
        publish(decided_at=moment - timedelta(seconds=number // 4))  # four at the same moment
    seen: list[UUID] = []
    before = ""
    while True:
        page = decisions(Wanted(), before=before)
        seen += [row.id for row in page.rows]
        before = page.older
        if not before:
            break
    assert len(seen) == len(set(seen)) == 45


def test_the_list_takes_a_constant_number_of_queries(
    client: Client, publish: Any, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for more in (1, 25):
        for _ in range(more):
            publish()
        with django_assert_max_num_queries(8) as asked:  # departments, first month, list, figures, masthead
            client.get("/published/")
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]


def test_figures_count_what_was_decided(publish: Any, django_assert_num_queries: Any) -> None:
    publish()
    publish(outcome="refused")
    publish(decided_at=now() - timedelta(days=62))
    with django_assert_num_queries(1):
        figures = figures_today()
    assert (figures.decided_today, figures.granted_today, figures.decided_this_month) == (2, 1, 2)
    with django_assert_num_queries(1):
        assert len(latest_decisions(2)) == 2


def test_an_unknown_publication_is_not_found(client: Client) -> None:
    assert client.get(f"/published/{uuid4()}/").status_code == NotFound.status


def test_an_empty_list_says_why(client: Client) -> None:
    assert "还没有公示" in client.get("/published/").content.decode()
