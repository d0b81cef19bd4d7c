"""One case in six steps, over and over: accept, three parallel reviews, decide, deliver.

Each step is the deed that a desk does: its own transaction with lock, permission, change, event, hash-chained
history and outbox. Run in a hall of a benchmark's own: `python -m hall.project.cli.bench.six_steps CASES`.
Ours and the peer take turns by small lots, so that whatever else the machine does falls on both alike.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import django

if TYPE_CHECKING:
    from hall.applications.events import ApplicationSubmitted
    from hall.identity.public import Actor

WARM, LOT = 20, 25
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


def main(cases: int) -> dict[str, Any]:
    from hall.approvals.public import open_case
    from hall.foundation.public import verify_chain
    from hall.identity.public import SYSTEM

    scene = _scene()
    ids, keyed = (
        [UUID(open_case(scene.submitted(first + number), actor=SYSTEM)) for number in range(cases + WARM)]
        for first in (1, cases + WARM + 1)
    )
    statements = _statements(scene, ids[0])
    for case_id in ids[1:WARM]:
        _walk(scene, case_id)
    stored, held = (_peer(cases + WARM, in_memory=in_memory) for in_memory in (False, True))
    took = {"ours": 0.0, "keyed": 0.0, "stored": 0.0, "held": 0.0}
    for first in range(WARM, cases + WARM, LOT):
        lot = range(first, min(first + LOT, cases + WARM))
        took["ours"] += _timed(lambda number: _walk(scene, ids[number]), lot)
        took["keyed"] += _timed(lambda number: _walk(scene, keyed[number], keyed=True), lot)
        took["stored"] += _timed(stored.run, lot)
        took["held"] += _timed(held.run, lot)
    if verify_chain(ids[-1]) != 8:
        raise RuntimeError("The history of a case isn't what its steps have written.")
    return {"per_second": {name: cases / seconds for name, seconds in took.items()}, "statements": statements}


def _walk(scene: Scene, case_id: UUID, *, keyed: bool = False) -> None:
    for step in scene.steps(case_id, keyed=keyed):
        step()


def _timed(do: Callable[[int], Any], lot: range) -> float:
    begun = time.perf_counter()
    for number in lot:
        do(number)
    return time.perf_counter() - begun


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


def _peer(cases: int, *, in_memory: bool) -> Any:
    import os

    import psycopg

    from hall.project.cli.bench.spiff_peer import SpiffCases

    peer = SpiffCases(psycopg.connect(os.environ["DATABASE_URL"]), in_memory=in_memory)
    for number in range(cases):
        peer.open(number)
    for number in range(WARM):
        peer.run(number)
    return peer


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
    print(json.dumps(main(int(sys.argv[1]))))
