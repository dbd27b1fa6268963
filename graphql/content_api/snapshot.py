"""What an answer is read in: one state of the database, which nothing can change and no statement can hold up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg.pq import ExecStatus

from content_api import limits

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
    """One round trip to begin and one to end. Within a transaction, as tests are, that one is used."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    try:
        _send(raw, BEGIN)
        yield
    finally:
        if not raw.closed:
            # Ends a transaction that has failed as well: nothing was written.
            _send(raw, COMMIT)


def _send(raw: psycopg.Connection, statements: bytes) -> None:
    """Without a cursor, which costs more than the statements do. Raises psycopg.Error."""
    result = raw.pgconn.exec_(statements)
    if result.status != ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(result)
