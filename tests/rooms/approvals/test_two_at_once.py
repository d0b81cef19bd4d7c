"""Two officers, one case, the same moment: one wins, the other is told. Real threads, real locks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from hall.approvals.models import Case
from hall.approvals.public import accept_case, conclude_review, open_case, withdraw_case
from hall.foundation.public import Conflict, verify_chain
from hall.identity.public import SYSTEM
from tests.rooms.approvals.conftest import Office, officer

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each of the deeds came to (a result or the error), all begun together."""
    outcomes: list[Any] = [None] * len(deeds)
    together = threading.Barrier(len(deeds))

    def do(number: int) -> None:
        together.wait()
        try:
            outcomes[number] = deeds[number]()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def conflicts(outcomes: list[Any]) -> list[Conflict]:
    assert all(isinstance(each, Conflict | int | str) for each in outcomes), outcomes
    return [each for each in outcomes if isinstance(each, Conflict)]


def test_one_clerk_accepts_and_the_other_is_told(office: Office) -> None:
    case = office.case()
    clerks = [office.clerk, *(officer(name, "window_clerk", office.hall) for name in ("吴静", "郑刚"))]
    lost = conflicts(at_once(*(lambda clerk=clerk: accept_case(case.pk, actor=clerk) for clerk in clerks)))
    assert len(lost) == 2
    assert all("办理“受理”，本件现为“审查中”" in refusal.message for refusal in lost)
    assert verify_chain(case.pk) == 2


def test_departments_that_conclude_together_never_lose_the_last_step(office: Office) -> None:
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    deeds = [
        lambda department=department, reviewer=reviewer: conclude_review(
            case.pk, department_id=department.pk, passed=True, actor=reviewer
        )
        for department, reviewer in zip(office.reviewing, office.reviewers, strict=True)
    ]
    assert conflicts(at_once(*deeds)) == []
    case.refresh_from_db()
    assert (case.state, case.reviews_open) == ("decidable", 0)
    assert verify_chain(case.pk) == 6


def test_accepting_and_withdrawing_together_end_in_one_of_the_two(office: Office) -> None:
    case = office.case()
    at_once(
        lambda: accept_case(case.pk, actor=office.clerk),
        lambda: withdraw_case(case.pk, actor=office.applicant),
    )
    case.refresh_from_db()
    assert case.state == "withdrawn"  # either at once, or after the acceptance that came first
    assert verify_chain(case.pk) in {2, 3}


def test_two_workers_open_one_case_of_an_application(office: Office) -> None:
    submitted = office.submitted()
    opened = at_once(*(lambda: open_case(submitted, actor=SYSTEM) for _ in range(3)))
    assert len(set(opened)) == 1
    assert Case.objects.filter(application_id=submitted.application_id).count() == 1
    assert verify_chain(Case.objects.get().pk) == 1


def test_the_same_key_from_two_clicks_acts_once(office: Office) -> None:
    case = office.case()
    deeds = [lambda: accept_case(case.pk, actor=office.clerk, key="twice")] * 2
    assert len(set(at_once(*deeds))) == 1
    assert verify_chain(case.pk) == 2
