"""Answering an operation. This is the one place that knows how."""

from collections.abc import Mapping
from typing import Any

from graphql import ExecutionResult, execute_sync

from content_api.documents import Operation
from content_api.schema import schema


def execute(operation: Operation, variables: Mapping[str, Any]) -> ExecutionResult:
    """Errors of variables have no path; then nothing was executed."""
    return execute_sync(
        schema._schema, operation.document, variable_values=dict(variables), operation_name=operation.name
    )
