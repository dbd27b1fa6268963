"""What an answer is read in: one state of the database, which nothing can change and no statement can hold up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg.pq import ExecStatus

from cms.core.http.deadlines import Watch, watchdog
from engine import limits

COMMIT = b"COMMIT"
SETTINGS = (
    f"SET LOCAL statement_timeout = {limits.STATEMENT_MAX_MILLISECONDS}; "
    # Compiling a statement takes longer than running any of ours.
    "SET LOCAL jit = off; "
    # No disk has a head to move any more. With the default, a search on a large site reads the whole table.
    "SET LOCAL random_page_cost = 1.1; "
    # The prepared statements of the API look up keys: with other keys the plan would be no other, only made anew.
    "SET LOCAL plan_cache_mode = force_generic_plan"
)
BEGIN = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {SETTINGS}".encode()


@contextmanager
def snapshot() -> Iterator[None]:
    """One round trip to begin and one to end. Within a transaction, as tests are, that one is used. Raises
    psycopg.Error or DatabaseError, also when the database does not answer."""
    if connection.in_atomic_block:
        yield
        return
    with watchdog.watching() as watch:
        try:
            _begun(watch)
            with connection.execute_wrapper(watch.over_statements(limits.STATEMENT_CUT_SECONDS)):
                yield
        finally:
            raw: Any = connection.connection
            if raw is not None and not raw.closed:
                # Ends a transaction that has failed as well, from its beginning on: nothing was written.
                watch.expect(raw, limits.BEGIN_MAX_SECONDS)
                _send(raw, COMMIT)


def _begun(watch: Watch) -> None:
    """A connection that the server has closed meanwhile says that others in the pool are as dead, once."""
    try:
        return _begin(watch)
    except psycopg.Error:
        pool = getattr(connection, "pool", None)
        if pool is None or watch.has_cut or connection.connection is None or not connection.connection.closed:
            raise
        connection.close()
        pool.drain()
    return _begin(watch)


def _begin(watch: Watch) -> None:
    connection.ensure_connection()
    raw: Any = connection.connection
    watch.expect(raw, limits.BEGIN_MAX_SECONDS)
    _send(raw, BEGIN)
    watch.done()


def _send(raw: psycopg.Connection, statements: bytes) -> None:
    """Runs statements that return nothing.

    It uses no cursor, which would cost more than they do. Raises psycopg.Error.
    """
    result = raw.pgconn.exec_(statements)
    if result.status != ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(result)
