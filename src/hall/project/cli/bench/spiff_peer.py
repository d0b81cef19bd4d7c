"""The peer of `hall bench cases`: SpiffWorkflow doing the same six steps, its state saved at each.

It is used as its makers use it: their serialiser, one JSON column (`json`, as in their own server), a
transaction of its own for each step. What a case is about lies in the workflow, where it is kept once and
isn't copied from task to task; each step leaves in its task what ours leaves in the case's row. Nothing else
is asked of it: no permission, lock, event, audit or outbox.

`held` keeps every workflow in memory and only saves, which no server with a second process could. `stored`
begins each step from what is stored, as every server's does, ours included: reads and locks the row, and
makes the workflow from it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from hall.project.cli.bench.turns import take_turns

PROCESS = Path(__file__).with_name("six_steps.bpmn")
ABOUT = {
    "application_id": "0b6f4b0e-5a0c-4a3b-9d8e-0c5f6f1d2a3b",
    "party_id": "5d2b3c1a-7e6f-4b5a-8c9d-1e2f3a4b5c6d",
    "applicant_name": "测试·申请人",
    "applicant_kind": "natural",
    "item_id": 1,
    "item_name": "食品经营许可",
    "hall_id": 1,
    "department_id": 1,
    "review_department_ids": [1, 2, 3],
    "legal_limit_days": 20,
    "promise_limit_days": 7,
    "project_type": "2",
    "submitted_at": "2026-11-24T09:00:00+08:00",
}
AT = "2026-11-24T09:30:00+08:00"
REVIEW = {"passed": True, "opinion": "符合条件", "concluded_at": AT}
#: step → what it leaves behind.
STEPS: dict[str, dict[str, Any]] = {
    "accept": {"accepted_at": AT, "due_on": "2026-12-22", "promised_on": "2026-12-03", "accepted_by": 1},
    "review_1": {"review_1": REVIEW | {"reviewer": 2}},
    "review_2": {"review_2": REVIEW | {"reviewer": 3}},
    "review_3": {"review_3": REVIEW | {"reviewer": 4}},
    "decide": {"outcome": "granted", "reason": "", "decided_at": AT, "decided_by": 5},
    "deliver": {"closed_at": AT, "closed_by": 1},
}


class SpiffCases:
    """Cases in flight in SpiffWorkflow; each thread has a connection of its own."""

    def __init__(self, connect: Callable[[], psycopg.Connection[Any]], *, in_memory: bool) -> None:
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

        parser = BpmnParser()
        parser.add_bpmn_file(str(PROCESS))
        self._spec = parser.get_spec("six_steps")
        self._serializer = BpmnWorkflowSerializer()
        self._connect = connect
        self._own = threading.local()
        self._held: dict[int, Any] | None = {} if in_memory else None
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS bench_spiff (id integer PRIMARY KEY, state json NOT NULL)"
        )

    @property
    def _connection(self) -> psycopg.Connection[Any]:
        if not hasattr(self._own, "connection"):
            self._own.connection = self._connect()
        held: psycopg.Connection[Any] = self._own.connection
        return held

    def lot(self, cases: int, *, numbers: Iterator[int]) -> list[Callable[[], None]]:
        """`cases` workflows, opened; what is returned takes each through its steps."""
        return [partial(self._run, self._open(next(numbers))) for _ in range(cases)]

    def _open(self, number: int) -> int:
        """A new workflow, waiting for its acceptance, and saved."""
        from SpiffWorkflow.bpmn import BpmnWorkflow

        workflow = BpmnWorkflow(self._spec)
        workflow.data.update(ABOUT, number=f"{number:021d}")
        workflow.do_engine_steps()
        state = self._serializer.serialize_json(workflow)
        self._connection.execute("INSERT INTO bench_spiff VALUES (%s, %s)", [number, state])
        if self._held is not None:
            self._held[number] = workflow
        return number

    def _run(self, number: int) -> None:
        """Take the six steps one by one, each a transaction.

        Raises: RuntimeError when the workflow has not come to its end: the comparison would be void.
        """
        connection = self._connection
        for step, found in STEPS.items():
            with connection.transaction():
                workflow = self._taken(number)
                (task,) = workflow.get_tasks(task_filter=_ready(step))
                task.data.update(found)
                task.run()
                workflow.do_engine_steps()
                connection.execute(
                    "UPDATE bench_spiff SET state = %s WHERE id = %s",
                    [self._serializer.serialize_json(workflow), number],
                )
        if not workflow.is_completed():
            raise RuntimeError("SpiffWorkflow has not completed the case.")
        if self._held is not None:
            del self._held[number]

    def _taken(self, number: int) -> Any:
        if self._held is not None:
            return self._held[number]
        row = self._connection.execute(
            "SELECT state::text FROM bench_spiff WHERE id = %s FOR UPDATE", [number]
        ).fetchone()
        if row is None:
            raise RuntimeError(f"There is no workflow {number}.")
        return self._serializer.deserialize_json(row[0])


def _ready(step: str) -> Any:
    from SpiffWorkflow.bpmn.util.task import BpmnTaskFilter
    from SpiffWorkflow.util.task import TaskState

    return BpmnTaskFilter(state=TaskState.READY, spec_name=step)


def main() -> None:
    """Take turns as `held` and as `stored`."""
    connect = partial(psycopg.connect, os.environ["DATABASE_URL"], autocommit=True)
    lots = {}
    for first, name in enumerate(("held", "stored")):
        peer = SpiffCases(connect, in_memory=name == "held")
        lots[name] = partial(peer.lot, numbers=count(first, 2))
    take_turns(lots)


if __name__ == "__main__":
    main()
