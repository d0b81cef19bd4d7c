"""A case on the desk: filed beside held, the deeds that are possible, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from hall.approvals.models import Case, SupplementRequest
from hall.approvals.public import accept_case, conclude_review, withdraw_case
from hall.foundation.public import history_of, now, verify_chain
from hall.identity.public import Actor, PostHeld
from tests.rooms.approvals.conftest import Office, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_ordinary_morning(at: Callable[[str], None]) -> None:
    at("2026-11-24 09:30")


class Desk:
    """An officer before a case."""

    def __init__(self, office: Office, actor: Actor, case: Case) -> None:
        self.client = Client()
        self.client.force_login(office.account_of(actor))
        self.case = case
        self.address = f"/desk/cases/{case.pk}/"

    def page(self, query: str = "") -> Any:
        return self.client.get(self.address + query)

    def send(self, path: str, **said: Any) -> Any:
        """One form, with the key and version of a freshly opened page unless others are given."""
        self.case.refresh_from_db()
        return self.client.post(
            self.address + path, {"key": str(uuid4()), "version": self.case.version} | said
        )

    def state(self) -> str:
        self.case.refresh_from_db()
        return self.case.state


@pytest.fixture
def accepted(office: Office) -> Case:
    case = office.case()
    accept_case(case.pk, actor=office.clerk)
    return case


@pytest.fixture
def decidable(office: Office, accepted: Case) -> Case:
    for department, reviewer in zip(office.reviewing, office.reviewers, strict=True):
        conclude_review(accepted.pk, department_id=department.pk, passed=True, actor=reviewer)
    return accepted


def test_a_clerk_accepts_and_is_led_back_to_the_case(office: Office) -> None:
    desk = Desk(office, office.clerk, office.case())
    answer = desk.send("accept/?from=to_accept")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{desk.address}?from=to_accept"
    assert desk.state() == "reviewing"


def test_a_double_click_is_one_deed(office: Office) -> None:
    desk = Desk(office, office.clerk, office.case())
    said = {"key": "one-click", "version": desk.case.version}
    for _ in range(2):
        assert desk.client.post(desk.address + "accept/", said).status_code == 302
    assert verify_chain(desk.case.pk) == 2


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("clerk", {"accept", "refuse"}),  # nothing was filed online, so there is nothing to list as missing
        ("decider", set()),
        ("reviewer", set()),
        ("supervisor", set()),
    ],
)
def test_only_the_deeds_of_ones_post_are_offered(office: Office, who: str, offered: set[str]) -> None:
    actors = {
        "clerk": office.clerk,
        "decider": office.decider,
        "reviewer": office.reviewers[0],
        "supervisor": officer("周敏", "supervisor", office.hall),
    }
    possible = Desk(office, actors[who], office.case()).page().context["possible"]
    named = {
        "accept": possible.accept,
        "ask": possible.ask,
        "refuse": possible.refuse,
        "decide": possible.decide,
    }
    assert {name for name, choice in named.items() if choice} == offered
    assert possible.is_empty is not bool(offered)


def test_what_the_law_demands_stands_beside_the_button(office: Office) -> None:
    page = Desk(office, office.clerk, office.case()).page().content.decode()
    assert "《中华人民共和国行政许可法》第三十二条第一款第（五）项" in page
    assert "逐日怎样计算" in page


def test_a_refusal_without_a_reason_comes_back_as_it_was_typed(office: Office) -> None:
    desk = Desk(office, office.clerk, office.case())
    answer = desk.send("refuse-acceptance/", ground="not_ours", reason="", where_to_go="谯城区市场监督管理局")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>有误：" in page
    assert f'action="{desk.address}refuse-acceptance/' in page
    assert "谯城区市场监督管理局" in page
    assert desk.state() == "received"
    answer = desk.send("refuse-acceptance/", ground="not_ours", reason="归县局办理", where_to_go="谯城区局")
    assert answer.status_code == 302
    assert desk.state() == "not_accepted"


def test_whoever_was_slower_is_told_and_keeps_what_was_typed(office: Office) -> None:
    desk = Desk(office, office.clerk, office.case())
    withdraw_case(desk.case.pk, reason="", actor=office.applicant)
    answer = desk.send("refuse-acceptance/", ground="not_needed", reason="写了很久的理由", where_to_go="")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "申请人已于2026-11-24 09:30办理“撤回申请”" in page
    assert "写了很久的理由" in page


def test_a_case_that_changed_meanwhile_keeps_the_form_in_place(office: Office, decidable: Case) -> None:
    desk = Desk(office, office.decider, decidable)
    answer = desk.send("decide/", outcome="refused", reason="不符合条件", version=1)
    assert answer.status_code == 412
    assert "不符合条件</textarea>" in answer.content.decode()
    assert desk.state() == "decidable"


def test_each_department_concludes_its_own_review_though_another_was_faster(
    office: Office, accepted: Case
) -> None:
    desk = Desk(office, office.reviewers[1], accepted)
    stale = accepted.version
    conclude_review(accepted.pk, department_id=office.reviewing[0].pk, passed=True, actor=office.reviewers[0])
    path = f"reviews/{office.reviewing[1].pk}/"
    assert desk.send(path, passed="no", opinion="", version=stale).status_code == 422
    assert desk.send(path, passed="no", opinion="疏散通道不足", version=stale).status_code == 302
    assert desk.send(f"reviews/{office.reviewing[2].pk}/", passed="yes").status_code == 403


def test_who_reviewed_is_told_that_another_must_decide(office: Office, accepted: Case) -> None:
    both = replace(
        office.reviewers[0],
        posts=(*office.reviewers[0].posts, PostHeld("decider", office.hall.pk, office.lead.pk)),
    )
    for department, reviewer in zip(office.reviewing, [both, *office.reviewers[1:]], strict=True):
        conclude_review(accepted.pk, department_id=department.pk, passed=True, actor=reviewer)
    page = Desk(office, both, accepted).page()
    assert page.context["possible"].decide is None
    assert "须由本部门的另一位审批决定人作出决定" in page.content.decode()


def test_a_decider_decides_and_completes(office: Office, decidable: Case) -> None:
    desk = Desk(office, office.decider, decidable)
    assert desk.send("decide/", outcome="granted", reason="").status_code == 302
    assert desk.send("complete/").status_code == 302
    assert desk.state() == "completed"
    assert "办结" in desk.page().content.decode()


def test_the_next_case_of_the_drawer_is_one_click_away(office: Office) -> None:
    first, second = office.case(submitted_at=now() - timedelta(days=1)), office.case()
    page = Desk(office, office.clerk, first).page("?from=to_accept")
    assert page.context["next"].case_id == second.pk
    assert Desk(office, office.clerk, first).page("?from=nonsense").context["next"] is None


def test_a_case_outside_ones_posts_is_not_there(office: Office) -> None:
    stranger = officer("吴静", "window_clerk", office.other_hall)
    desk = Desk(office, stranger, office.case())
    assert desk.page().status_code == 404
    assert desk.send("accept/").status_code == 404
    assert desk.state() == "received"
    assert len(history_of(desk.case.pk)) == 1


def test_a_case_in_supplement_shows_what_was_asked(office: Office) -> None:
    case = office.case()
    Case.objects.filter(pk=case.pk).update(state="supplement", supplement_asked_at=now())
    wanted = [{"kind": "material", "key": "plan", "title": "平面图", "reason": "看不清"}]
    SupplementRequest.objects.create(case=case, wanted=wanted, reply_by=case.act_by)
    page = Desk(office, office.clerk, case).page().content.decode()
    assert "等待申请人补正" in page
    assert "看不清" in page
    assert "计时已停" in page


def test_a_case_page_costs_the_same_whatever_it_holds(
    office: Office, accepted: Case, django_assert_max_num_queries: Any
) -> None:
    desk = Desk(office, office.reviewers[0], accepted)
    desk.page()
    with django_assert_max_num_queries(9) as few:
        desk.page()
    for department, reviewer in zip(office.reviewing[1:], office.reviewers[1:], strict=True):
        conclude_review(accepted.pk, department_id=department.pk, passed=True, actor=reviewer)
    with django_assert_max_num_queries(len(few)):
        desk.page()
