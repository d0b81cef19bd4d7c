"""Queries of the ORM that are asked all day: put into words once, planned once for each connection.

Most of what a small query costs is saying it: Django writes the statement anew each time, and PostgreSQL
reads and plans it anew. A `Prepared` one is written down as any other, with `Given` where a value is still
missing, and is worth it where its pages are what the hall is asked for most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet, Value
from django.db.models.query import get_related_populators

from hall.foundation.statements import all_rows

__all__ = ["Given", "Prepared"]

Found = TypeVar("Found", bound=Model)


class Given(Value):
    """A value that is told when the query is asked, under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Prepared(Generic[Found]):
    """A query that differs from one time to the next only in what is given. Each row becomes an object.

    It is made when it is first asked, once the models stand. It can't tell what isn't there: no
    `prefetch_related`, no `None` among the values.
    """

    def __init__(self, query: Callable[[], QuerySet[Found]]) -> None:
        self._query = query

    def all(self, **given: Any) -> list[Found]:
        return list(self._worded.ask(given))

    def first(self, **given: Any) -> Found | None:
        """The first in the order of the query, which is asked for no order that it hasn't."""
        return next(self._worded.ask(given), None)

    @cached_property
    def _worded(self) -> _Worded:
        return _worded(self._query())


@dataclass(frozen=True)
class _Worded:
    """The statement, and how its answers become objects."""

    sql: str
    values: tuple[Any, ...]
    converters: tuple[tuple[int, list[Any], Any], ...]
    model: type[Any]
    columns: slice
    names: list[str]
    related: list[Any]
    annotations: dict[str, int]

    def ask(self, given: dict[str, Any]) -> Iterator[Any]:
        values = [given[value.value] if isinstance(value, Given) else value for value in self.values]
        for told in all_rows(self.sql, values):
            row = list(told)
            for place, converters, expression in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
            yield self._object(row)

    def _object(self, row: list[Any]) -> Any:
        found = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for related in self.related:
            related.populate(row, found)
        for name, place in self.annotations.items():
            setattr(found, name, row[place])
        return found


def _worded(query: QuerySet[Any]) -> _Worded:
    """Have Django write the query once, and keep what it knows of its columns."""
    populators: Any = get_related_populators
    compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, values = compiler.as_sql()
    kinds = compiler.klass_info
    columns = slice(kinds["select_fields"][0], kinds["select_fields"][-1] + 1)
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    return _Worded(
        sql,
        tuple(values),
        tuple((place, *how) for place, how in converters.items()),
        kinds["model"],
        columns,
        [column.target.attname for column, _, _ in compiler.select[columns]],
        populators(kinds, compiler.select, DEFAULT_DB_ALIAS),
        compiler.annotation_col_map,
    )
