"""The peer of `hall bench cases`: SpiffWorkflow doing the same six steps, its state saved at each.

Each step is a transaction of its own that begins from what is stored, as every server's does, ours included:
read and lock the row, make the workflow from it, complete one user task, write the state back. Nothing else
is asked of it: no permission, event, audit or outbox. `in_memory` spares it the reading as well, which no
server with a second process could: that figure is given beside, for whoever thinks the first unfair.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg

PROCESS = Path(__file__).with_name("six_steps.bpmn")
STEPS = ("accept", "review_1", "review_2", "review_3", "decide", "deliver")


class SpiffCases:
    """Cases in flight in SpiffWorkflow, on a connection of their own."""

    def __init__(self, connection: psycopg.Connection[Any], *, in_memory: bool) -> None:
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

        parser = BpmnParser()
        parser.add_bpmn_file(str(PROCESS))
        self._spec = parser.get_spec("six_steps")
        self._serializer = BpmnWorkflowSerializer()
        self._connection = connection
        self._held: dict[int, Any] | None = {} if in_memory else None
        connection.autocommit = True
        connection.execute(
            "CREATE TABLE IF NOT EXISTS bench_spiff (id integer PRIMARY KEY, state text NOT NULL)"
        )
        connection.execute("TRUNCATE bench_spiff")

    def open(self, number: int) -> None:
        """A new workflow, waiting for its acceptance, and saved."""
        from SpiffWorkflow.bpmn import BpmnWorkflow

        workflow = BpmnWorkflow(self._spec)
        workflow.do_engine_steps()
        state = self._serializer.serialize_json(workflow)
        self._connection.execute("INSERT INTO bench_spiff VALUES (%s, %s)", [number, state])
        if self._held is not None:
            self._held[number] = workflow

    def run(self, number: int) -> None:
        """Take the six steps one by one, each a transaction.

        Raises: RuntimeError when the workflow has not come to its end: the comparison would be void.
        """
        for step in STEPS:
            with self._connection.transaction():
                workflow = self._taken(number)
                (task,) = workflow.get_tasks(task_filter=_ready(step))
                task.run()
                workflow.do_engine_steps()
                self._connection.execute(
                    "UPDATE bench_spiff SET state = %s WHERE id = %s",
                    [self._serializer.serialize_json(workflow), number],
                )
        if not workflow.is_completed():
            raise RuntimeError("SpiffWorkflow has not completed the case.")

    def _taken(self, number: int) -> Any:
        if self._held is not None:
            return self._held[number]
        row = self._connection.execute(
            "SELECT state FROM bench_spiff WHERE id = %s FOR UPDATE", [number]
        ).fetchone()
        if row is None:
            raise RuntimeError(f"There is no workflow {number}.")
        return self._serializer.deserialize_json(row[0])


def _ready(step: str) -> Any:
    from SpiffWorkflow.bpmn.util.task import BpmnTaskFilter
    from SpiffWorkflow.util.task import TaskState

    return BpmnTaskFilter(state=TaskState.READY, spec_name=step)
