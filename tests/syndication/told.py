"""What the transaction around a test has told so far."""

from typing import Any

from django.db import connection

_MINE = "transaction = pg_current_xact_id()::text::bigint"


def execute(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def forget() -> None:
    execute(f"DELETE FROM syndication_change WHERE {_MINE}")


def told() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tags FROM syndication_change WHERE {_MINE}")
        row = cursor.fetchone()
    return set(row[0]) if row else set()
