"""A post covers its department, or its hall; an applicant sees what is theirs; nobody else anything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from hall.approvals.events import Wanted
from hall.approvals.http.possible import possible
from hall.approvals.models import Case
from hall.approvals.policies import Permission
from hall.approvals.public import (
    accept_case,
    ask_supplement,
    complete_case,
    conclude_review,
    decide_case,
    file_supplement,
    may,
    refuse_acceptance,
    visible_to,
    withdraw_case,
)
from hall.approvals.queries.dossier import Dossier
from hall.foundation.public import Conflict, Refused, history_of, now
from hall.identity.public import GUEST, SYSTEM, Actor
from tests.rooms.approvals.conftest import Office, officer

pytestmark = pytest.mark.django_db

WANTED = [Wanted("field", "phone", "联系电话", "少一位")]
DEEDS: dict[str, Callable[[Case, Actor], Any]] = {
    "accept": lambda case, actor: accept_case(case.pk, actor=actor),
    "ask_supplement": lambda case, actor: ask_supplement(case.pk, wanted=WANTED, actor=actor),
    "file_supplement": lambda case, actor: file_supplement(case.pk, filed_at=now(), actor=actor),
    "refuse_acceptance": lambda case, actor: refuse_acceptance(
        case.pk, ground="not_needed", reason="无需许可", actor=actor
    ),
    "conclude_review": lambda case, actor: conclude_review(
        case.pk, department_id=case.department_id, passed=True, actor=actor
    ),
    "decide": lambda case, actor: decide_case(case.pk, outcome="granted", actor=actor),
    "complete": lambda case, actor: complete_case(case.pk, actor=actor),
    "withdraw": lambda case, actor: withdraw_case(case.pk, actor=actor),
}
#: Who gets past the door. Whatever comes after it is another test's matter.
ALLOWED = {
    "clerk": {"accept", "ask_supplement", "refuse_acceptance", "complete"},
    "reviewer": {"conclude_review"},
    "decider": {"decide", "complete"},
    "supervisor": set(),
    "clerk elsewhere": set(),
    "applicant": {"withdraw"},
    "guest": set(),
    "system": set(DEEDS) - {"conclude_review"},
}


def who(office: Office) -> dict[str, Actor]:
    return {
        "clerk": office.clerk,
        "reviewer": office.reviewers[0],
        "decider": office.decider,
        "supervisor": officer("周敏", "supervisor", office.hall),
        "clerk elsewhere": officer("吴静", "window_clerk", office.other_hall),
        "applicant": office.applicant,
        "guest": GUEST,
        "system": SYSTEM,
    }


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("name", ALLOWED)
def test_each_does_what_their_post_is_for_and_nothing_else(office: Office, name: str, deed: str) -> None:
    case = office.case()
    actor = who(office)[name]
    if deed not in ALLOWED[name]:
        with pytest.raises(Refused):
            DEEDS[deed](case, actor)
        assert len(history_of(case.pk)) == 1
        return
    with suppress(Conflict):  # the case may not be ready for it: the door was open all the same
        DEEDS[deed](case, actor)


def test_everyone_sees_what_is_theirs(office: Office) -> None:
    here = office.case()
    elsewhere = office.case(
        hall_id=office.other_hall.pk,
        department_id=office.elsewhere.pk,
        review_department_ids=(office.elsewhere.pk,),
    )
    accept_case(here.pk, actor=office.clerk)
    actors = who(office)
    seen = {name: set(visible_to(actor).values_list("pk", flat=True)) for name, actor in actors.items()}
    both, this = {here.pk, elsewhere.pk}, {here.pk}
    assert seen == {
        "clerk": this,
        "reviewer": this,
        "decider": this,
        "supervisor": this,
        "clerk elsewhere": {elsewhere.pk},
        "applicant": both,
        "guest": set(),
        "system": both,
    }
    for name, actor in actors.items():
        assert {case.pk for case in (here, elsewhere) if may(actor, Permission.SEE, case)} == seen[name]


def test_a_department_that_reviews_sees_the_case_of_another(office: Office) -> None:
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    fire = office.reviewers[1]
    assert visible_to(fire).filter(pk=case.pk).exists()
    assert may(fire, Permission.SEE, case)
    assert not may(fire, Permission.DECIDE, case)


def test_seeing_costs_one_query_however_many_posts_are_held(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office.case()
    posts = tuple(post for actor in who(office).values() for post in actor.posts)
    with django_assert_num_queries(1):
        assert len(visible_to(Actor(1, "兼职", "officer", posts=posts))) == 1


@pytest.mark.parametrize(
    "deed", ["accept", "ask_supplement", "refuse_acceptance", "conclude_review", "decide"]
)
@pytest.mark.parametrize("name", ["clerk", "reviewer", "decider"])
def test_nobody_handles_by_office_what_is_their_own(office: Office, name: str, deed: str) -> None:
    case = office.case()
    interested = replace(who(office)[name], parties=frozenset({case.party_id}))
    with pytest.raises(Refused) as refusal:
        DEEDS[deed](case, interested)
    if deed in ALLOWED[name]:
        assert refusal.value.code == "own-case"


def test_who_has_an_office_and_a_case_still_sees_and_withdraws_it(office: Office) -> None:
    case = office.case()
    interested = replace(office.clerk, parties=frozenset({case.party_id}))
    assert may(interested, Permission.SEE, case)
    withdraw_case(case.pk, actor=interested)


def test_the_desk_says_why_an_own_case_offers_no_deed(office: Office) -> None:
    case = office.case()
    interested = replace(office.clerk, parties=frozenset({case.party_id}))
    found = possible(Dossier(case=case, filed=None, reviews=[], timeline=[], papers=[]), interested)
    assert found.is_empty
    assert "回避" in found.remarks[0]
