"""What an answer is read in: one state of the database, which nothing can change and no statement can hold up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from content_api import limits

BEGIN = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
    f"SET LOCAL statement_timeout = {limits.STATEMENT_MAX_MILLISECONDS}; "
    # Compiling a statement takes longer than running any of ours.
    "SET LOCAL jit = off; "
    # The prepared statements of the API look up keys: with other keys the plan would be no other, only made anew.
    "SET LOCAL plan_cache_mode = force_generic_plan"
)


@contextmanager
def snapshot() -> Iterator[None]:
    """One round trip to begin and one to end. Within a transaction, as tests are, that one is used."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    raw.execute(BEGIN)
    try:
        yield
    finally:
        if not raw.closed:
            # Ends a transaction that has failed as well: nothing was written.
            raw.execute("COMMIT")
