"""A hall with three departments, an item, an applicant, and the officers who work on her case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from hall.approvals.public import Case, open_case
from hall.catalogue.public import ServiceItem
from hall.foundation.public import event_name, forget_calendar, history_of, now, today
from hall.identity.public import SYSTEM, Account, Actor, Party, PostHeld, give_post
from hall.places.public import Department, Division, Hall
from hall.standards.receipt_number import build

_serial = count(1)


@dataclass(frozen=True)
class Submitted:
    """What `applications.events.ApplicationSubmitted` says, as far as a case needs it."""

    application_id: UUID
    receipt_number: str
    item_id: int
    hall_id: int
    department_id: int
    review_department_ids: tuple[int, ...]
    party_id: UUID
    applicant_name: str
    applicant_kind: str
    legal_limit_days: int
    promise_limit_days: int | None
    item_name: str
    project_type: str
    submitted_at: datetime
    item_code: str = ""


@dataclass
class Office:
    """Everybody and everything that a case needs."""

    hall: Hall
    other_hall: Hall
    lead: Department
    elsewhere: Department
    reviewing: list[Department]
    item: ServiceItem
    party: Party
    clerk: Actor
    decider: Actor
    applicant: Actor
    reviewers: list[Actor] = field(default_factory=list)

    def submitted(self, **changes: Any) -> Submitted:
        usual = Submitted(
            application_id=uuid4(),
            receipt_number=build("341600", date(2026, 11, 24), next(_serial)),
            item_id=self.item.pk,
            hall_id=self.hall.pk,
            department_id=self.lead.pk,
            review_department_ids=tuple(department.pk for department in self.reviewing),
            party_id=self.party.pk,
            applicant_name=self.party.name,
            applicant_kind="natural",
            legal_limit_days=20,
            promise_limit_days=7,
            item_name=self.item.name,
            project_type="2",
            submitted_at=now(),
        )
        return replace(usual, **changes)

    def account_of(self, actor: Actor) -> Account:
        """The account behind an actor, with the posts that the fixture only imagines."""
        if actor.account_id is None:
            return Account.objects.create(
                username=f"person-{next(_serial)}", name=actor.name, party_id=actor.party_id
            )
        for post in actor.posts:
            give_post(
                account_id=actor.account_id,
                role=post.role,
                hall_id=post.hall_id,
                department_id=post.department_id,
                since=today(),
                actor=SYSTEM,
            )
        return Account.objects.get(pk=actor.account_id)

    def case(self, **changes: Any) -> Case:
        """A case that has just come in."""
        return Case.objects.get(pk=open_case(self.submitted(**changes), actor=SYSTEM))


def officer(name: str, role: str, hall: Hall, department: Department | None = None) -> Actor:
    account = Account.objects.create(username=f"{role}-{next(_serial)}", name=name)
    post = PostHeld(role, hall.pk, department.pk if department else None)
    return Actor(account.pk, name, "officer", posts=(post,))


def told(case: Case, event: type[Any]) -> dict[str, Any]:
    """What the latest event of this kind said, as history keeps it."""
    named = event_name(event)
    return next(fact.data for fact in reversed(history_of(case.pk)) if fact.event == named)


@pytest.fixture(autouse=True)
def _fresh_calendar() -> None:
    forget_calendar()


@pytest.fixture
def office(db: None) -> Office:
    province = Division.objects.create(code="340000000000", name="安徽省", level="province")
    city = Division.objects.create(code="341600000000", name="亳州市", level="city", parent=province)
    hall, other = (
        Hall.objects.create(slug=slug, name=name, kind="city", division=city)
        for slug, name in (("bozhou", "亳州市政务服务大厅"), ("qiaocheng", "谯城区政务服务大厅"))
    )
    lead, fire, health = (
        Department.objects.create(hall=hall, function=function, name=f"亳州市{function}局", source="测试")
        for function in ("市场监督管理", "消防救援", "卫生健康")
    )
    item = ServiceItem.objects.create(
        code="11341600MB1234567X300011503100001",
        name="食品经营许可",
        item_type="01",
        function="市场监督管理",
        audiences=["natural_person"],
        topics=[],
        changed_at=now(),
    )
    party = Party.objects.create(kind="natural", name="李小满", id_number="x", id_digest=uuid4().hex)
    reviewing = [lead, fire, health]
    return Office(
        hall=hall,
        other_hall=other,
        lead=lead,
        elsewhere=Department.objects.create(
            hall=other, function="市场监督管理", name="谯城区市场监督管理局", source="测试"
        ),
        reviewing=reviewing,
        item=item,
        party=party,
        clerk=officer("王芳", "window_clerk", hall),
        decider=officer("赵建国", "decider", hall, lead),
        applicant=Actor(None, "李小满", "person", party.pk, frozenset({party.pk})),
        reviewers=[officer(f"审查{department.pk}", "reviewer", hall, department) for department in reviewing],
    )


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the hall's clock: `at("2026-11-24 09:30")`, in Asia/Shanghai."""

    def set_clock(moment: str) -> None:
        aware = timezone.make_aware(datetime.fromisoformat(moment))
        monkeypatch.setattr("django.utils.timezone.now", lambda: aware)

    return set_clock
