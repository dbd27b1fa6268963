"""What a client is told when something is wrong: its own mistakes in full, ours by a reference only."""

import logging
import uuid
from collections.abc import Iterable

from django.db import InterfaceError, OperationalError
from graphql import GraphQLError
from psycopg.errors import QueryCanceled
from strawberry.exceptions import StrawberryInputCoercionError

from engine import limits

logger = logging.getLogger(__name__)

BAD_USER_INPUT = "BAD_USER_INPUT"
INTERNAL = "INTERNAL_SERVER_ERROR"


class InvalidArgument(GraphQLError):
    """A mistake in a query. `argument` is named so that a developer finds it at once."""

    def __init__(self, argument: str, message: str) -> None:
        super().__init__(f"{argument}: {message}", extensions={"code": BAD_USER_INPUT, "argument": argument})


class LimitExceeded(GraphQLError):
    """The question is too large. `limit` names the row of the table in docs/graphql-api.md, `requested` is how much of
    it was asked for, where that is known, and `dearest` is the path of names to what costs most."""

    def __init__(
        self, limit: str, maximum: int, message: str, *, requested: int | None = None, dearest: str | None = None
    ) -> None:
        told = {"limit": limit, "maximum": maximum, "requested": requested, "dearest": dearest}
        extensions = {name: value for name, value in told.items() if value is not None}
        super().__init__(message, extensions={"code": "LIMIT_EXCEEDED", **extensions})


class TookTooLong(LimitExceeded):
    def __init__(self) -> None:
        seconds = limits.STATEMENT_MAX_MILLISECONDS // 1000
        super().__init__(
            "statementSeconds",
            seconds,
            f"This takes the database more than {seconds} seconds: ask for less at a time, or filter by fewer things.",
        )


def is_request_error(error: GraphQLError) -> bool:
    """Documents and variables that are wrong fail before execution, hence without a path."""
    return error.path is None


def _is_clients_own(error: GraphQLError) -> bool:
    return (
        is_request_error(error)
        or isinstance(error.original_error or error, InvalidArgument | StrawberryInputCoercionError)
        or (error.extensions or {}).get("code") == BAD_USER_INPUT
    )


def timed_out(errors: Iterable[GraphQLError]) -> bool:
    """The database has given up a statement; nothing after it in the same transaction could be answered."""
    return any(
        isinstance(error.original_error, OperationalError) and isinstance(error.original_error.__cause__, QueryCanceled)
        for error in errors
    )


def unavailability(errors: Iterable[GraphQLError]) -> Exception | None:
    """Returns the error that says that the database is gone, full or out of connections; None when there is none."""
    for error in errors:
        cause = error.original_error
        if isinstance(cause, OperationalError | InterfaceError) and not isinstance(cause.__cause__, QueryCanceled):
            return cause
    return None


def is_ours(presented: GraphQLError) -> bool:
    """Whether what a client is told is a fault of ours, which may be gone when it asks again."""
    return (presented.extensions or {}).get("code") == INTERNAL


def present(error: GraphQLError) -> GraphQLError:
    """The error as a client may see it. Ours is logged under the reference that the client is given."""
    if _is_clients_own(error):
        error.extensions = {"code": BAD_USER_INPUT, **(error.extensions or {})}
        return error
    reference = uuid.uuid4().hex[:12]
    logger.error("GraphQL error %s at %s", reference, error.path, exc_info=error.original_error or error)
    return GraphQLError(
        f"Something went wrong on our side. Reference: {reference}.",
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": INTERNAL, "reference": reference},
    )
