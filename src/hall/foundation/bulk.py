"""Data into tables by the thousand: streamed by COPY, idempotent, all or nothing, every reject named."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection, models
from psycopg import sql

from hall.foundation.errors import HallError

_STAGE = sql.Identifier("bulk_stage")


class RowNote(NamedTuple):
    """What is to be said about one row of a source."""

    source: str
    line: int
    reason: str
    column: str = ""


@dataclass
class LoadReport:
    """What one step of `hall load` did. `remarks` are odd rows that were loaded all the same."""

    step: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[RowNote] = dataclasses.field(default_factory=list)
    remarks: list[RowNote] = dataclasses.field(default_factory=list)

    def reject(self, source: str, line: int, reason: str, column: str = "") -> None:
        """Leave a row out, and say why."""
        self.rejected.append(RowNote(source, line, reason, column))

    def remark(self, source: str, line: int, reason: str, column: str = "") -> None:
        """Load a row that is odd, and say how."""
        self.remarks.append(RowNote(source, line, reason, column))

    def count(self, added: int, changed: int, unchanged: int) -> None:
        """Add what `upsert_rows` did."""
        self.added += added
        self.changed += changed
        self.unchanged += unchanged

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON wants it."""
        return {
            "step": self.step,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": [note._asdict() for note in self.rejected],
            "remarks": [note._asdict() for note in self.remarks],
        }


class NotLoaded(HallError):
    """Some rows were wrong and half the data would mislead: nothing was loaded. `report` names the rows."""

    status = 422
    code = "not-loaded"

    def __init__(self, message: str, report: LoadReport, *, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.report = report


def upsert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    key: Sequence[str],
    ignore: Sequence[str] = (),
) -> tuple[int, int, int]:
    """Stream `rows` into the table of `model`: new keys are added, changed rows updated, equal ones left.

    `names` are field names (a foreign key as `division_id`), `key` those of a unique constraint. Fields in
    `ignore` are written but don't make a row count as changed (sealed texts differ at each sealing). Values
    are prepared as the model's fields prepare them.
    Returns: rows added, changed, unchanged. Must run inside a transaction. `rows` must not query the database
    while it is read: the connection is busy copying.
    """
    kept = [name for name in names if name not in key]
    compared = [name for name in kept if name not in ignore] or kept
    with connection.cursor() as cursor:
        total = _stage(cursor, model, names, rows)
        cursor.execute(_merge(model, names, key, compared, kept))
        added, changed = cursor.fetchone()
        cursor.execute(sql.SQL("DROP TABLE {}").format(_STAGE))
    return added, changed, total - added - changed


def _stage(
    cursor: Any, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Copy the rows beside the table, in a table of this transaction; returns how many there were."""
    fields = [_field(model, name) for name in names]
    columns = sql.SQL(", ").join(sql.Identifier(_column(model, name)) for name in names)
    create = sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA")
    cursor.execute(create.format(_STAGE, columns, _table(model)))
    total = 0
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(_STAGE, columns)) as copy:
        for row in rows:
            values = zip(fields, row, strict=True)
            copy.write_row([one.get_db_prep_save(value, connection) for one, value in values])
            total += 1
    return total


def _merge(
    model: type[models.Model],
    names: Sequence[str],
    key: Sequence[str],
    compared: Sequence[str],
    kept: Sequence[str],
) -> sql.Composed:
    def columns(chosen: Sequence[str], prefix: str = "") -> sql.Composed:
        path = (prefix,) if prefix else ()
        idents = [sql.Identifier(*path, _column(model, name)) for name in chosen]
        return sql.SQL(", ").join(idents)

    if not kept:
        on_conflict: sql.Composable = sql.SQL("NOTHING")
    else:
        on_conflict = sql.SQL("UPDATE SET ({}) = ROW({}) WHERE ({}) IS DISTINCT FROM ({})").format(
            columns(kept),
            columns(kept, "excluded"),
            columns(compared, "known"),
            columns(compared, "excluded"),
        )
    return sql.SQL(
        "WITH merged AS (INSERT INTO {table} AS known ({names}) SELECT {names} FROM {stage}"
        " ON CONFLICT ({key}) DO {on_conflict} RETURNING xmax = 0 AS is_new)"
        " SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM merged"
    ).format(
        table=_table(model),
        names=columns(names),
        stage=_STAGE,
        key=columns(key),
        on_conflict=on_conflict,
    )


def _table(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _column(model: type[models.Model], name: str) -> str:
    return _field(model, name).get_attname_column()[1] or name


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise TypeError(f"{name} of {model.__name__} is no column")
    return found
