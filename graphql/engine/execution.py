"""Answering an operation: by a plan, or as graphql-core does it."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any, Literal

import strawberry
from graphql import ExecutionResult, GraphQLError, execute_sync
from graphql.execution.values import VariableValues, get_variable_values

from engine import limits
from engine.documents import Operation
from engine.internals import core_schema
from engine.plans import Plan

# `plan` works out once how a document is answered. `core` is graphql-core's own execution: ten times slower, and a way
# back for operators should a plan ever answer something else.
Way = Literal["plan", "core"]


class Plans:
    """The plans used lately, bounded by what they keep alive: the fields they plan, since a short document can unfold
    to very many, and the document."""

    def __init__(self, schema: strawberry.Schema, most: int = limits.PLANS_MAX_WEIGHT) -> None:
        self._schema = schema
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
        plan = Plan(self._schema, operation, flags)
        with self._lock:
            if plan.weight * 4 <= self._most and key not in self._kept:
                self._kept[key] = plan
                self._weight += plan.weight
                while self._weight > self._most:
                    self._weight -= self._kept.popitem(last=False)[1].weight
        return plan


class Executor:
    """Answers the operations of one schema. Errors of variables have no path; then nothing was executed."""

    def __init__(self, schema: strawberry.Schema, way: Way = "plan") -> None:
        self._core = core_schema(schema)
        self._way = way
        self.plans = Plans(schema)

    def execute(self, operation: Operation, variables: Mapping[str, Any]) -> ExecutionResult:
        # Of the schema about itself is asked seldom: that is always graphql-core's.
        if self._way == "core" or operation.introspects:
            return self._as_core_does(operation, variables)
        coerced = get_variable_values(
            self._core,
            operation.node.variable_definitions or (),
            dict(variables),
            max_errors=limits.VALIDATION_ERRORS_MAX,
        )
        if isinstance(coerced, list):
            return ExecutionResult(None, coerced)
        try:
            plan = self.plans.of(operation, _flags(operation, coerced))
        except GraphQLError as error:
            return ExecutionResult(None, [error])
        data, errors = plan.execute(coerced)
        return ExecutionResult(data, errors or None)

    def _as_core_does(self, operation: Operation, variables: Mapping[str, Any]) -> ExecutionResult:
        return execute_sync(
            self._core,
            operation.document,
            variable_values=dict(variables),
            operation_name=operation.name,
            max_coercion_errors=limits.VALIDATION_ERRORS_MAX,
        )


def _flags(operation: Operation, variables: VariableValues) -> dict[str, bool | None]:
    flags: dict[str, bool | None] = {}
    for name in operation.flags:
        # Another operation of the document may look at a variable that in this one is something else.
        value = variables.coerced.get(name)
        flags[name] = value if isinstance(value, bool) else None
    return flags
