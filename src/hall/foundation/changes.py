"""A row changed and its history written in one statement: for the deeds that a hall does all day.

`save()` and then `record()` are two round trips; a desk with hundreds of cases an hour waits for each.
What is written is the same, and so is the rule: the caller's transaction holds the row locked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from hall.foundation.history import CALL, Doer, entry
from hall.foundation.statements import first_row

__all__ = ["Beside", "Told", "record_change"]


@dataclass(frozen=True)
class Told:
    """One entry of history, and the event that it puts in the outbox."""

    action: str
    event: Any = None
    summary: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """An INSERT, UPDATE or DELETE of rows that belong to the one changed, without RETURNING.

    It is a condition as well: where it finds no row to write, nothing is changed or recorded at all.
    """

    sql: str
    values: Sequence[Any]


def record_change(
    row: models.Model, changes: Mapping[str, Any], *told: Told, actor: Doer, beside: Beside | None = None
) -> bool:
    """Change columns of `row`, write what is `told` into its history (`row.pk` is the chain), all or nothing.

    The values of `changes` are what the columns hold.
    Returns: False when nothing was written, because `beside` found nothing to write or the row is gone.
    """
    assignments = ", ".join(f"{name} = %s" for name in changes)
    update = f"UPDATE {row._meta.db_table} SET {assignments} WHERE {row._meta.pk.column} = %s"  # noqa: S608
    steps, values = f"changed AS ({update} RETURNING 1)", [*changes.values(), row.pk]
    if beside is not None:
        steps = (
            f"beside AS ({beside.sql} RETURNING 1), "
            f"changed AS ({update} AND EXISTS (SELECT FROM beside) RETURNING 1)"
        )
        values = [*beside.values, *values]
    for each in told:
        values += entry(row.pk, actor, each.action, each.event, each.summary)
    recording = f"WITH {steps} SELECT {', '.join([CALL] * len(told))} FROM changed"  # noqa: S608
    written = first_row(recording, values) is not None
    if written:
        for name, value in changes.items():
            setattr(row, name, value)
    return written
