"""Querysets compiled once. Django needs a millisecond to make SQL of the rules of visibility and languages, PostgreSQL
another to plan it: both are done for a question's first time, and the SQL is kept for the next."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Field, ForeignObject, Lookup, QuerySet
from django.db.models.base import ModelState
from django.utils import timezone
from psycopg.sql import Literal

from content_api.reading.preparing import RUNS_BEFORE, places
from engine import limits

_PLACEHOLDER = re.compile("%%|%s")

Columns = Mapping[str, Any]

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup


@dataclass(frozen=True, slots=True)
class Slot:
    """Stands in a queryset for a value or list that each run gives."""

    name: str


def _type(lookup: Any, connection: Any) -> str:
    """Of the column. A client's number may be larger than any key: then it is compared, and names nothing."""
    name: str = lookup.lhs.output_field.rel_db_type(connection)
    return "bigint" if name == "integer" else name


@Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(_Lookup):
    """`column = ANY(array)`: one SQL text for a list of any length, unlike `__in`."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        array, values = self.process_rhs(compiler, connection)
        return f"{column} = ANY({array}::{_type(self, connection)}[])", (*params, *values)


@Field.register_lookup
class Is(_Lookup):
    """`column = value`, the value given by each run."""

    lookup_name = "is"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        value, values = self.process_rhs(compiler, connection)
        return f"{column} = {value}::{_type(self, connection)}", (*params, *values)


def _spelt(value: Any) -> str:
    if isinstance(value, Slot):
        return "%s"
    return Literal(value).as_string(connection.connection).replace("%", "%%")


class _Cursor(ServerBindingCursor):
    """Bound on the server. Django's wrappers around it pass no more than the statement and its parameters."""

    is_prepared = False

    def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
        return super().execute(query, params, prepare=self.is_prepared)  # type: ignore[misc]


# A cursor of psycopg's: Django's stub says less.
_CURSOR: Any = _Cursor


class Statement:
    """SQL that reads named columns of a queryset.

    `columns` is what each name is read from: a path, as `values_list` takes it, or an expression.
    """

    __slots__ = ("_converters", "_names", "_slots", "_sql", "is_prepared", "runs")

    def __init__(self, queryset: QuerySet[Any], columns: Columns) -> None:
        expressions = {f"column_{name}": of for name, of in columns.items() if not isinstance(of, str)}
        paths = [of if isinstance(of, str) else f"column_{name}" for name, of in columns.items()]
        query = queryset.annotate(**expressions).values_list(*paths).query
        compiler = query.get_compiler(connection=connection)
        self.runs = 0
        self.is_prepared = False
        self._names = tuple(columns)
        self._sql: str | None = None
        self._slots: tuple[str, ...] = ()
        self._converters: list[tuple[str, Any, Any]] = []
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return
        connection.ensure_connection()
        values = iter(params)
        # What does not change stands in the text, so that PostgreSQL plans with it.
        self._sql = _PLACEHOLDER.sub(lambda mark: mark[0] if mark[0] == "%%" else _spelt(next(values)), sql)
        self._slots = tuple(value.name for value in params if isinstance(value, Slot))
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        self._converters = [(self._names[at], expression, of) for at, (of, expression) in converters.items()]

    def tuples(self, **given: Any) -> list[tuple[Any, ...]]:
        """In the order of the columns, as the database gives them: converted by no field."""
        if self._sql is None:
            return []
        database: Any = connections[DEFAULT_DB_ALIAS]
        database.ensure_connection()
        self.runs += 1
        if not self.is_prepared and self.runs > RUNS_BEFORE:
            places.take(self)
        raw = database.connection
        if raw.prepared_max != limits.PREPARED_MAX:
            raw.prepared_max = limits.PREPARED_MAX
        with _CURSOR(raw) as cursor:
            cursor.is_prepared = self.is_prepared
            # With Django's wrappers around it: tags, and whoever counts or logs.
            database._prepare_cursor(cursor).execute(self._sql, [_passed(given[name]) for name in self._slots])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def values(self, **given: Any) -> list[dict[str, Any]]:
        names = self._names
        rows = [dict(zip(names, row)) for row in self.tuples(**given)]  # noqa: B905 (as many columns as names)
        for name, expression, converters in self._converters:
            for row in rows:
                value = row[name]
                for convert in converters:
                    value = convert(value, expression, connection)
                row[name] = value
        return rows

    def rows(self, model: Any, **given: Any) -> list[Any]:
        """As instances of the model that hold these columns and nothing else, made without Django's signals."""
        found = []
        new = model.__new__
        for values in self.values(**given):
            row = new(model)
            state = values["_state"] = ModelState()
            state.db, state.adding = DEFAULT_DB_ALIAS, False
            row.__dict__ = values
            found.append(row)
        return found


def _passed(value: Any) -> Any:
    """An array of keys in PostgreSQL's own spelling, which takes psycopg a fifth of the time."""
    if isinstance(value, list) and value and isinstance(value[0], int | UUID):
        return "{" + ",".join(map(str, value)) + "}"
    return value


Build = Callable[..., Statement]


def kept(build: Build) -> Build:
    """Makes a function that builds a statement return the same statement for the same arguments on the same day.

    What a statement is known by is the function and its arguments, so nothing else may decide what it builds: it is a
    function of a module, not one inside another that could see more. Querysets compare with today's date in Helsinki,
    so a new day builds anew.
    """
    check_sees_arguments_only(build)

    @wraps(build)
    def find(*arguments: Hashable) -> Statement:
        return _built(build, arguments, timezone.localdate())

    return find


def check_sees_arguments_only(function: Callable[..., Any]) -> None:
    """Raises TypeError for a function that could see more than its arguments and its module."""
    if "<lambda>" in function.__qualname__ or "<locals>" in function.__qualname__:
        raise TypeError(f"{function.__qualname__} sees more than its arguments: make it a function of its module.")


@lru_cache(maxsize=limits.STATEMENTS_MAX)
def _built(build: Build, arguments: tuple[Hashable, ...], day: date) -> Statement:
    return build(*arguments)


def _forget(**_: Any) -> None:
    _built.cache_clear()


# Languages stand in the SQL. Settings change in tests only.
setting_changed.connect(_forget)
