"""Answering an operation. This is the one place that knows how."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from graphql import ExecutionResult, GraphQLError, execute_sync
from graphql.execution.values import get_variable_values

from content_api import limits
from content_api.documents import Operation
from content_api.plans import Plan
from content_api.schema import schema


class Plans:
    """The plans used lately, bounded by what they keep alive: the fields they plan, since a short document can unfold
    to very many, and the document."""

    def __init__(self, most: int = limits.PLANS_MAX_WEIGHT) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[tuple[Operation, tuple[bool | None, ...]], Plan] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, operation: Operation, flags: Mapping[str, bool | None]) -> Plan:
        """`flags` are the values of the variables that @skip and @include look at."""
        key = (operation, tuple(flags.values()))
        with self._lock:
            if plan := self._kept.get(key):
                self._kept.move_to_end(key)
                return plan
        plan = Plan(schema, operation, flags)
        with self._lock:
            if plan.weight * 4 <= self._most and key not in self._kept:
                self._kept[key] = plan
                self._weight += plan.weight
                while self._weight > self._most:
                    self._weight -= self._kept.popitem(last=False)[1].weight
        return plan


plans = Plans()


def execute(operation: Operation, variables: Mapping[str, Any]) -> ExecutionResult:
    """Errors of variables have no path; then nothing was executed."""
    if operation.introspects:
        # Of the schema about itself: seldom, and graphql-core's own.
        return execute_sync(
            schema._schema,
            operation.document,
            variable_values=dict(variables),
            operation_name=operation.name,
            max_coercion_errors=limits.VALIDATION_ERRORS_MAX,
        )
    coerced = get_variable_values(
        schema._schema,
        operation.node.variable_definitions or (),
        dict(variables),
        max_errors=limits.VALIDATION_ERRORS_MAX,
    )
    if isinstance(coerced, list):
        return ExecutionResult(None, coerced)
    flags: dict[str, bool | None] = {}
    for name in operation.flags:
        # Another operation of the document may look at a variable that in this one is something else.
        value = coerced.coerced.get(name)
        flags[name] = value if isinstance(value, bool) else None
    try:
        plan = plans.of(operation, flags)
    except GraphQLError as error:
        return ExecutionResult(None, [error])
    data, errors = plan.execute(coerced)
    return ExecutionResult(data, errors or None)
