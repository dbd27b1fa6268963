"""Compiles querysets once and keeps the SQL.

Django needs about a millisecond to turn the rules of visibility and languages into SQL, and PostgreSQL another to plan
it. Both are done when a question is asked for the first time, and not again for the next ones.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.signals import setting_changed
from django.db import connection
from django.db.models import Field, ForeignObject, Lookup, QuerySet
from django.utils import timezone
from psycopg.sql import Literal

from cms.core.readers import Reader, current_reader
from content_api.reading.internals import compiled, fetched, instance
from content_api.reading.preparing import places
from engine import limits

_PLACEHOLDER = re.compile("%%|%s")

Columns = Mapping[str, Any]

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup


@dataclass(frozen=True, slots=True)
class Slot:
    """Stands in a queryset for a value, or a list of values, that is given each time the statement is run."""

    name: str


def _type(lookup: Any, connection: Any) -> str:
    """The type to which a value is cast before it is compared with the column. Keys are compared as bigint: a number
    from a client may be too large for an integer, and then it equals no key instead of being an error.
    """
    name: str = lookup.lhs.output_field.rel_db_type(connection)
    return "bigint" if name == "integer" else name


@Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(_Lookup):
    """The lookup `column = ANY(array)`. Unlike `__in`, it is the same SQL for a list of any length."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        array, values = self.process_rhs(compiler, connection)
        return f"{column} = ANY({array}::{_type(self, connection)}[])", (*params, *values)


@Field.register_lookup
class AnyOfFew(AnyOf):
    """The same for some hundred values, which PostgreSQL takes for a few: it looks each up and reads no whole table."""

    lookup_name = "any_of_few"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        array, values = self.process_rhs(compiler, connection)
        return f"{column} = ANY(ARRAY(SELECT unnest({array}::{_type(self, connection)}[])))", (*params, *values)


@Field.register_lookup
class Is(_Lookup):
    """The lookup `column = value` for a value that is given each time the statement is run."""

    lookup_name = "is"
    prepare_rhs = False
    operator = "="

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        value, values = self.process_rhs(compiler, connection)
        return f"{column} {self.operator} {value}::{_type(self, connection)}", (*params, *values)


@Field.register_lookup
class AtLeast(Is):
    """The same for `column >= value`."""

    lookup_name = "at_least"
    operator = ">="


@Field.register_lookup
class AtMost(Is):
    """The same for `column <= value`."""

    lookup_name = "at_most"
    operator = "<="


def _spelt(value: Any) -> str:
    if isinstance(value, Slot):
        return "%s"
    return Literal(value).as_string(connection.connection).replace("%", "%%")


class Statement:
    """SQL that reads named columns of a queryset.

    `columns` is what each name is read from: a path, as `values_list` takes it, or an expression. With
    `is_planned_anew` it is never prepared: the best plan depends on the values that it is given.
    """

    __slots__ = ("_converters", "_is_planned_anew", "_names", "_slots", "_sql", "is_prepared", "runs")

    def __init__(self, queryset: QuerySet[Any], columns: Columns, *, is_planned_anew: bool = False) -> None:
        expressions = {f"column_{name}": of for name, of in columns.items() if not isinstance(of, str)}
        paths = [of if isinstance(of, str) else f"column_{name}" for name, of in columns.items()]
        self.runs = 0
        self.is_prepared = False
        self._is_planned_anew = is_planned_anew
        self._names = tuple(columns)
        self._sql: str | None = None
        self._slots: tuple[str, ...] = ()
        self._converters: list[tuple[str, Any, Any]] = []
        found = compiled(queryset.annotate(**expressions).values_list(*paths))
        if found is None:
            return
        connection.ensure_connection()
        values = iter(found.params)
        # What does not change stands in the text, so that PostgreSQL plans with it.
        self._sql = _PLACEHOLDER.sub(lambda mark: mark[0] if mark[0] == "%%" else _spelt(next(values)), found.sql)
        self._slots = tuple(value.name for value in found.params if isinstance(value, Slot))
        self._converters = [(self._names[at], expression, of) for at, expression, of in found.converters]

    def tuples(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows as tuples in the order of the columns, with values as psycopg returns them."""
        if self._sql is None:
            return []
        self.runs += 1
        if not (self.is_prepared or self._is_planned_anew) and self.runs > limits.PREPARED_AFTER_RUNS:
            places.take(self)
        passed = [_passed(given[name]) for name in self._slots]
        return fetched(self._sql, passed, is_prepared=self.is_prepared, prepared_max=limits.PREPARED_MAX)

    def values(self, **given: Any) -> list[dict[str, Any]]:
        """The rows as dictionaries by column name, with values converted by their fields."""
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
        """The rows as instances of the model that hold these columns alone, made without Django's signals."""
        return [instance(model, values) for values in self.values(**given)]


def _passed(value: Any) -> Any:
    """A parameter as it is sent. Arrays of keys are written out here: psycopg would take five times as long."""
    if isinstance(value, list) and value and isinstance(value[0], int | UUID):
        return "{" + ",".join(map(str, value)) + "}"
    return value


Build = Callable[..., Statement]


def kept(build: Build) -> Build:
    """Makes a function that builds a statement return the same statement for the same arguments, reader and day.

    What a statement is known by is the function and its arguments, so nothing else may decide what it builds: it is a
    function of a module, not one inside another that could see more. Querysets ask who reads, and compare with today's
    date in Helsinki: another reader or a new day builds anew. What turns within a day is compared with the server's
    clock by the statement itself.
    """
    check_sees_arguments_only(build)

    @wraps(build)
    def find(*arguments: Hashable) -> Statement:
        return _built(build, arguments, current_reader(), timezone.localdate())

    return find


def check_sees_arguments_only(function: Callable[..., Any]) -> None:
    """Raises TypeError for a function that could see more than its arguments and its module."""
    if "<lambda>" in function.__qualname__ or "<locals>" in function.__qualname__:
        raise TypeError(f"{function.__qualname__} sees more than its arguments: make it a function of its module.")


@lru_cache(maxsize=limits.STATEMENTS_MAX)
def _built(build: Build, arguments: tuple[Hashable, ...], reader: Reader, day: date) -> Statement:
    return build(*arguments)


def _forget(**_: Any) -> None:
    _built.cache_clear()


# Languages stand in the SQL. Settings change in tests only.
setting_changed.connect(_forget)
