"""The peer of `hall bench cases`: SpiffWorkflow doing the same six steps, its state saved at each.

It is given the lightest duty that still survives a crash: the workflow stays in memory, a step completes one
user task and writes the serialised state into one row of PostgreSQL. No permission, lock, event or audit.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

PROCESS = Path(__file__).with_name("six_steps.bpmn")
STEPS = ("accept", "review_1", "review_2", "review_3", "decide", "deliver")
TABLE = """
    CREATE TEMP TABLE IF NOT EXISTS bench_spiff (id integer PRIMARY KEY, state text NOT NULL)
"""


class SpiffCases:
    """Cases in flight in SpiffWorkflow, on a connection of their own."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

        parser = BpmnParser()
        parser.add_bpmn_file(str(PROCESS))
        self._spec = parser.get_spec("six_steps")
        self._serializer = BpmnWorkflowSerializer()
        self._connection = connection
        with connection.transaction():
            connection.execute("DROP TABLE IF EXISTS bench_spiff")
            connection.execute("CREATE TABLE bench_spiff (id integer PRIMARY KEY, state text NOT NULL)")

    def open(self, number: int) -> Any:
        """A new workflow, waiting for its acceptance, and saved."""
        from SpiffWorkflow.bpmn import BpmnWorkflow

        workflow = BpmnWorkflow(self._spec)
        workflow.do_engine_steps()
        with self._connection.transaction():
            self._connection.execute(
                "INSERT INTO bench_spiff VALUES (%s, %s)", [number, self._serializer.serialize_json(workflow)]
            )
        return workflow

    def run(self, number: int, workflow: Any) -> Iterator[str]:
        """Take the six steps one by one; each is saved when its name is given."""
        for step in STEPS:
            (task,) = workflow.get_tasks(task_filter=_ready(step))
            task.run()
            workflow.do_engine_steps()
            with self._connection.transaction():
                self._connection.execute(
                    "UPDATE bench_spiff SET state = %s WHERE id = %s",
                    [self._serializer.serialize_json(workflow), number],
                )
            yield step
        if not workflow.is_completed():
            raise RuntimeError("The peer has not come to its end: the comparison would be void.")

    def close(self) -> None:
        with self._connection.transaction():
            self._connection.execute("DROP TABLE bench_spiff")


def _ready(step: str) -> Any:
    from SpiffWorkflow.bpmn.util.task import BpmnTaskFilter
    from SpiffWorkflow.util.task import TaskState

    return BpmnTaskFilter(state=TaskState.READY, spec_name=step)
