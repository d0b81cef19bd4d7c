"""Few round trips is the way: what each deed asks of the database, counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from hall.approvals.public import (
    accept_case,
    case_of,
    case_status_many,
    complete_case,
    conclude_review,
    decide_case,
)
from hall.foundation.public import calendar
from hall.identity.public import SYSTEM
from tests.rooms.approvals.conftest import Office

pytestmark = pytest.mark.django_db
# Inside a test each deed is within the test's own transaction: a savepoint and its release come on top.
OWN = 2


def test_six_steps_cost_thirteen_statements(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = office.case()
    calendar()
    steps: list[tuple[int, Callable[[], Any]]] = [
        (2, lambda: accept_case(case.pk, actor=office.clerk)),  # lock; reviews, change and history in one
        *(
            (
                2,  # lock; finding, change and history in one, the last making the case decidable besides
                lambda department=department, reviewer=reviewer: conclude_review(
                    case.pk, department_id=department.pk, passed=True, actor=reviewer
                ),
            )
            for department, reviewer in zip(office.reviewing, office.reviewers, strict=True)
        ),
        # lock, the application (one more when there is one), change with history
        (3, lambda: decide_case(case.pk, outcome="granted", actor=office.decider)),
        (2, lambda: complete_case(case.pk, actor=SYSTEM)),  # lock, change with history
    ]
    for cost, step in steps:
        with django_assert_num_queries(cost + OWN):
            step()
    case.refresh_from_db()
    assert case.state == "completed"


def test_an_applicants_cases_cost_two_queries_however_many(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases = [office.case() for _ in range(5)]
    accept_case(cases[0].pk, actor=office.clerk)
    case_of(cases[0].application_id)  # names of halls and departments are held
    for wanted in (cases[:1], cases):
        with django_assert_num_queries(2):
            found = case_status_many([case.application_id for case in wanted])
        assert len(found) == len(wanted)
