"""One case in six steps, over and over: accept, three parallel reviews, decide, deliver.

Each step is the deed that a desk does: its own transaction with lock, permission, change, event, hash-chained
history and outbox. Run in a hall of a benchmark's own, by `turns.started`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import django

from hall.project.cli.bench.turns import take_turns

if TYPE_CHECKING:
    from hall.applications.events import ApplicationSubmitted
    from hall.identity.public import Actor

DEPARTMENTS = ("市场监管", "消防救援", "卫生健康")
STEP_NAMES = ("accept", "review", "review", "review_last", "decide", "complete")


@dataclass
class Scene:
    """A hall with an item, three departments and the officers who hold their posts."""

    hall_id: int
    item_id: int
    party_id: UUID
    department_ids: list[int]
    clerk: Actor
    reviewers: list[Actor]
    decider: Actor

    def submitted(self, number: int) -> ApplicationSubmitted:
        from hall.applications.events import ApplicationSubmitted
        from hall.foundation.public import now
        from hall.standards.receipt_number import build

        return ApplicationSubmitted(
            application_id=uuid4(),
            receipt_number=build("341600", date(2026, 11, 24), number),
            item_id=self.item_id,
            guide_id=0,
            hall_id=self.hall_id,
            department_id=self.department_ids[0],
            review_department_ids=tuple(self.department_ids),
            party_id=self.party_id,
            applicant_name="测试·申请人",
            applicant_kind="natural",
            legal_limit_days=20,
            promise_limit_days=7,
            item_name="食品经营许可",
            item_code="bench",
            project_type="2",
            submitted_at=now(),
        )

    def steps(self, case_id: UUID, *, keyed: bool = False) -> list[Callable[[], Any]]:
        """The six deeds; `keyed` as the desk's forms do them, each with an idempotency key of its own."""
        from hall.approvals.public import accept_case, complete_case, conclude_review, decide_case

        def key() -> dict[str, Any]:
            return {"key": str(uuid4())} if keyed else {}

        def review(number: int) -> None:
            conclude_review(
                case_id,
                department_id=self.department_ids[number],
                passed=True,
                opinion="符合条件",
                actor=self.reviewers[number],
                **key(),
            )

        return [
            lambda: accept_case(case_id, actor=self.clerk, **key()),
            *(partial(review, number) for number in range(len(self.reviewers))),
            lambda: decide_case(case_id, outcome="granted", actor=self.decider, **key()),
            lambda: complete_case(case_id, actor=self.clerk, **key()),
        ]


def main() -> None:
    """Take turns as `plain` and as `keyed`, after a line of JSON: how many statements each step sends."""
    scene = _scene()
    filed = count(1)
    print(json.dumps(_statements(scene, _opened(scene, filed))), flush=True)

    def lot(cases: int, *, keyed: bool) -> list[Callable[[], None]]:
        return [partial(_walk, scene, _opened(scene, filed), keyed=keyed) for _ in range(cases)]

    take_turns({"plain": partial(lot, keyed=False), "keyed": partial(lot, keyed=True)})
    _check(_opened(scene, filed), scene)


def _opened(scene: Scene, filed: Iterator[int]) -> UUID:
    from hall.approvals.public import open_case
    from hall.identity.public import SYSTEM

    return UUID(open_case(scene.submitted(next(filed)), actor=SYSTEM))


def _walk(scene: Scene, case_id: UUID, *, keyed: bool) -> None:
    for step in scene.steps(case_id, keyed=keyed):
        step()


def _check(case_id: UUID, scene: Scene) -> None:
    """Raises: RuntimeError when a case doesn't come out as it should: the figures would be void."""
    from hall.foundation.public import verify_chain

    _walk(scene, case_id, keyed=True)
    if verify_chain(case_id) != len(STEP_NAMES) + 2:  # opened before; the last review completes the reviews
        raise RuntimeError("The history of a case isn't what its steps have written.")


def _statements(scene: Scene, case_id: UUID) -> dict[str, int]:
    """How many statements each step sends, BEGIN and COMMIT not counted."""
    from django.db import connection

    counted: dict[str, int] = {}
    for name, step in zip(STEP_NAMES, scene.steps(case_id), strict=True):
        seen: list[str] = []

        def watch(execute: Any, sql: str, *rest: Any, seen: list[str] = seen) -> Any:
            seen.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(watch):
            step()
        counted[name] = len(seen)
    return counted


def _scene() -> Scene:
    from hall.catalogue.public import ServiceItem
    from hall.foundation.public import now
    from hall.identity.public import Party
    from hall.places.public import Department, Division, Hall

    division = Division.objects.create(code="340000000000", name="安徽省", level="province")
    hall = Hall.objects.create(slug="bench", name="测试大厅", kind="city", division=division)
    departments = [
        Department.objects.create(hall=hall, function=function, name=f"测试{function}局", source="bench").pk
        for function in DEPARTMENTS
    ]
    item = ServiceItem.objects.create(
        code="bench",
        name="食品经营许可",
        item_type="01",
        function=DEPARTMENTS[0],
        audiences=["natural_person"],
        topics=[],
        changed_at=now(),
    )
    party = Party.objects.create(kind="natural", name="测试·申请人", id_number="BENCH", id_digest="bench")
    return Scene(
        hall.pk,
        item.pk,
        party.pk,
        departments,
        clerk=_officer("window_clerk", hall.pk, None),
        reviewers=[_officer("reviewer", hall.pk, department_id) for department_id in departments],
        decider=_officer("decider", hall.pk, departments[0]),
    )


def _officer(role: str, hall_id: int, department_id: int | None) -> Actor:
    from hall.identity.public import SYSTEM, Account, actor_for, enrol_account, give_post

    name = f"{role}-{department_id or hall_id}"
    account_id = enrol_account(username=name, name=name, password=uuid4().hex, actor=SYSTEM)
    give_post(account_id=account_id, role=role, hall_id=hall_id, department_id=department_id, actor=SYSTEM)
    return actor_for(Account.objects.get(pk=account_id))


if __name__ == "__main__":
    django.setup()
    main()
