"""The desk's lists: each officer's drawers, by date, page by page, at a constant price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hall.approvals.models import Case
from hall.approvals.public import accept_case, conclude_review
from hall.approvals.queries.desk import PAGE_LENGTH, Sift, drawer_page, drawers_of, tallies
from hall.approvals.queries.drawers import Drawer
from hall.approvals.queries.finding import found
from hall.foundation.public import Invalid, now
from hall.identity.public import Actor
from tests.rooms.approvals.conftest import Office, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_ordinary_morning(at: Callable[[str], None]) -> None:
    at("2026-11-24 09:30")


def whole(actor: Actor, drawer: Drawer, sift: Sift | None = None) -> list[str]:
    """Every number in a drawer, walked forwards; the way back must show the same."""
    sift = sift or Sift()
    forwards, pages, after = [], [], ""
    while True:
        page = drawer_page(actor, drawer, sift, after=after)
        forwards += [row.number for row in page.rows]
        pages.append(page)
        if not page.after:
            break
        after = page.after
    for earlier, later in zip(pages[-2::-1], pages[:0:-1], strict=True):
        back = drawer_page(actor, drawer, sift, before=later.before)
        assert [row.number for row in back.rows] == [row.number for row in earlier.rows]
    return forwards


def numbers(cases: list[Case]) -> list[str]:
    return [case.number for case in cases]


def test_each_post_has_its_drawers(office: Office) -> None:
    supervisor = officer("周敏", "supervisor", office.hall)
    assert drawers_of(office.clerk) == ["to_accept", "supplement", "underway", "to_deliver", "closed"]
    assert drawers_of(office.reviewers[0]) == ["to_review", "reviewed"]
    assert drawers_of(office.decider) == ["to_decide", "underway", "to_deliver", "closed"]
    assert drawers_of(supervisor) == drawers_of(office.clerk)
    assert drawers_of(office.applicant) == []


def test_a_drawer_is_ordered_by_the_day_of_the_next_step_and_paged_both_ways(office: Office) -> None:
    cases = [
        office.case(submitted_at=now() - timedelta(days=number % 3)) for number in range(PAGE_LENGTH * 2 + 5)
    ]
    shown = whole(office.clerk, Drawer.TO_ACCEPT)
    assert sorted(shown) == sorted(numbers(cases))
    days = dict(Case.objects.values_list("number", "act_by"))
    assert [days[number] for number in shown] == sorted(days.values())


def test_an_archive_is_ordered_from_the_newest(office: Office) -> None:
    for number in range(PAGE_LENGTH + 3):
        case = office.case()
        Case.objects.filter(pk=case.pk).update(
            state="withdrawn", act_by=None, closed_at=now() - timedelta(hours=number % 5)
        )
    shown = whole(office.clerk, Drawer.CLOSED)
    moments = dict(Case.objects.values_list("number", "closed_at"))
    assert [moments[number] for number in shown] == sorted(moments.values(), reverse=True)


def test_another_halls_cases_are_not_on_the_desk(office: Office) -> None:
    here = office.case()
    office.case(hall_id=office.other_hall.pk, department_id=office.elsewhere.pk, review_department_ids=())
    assert whole(office.clerk, Drawer.TO_ACCEPT) == [here.number]


def test_an_officer_with_posts_in_two_halls_sees_both_in_one_order(office: Office) -> None:
    here = office.case()
    there = office.case(
        hall_id=office.other_hall.pk,
        department_id=office.elsewhere.pk,
        review_department_ids=(),
        submitted_at=now() - timedelta(days=1),
    )
    posts = (*office.clerk.posts, *officer("吴静", "window_clerk", office.other_hall).posts)
    both = Actor(1, "兼职", "officer", posts=posts)
    assert whole(both, Drawer.TO_ACCEPT) == [there.number, here.number]
    assert whole(both, Drawer.TO_ACCEPT, Sift(hall_id=office.hall.pk)) == [here.number]


def test_a_review_leaves_ones_drawer_when_it_is_concluded(office: Office) -> None:
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    fire, reviewer = office.reviewing[1], office.reviewers[1]
    assert whole(reviewer, Drawer.TO_REVIEW) == [case.number]
    conclude_review(case.pk, department_id=fire.pk, passed=True, actor=reviewer)
    assert whole(reviewer, Drawer.TO_REVIEW) == []
    assert whole(reviewer, Drawer.REVIEWED) == [case.number]
    assert whole(office.reviewers[2], Drawer.TO_REVIEW) == [case.number]


def test_tabs_count_what_lies_there_and_what_is_late(office: Office, at: Callable[[str], None]) -> None:
    at("2026-11-10 09:00")
    late = office.case()
    accept_case(late.pk, actor=office.clerk)
    at("2026-11-24 09:30")
    office.case()
    office.case()
    counted = tallies(office.clerk, drawers_of(office.clerk))
    assert {drawer: (tally.count, tally.late) for drawer, tally in counted.items()} == {
        "to_accept": (2, 0),
        "supplement": (0, 0),
        "underway": (1, 1),  # promised within 7 days of 10 November: until the 19th
        "to_deliver": (0, 0),
    }
    assert whole(office.clerk, Drawer.UNDERWAY, Sift(late=True)) == [late.number]


def test_a_list_is_narrowed_to_an_item_and_odd_signs_mean_themselves(office: Office) -> None:
    food, other = office.case(), office.case(item_name="100%_\\手工作坊登记")
    assert whole(office.clerk, Drawer.TO_ACCEPT, Sift(item="食品")) == [food.number]
    assert whole(office.clerk, Drawer.TO_ACCEPT, Sift(item="0%_\\")) == [other.number]
    assert whole(office.clerk, Drawer.TO_ACCEPT, Sift(item="%")) == [other.number]


@pytest.mark.parametrize("cursor", ["nonsense", "MjAyNnx4", "é"])
def test_a_cursor_that_is_none_of_ours_is_refused(office: Office, cursor: str) -> None:
    with pytest.raises(Invalid):
        drawer_page(office.clerk, Drawer.TO_ACCEPT, Sift(), after=cursor)


def test_a_case_is_found_by_number_by_applicant_and_by_item(office: Office) -> None:
    case = office.case(applicant_name="亳州谯城药膳馆有限公司")
    office.case(applicant_name="王小二", item_name="居住证申领")
    spaced = f"{case.number[:6]}-{case.number[6:14]}-{case.number[14:19]}-{case.number[19:]}"
    for words in (case.number, spaced, "亳州谯城", "药膳", "有限公司"):
        assert [row.number for row in found(office.clerk, words)] == [case.number], words
    assert len(found(office.clerk, case.number[:8])) == 2
    assert len(found(office.clerk, "证")) == 1


def test_a_closed_case_is_found_by_the_beginning_of_a_name_only(office: Office) -> None:
    case = office.case(applicant_name="亳州谯城药膳馆有限公司")
    Case.objects.filter(pk=case.pk).update(state="withdrawn", act_by=None, closed_at=now())
    assert [row.number for row in found(office.clerk, "亳州")] == [case.number]
    assert found(office.clerk, "药膳") == []


def test_nobody_finds_what_lies_outside_their_posts(office: Office) -> None:
    case = office.case()
    stranger = officer("吴静", "window_clerk", office.other_hall)
    assert found(stranger, case.number) == []


def browser(office: Office, actor: Actor) -> Client:
    client = Client()
    client.force_login(office.account_of(actor))
    return client


def test_the_desk_opens_on_the_first_drawer_that_holds_something(office: Office) -> None:
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    page = browser(office, office.clerk).get("/desk/")
    assert page.context["drawer"] == "underway"
    assert case.item_name in page.content.decode()


@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/?drawer=to_accept&item=食品&late=1", "/desk/find/?q=李小满"]
)
def test_a_list_costs_the_same_however_many_cases_there_are(
    office: Office,
    address: str,
    django_assert_max_num_queries: Any,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = browser(office, office.clerk)
    office.case()
    client.get(address)
    with django_assert_max_num_queries(6) as few:
        client.get(address)
    for _ in range(50):
        office.case()
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_a_whole_number_leads_straight_to_its_case(office: Office) -> None:
    case = office.case()
    answer = browser(office, office.clerk).get("/desk/find/", {"q": case.number})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/desk/cases/{case.pk}/"


def test_who_holds_no_post_is_told_so_and_a_stranger_signs_in(office: Office) -> None:
    assert Client().get("/desk/").status_code == 302
    resident = office.account_of(office.applicant)
    client = Client()
    client.force_login(resident)
    assert client.get("/desk/").status_code == 403
    keeper = officer("管理员", "item_manager", office.hall)
    assert "不办理审批件" in browser(office, keeper).get("/desk/").content.decode()
