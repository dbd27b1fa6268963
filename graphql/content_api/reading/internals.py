"""What reading uses of Django and psycopg beyond what they document.

Each is here once, and `tests/content_api/reading/test_internals.py` says in a sentence what an upgrade has changed.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet
from django.db.models.base import ModelState


class Compiled(NamedTuple):
    """SQL with `%s` where a parameter stands, the parameters, and what makes a Python value of a column.

    A converter is the column's place, its expression and functions of a value, the expression and the connection.
    """

    sql: str
    params: tuple[Any, ...]
    converters: list[tuple[int, Any, list[Callable[..., Any]]]]


def compiled(queryset: QuerySet[Any]) -> Compiled | None:
    """What Django would send for a queryset; None when it knows that nothing will be found."""
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    return Compiled(sql, tuple(params), [(at, expression, of) for at, (of, expression) in converters.items()])


class _Cursor(ServerBindingCursor):
    """Bound on the server. Django's wrappers around it pass no more than the statement and its parameters."""

    is_prepared = False

    def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
        return super().execute(query, params, prepare=self.is_prepared)  # type: ignore[misc]


# A cursor of psycopg's: Django's stub says less.
_CURSOR: Any = _Cursor


def fetched(sql: str, params: Sequence[Any], *, is_prepared: bool, prepared_max: int) -> list[tuple[Any, ...]]:
    """The rows of a statement, through Django's wrappers around cursors: tags, and whoever counts or logs.

    `is_prepared` has PostgreSQL keep its plan; a connection keeps at most `prepared_max`.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    raw = database.connection
    if raw.prepared_max != prepared_max:
        raw.prepared_max = prepared_max
    with _CURSOR(raw) as cursor:
        cursor.is_prepared = is_prepared
        database._prepare_cursor(cursor).execute(sql, params)  # noqa: SLF001
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def instance(model: Any, values: dict[str, Any]) -> Any:
    """A row that holds these attributes and nothing else, made without Django's signals. It takes `values` over."""
    row = model.__new__(model)
    state = values["_state"] = ModelState()
    state.db, state.adding = DEFAULT_DB_ALIAS, False
    row.__dict__ = values
    return row
