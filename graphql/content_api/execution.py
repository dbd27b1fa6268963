"""Answering an operation. This is the one place that knows how."""

from collections.abc import Mapping
from typing import Any

from graphql import ExecutionResult, execute_sync
from graphql.execution.values import VariableValues, get_variable_values

from content_api.documents import Operation
from content_api.plans import Plan
from content_api.schema import schema

# Of one operation: each set of values of the variables that @skip and @include look at has its own.
PLANS_MAX = 8


def execute(operation: Operation, variables: Mapping[str, Any]) -> ExecutionResult:
    """Errors of variables have no path; then nothing was executed."""
    if operation.introspects:
        # Of the schema about itself: seldom, and graphql-core's own.
        return execute_sync(
            schema._schema, operation.document, variable_values=dict(variables), operation_name=operation.name
        )
    coerced = get_variable_values(schema._schema, operation.node.variable_definitions or (), dict(variables))
    if isinstance(coerced, list):
        return ExecutionResult(None, coerced)
    data, errors = _plan(operation, coerced).execute(coerced)
    return ExecutionResult(data, errors or None)


def _plan(operation: Operation, variables: VariableValues) -> Plan:
    flags = {name: variables.coerced.get(name) for name in sorted(operation.flags)}
    key = tuple(flags.values())
    plan: Plan | None = operation.plans.get(key)
    if plan is None:
        if len(operation.plans) >= PLANS_MAX:
            operation.plans.clear()
        plan = operation.plans[key] = Plan(schema, operation.node, operation.fragments, flags)
    return plan
