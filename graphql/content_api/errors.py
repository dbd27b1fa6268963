"""What a client is told when something is wrong: its own mistakes in full, ours by a reference only."""

import logging
import uuid
from typing import Any

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from content_api import dependencies

logger = logging.getLogger(__name__)


class InvalidArgument(GraphQLError):
    """A mistake in a query. `argument` is named so that a developer finds it at once."""

    def __init__(self, argument: str, message: str) -> None:
        super().__init__(f"{argument}: {message}", extensions={"code": "BAD_USER_INPUT", "argument": argument})


def _is_clients_own(error: GraphQLError) -> bool:
    """Documents that do not parse, validate or coerce fail before execution, hence without a path."""
    if error.path is None:
        return True
    return isinstance(error.original_error, InvalidArgument) or isinstance(error, InvalidArgument)


def present(error: GraphQLError) -> GraphQLError:
    """The error as a client may see it. Ours is logged under the reference that the client is given."""
    if _is_clients_own(error):
        error.extensions = {"code": "BAD_USER_INPUT", **(error.extensions or {})}
        return error
    dependencies.do_not_keep()
    reference = uuid.uuid4().hex[:12]
    logger.error("GraphQL error %s at %s", reference, error.path, exc_info=error.original_error or error)
    return GraphQLError(
        f"Something went wrong on our side. Reference: {reference}.",
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": "INTERNAL_SERVER_ERROR", "reference": reference},
    )


class PresentErrors(SchemaExtension):
    def on_operation(self) -> Any:
        yield
        result = self.execution_context.result
        errors = getattr(result, "errors", None)
        if result is not None and errors:
            result.errors = [present(error) for error in errors]
