"""How many SQL statements an answer takes."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Graphql


def statements(graphql: Graphql, query: str, **variables: Any) -> list[str]:
    """Of an answer without errors; the request's own transaction, a savepoint within a test, is not counted."""
    with CaptureQueriesContext(connection) as captured:
        graphql(query, **variables)
    texts = [str(entry["sql"]) for entry in captured.captured_queries]
    return [text for text in texts if not text.startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))]
