"""A plan answers as graphql-core does, data and errors alike."""

import json
from typing import Any

import pytest
import strawberry
from graphql import ExecutionResult, execute_sync

from content_api.documents import Operation, prepare
from content_api.execution import PLANS_MAX, execute
from content_api.plans import Plan
from content_api.schema import schema


@strawberry.interface
class Pet:
    name: str


@strawberry.type
class Dog(Pet):
    barks: bool

    @strawberry.field
    def friends(self, first: int = 2) -> list[Pet | None] | None:
        pets: list[Pet | None] = [DOG, None, CAT]
        return pets[:first]

    @strawberry.field
    def fails(self) -> int:
        raise ValueError("no")

    @strawberry.field
    def may_fail(self) -> int | None:
        raise ValueError("no")


@strawberry.type
class Cat(Pet):
    lives: int

    @strawberry.field
    def nothing(self) -> str:
        return None  # type: ignore[return-value]

    @strawberry.field
    def toys(self) -> list[str]:
        return ["ball", None]  # type: ignore[list-item]


DOG, CAT = Dog(name="Musti", barks=True), Cat(name="Mirri", lives=9)


@strawberry.type
class Query:
    @strawberry.field
    def pets(self, names: list[str] | None = None) -> list[Dog | Cat]:
        return [pet for pet in (DOG, CAT) if names is None or pet.name in names]

    @strawberry.field
    def dog(self) -> Dog | None:
        return DOG

    @strawberry.field
    def cat(self) -> Cat | None:
        return CAT

    @strawberry.field
    def number(self, of: int) -> int:
        return of


ZOO = strawberry.Schema(query=Query)


def operation_of(of: strawberry.Schema, text: str) -> Operation:
    return prepare(of._schema, text).operation(None)


def _told(result: ExecutionResult) -> dict[str, Any]:
    errors = [error.formatted for error in result.errors or []]
    return json.loads(json.dumps({"data": result.data, "errors": errors}))


@pytest.mark.parametrize(
    "text",
    [
        "{ pets { __typename ... on Pet { name } ... on Dog { barks } ... on Cat { lives } } }",
        "fragment Named on Pet { name } { dog { one: friends(first: 1) { name } friends { __typename ...Named } } }",
        "{ dog { name name ...A ...A } } fragment A on Dog { barks friends { name } friends { __typename } }",
        "{ dog { name fails } cat { name } }",
        "{ dog { mayFail name again: mayFail } }",
        "{ cat { name nothing } dog { name } }",
        "{ cat { toys } }",
        "{ pets { ... on Dog { fails } } }",
        "query ($with: Boolean!) { dog { name @include(if: $with) barks @skip(if: $with) } }",
        "query ($a: Boolean!) { dog { ... @include(if: $a) { name } ...B @skip(if: $a) } } fragment B on Dog { barks }",
        "{ dog { name @skip(if: true) barks @include(if: true) } }",
        "query ($names: [String!]) { pets(names: $names) { ... on Pet { name } } }",
        "query ($number: Int!) { number(of: $number) }",
    ],
)
@pytest.mark.parametrize(
    "variables",
    [{"with": True, "a": True, "names": ["Mirri"], "number": 3}, {"with": False, "a": False, "names": None}],
)
def test_a_plan_follows_the_specification(
    text: str, variables: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content_api.execution.schema", ZOO)
    operation = operation_of(ZOO, text)

    theirs = execute_sync(ZOO._schema, operation.document, variable_values=variables)

    assert _told(execute(operation, variables)) == _told(theirs)
    assert _told(execute(operation, variables)) == _told(theirs)  # The plan is made; it gives the same again.


def test_every_field_of_the_schema_can_be_planned() -> None:
    """A field that asks for `info` or has extensions of its own would not be."""
    for name, kind in schema._schema.type_map.items():
        for field, definition in getattr(kind, "fields", {}).items():
            if "strawberry-definition" in definition.extensions and not name.startswith("__"):
                known = definition.extensions["strawberry-definition"]
                resolver = getattr(known, "base_resolver", None)
                assert not getattr(known, "extensions", None), (name, field)
                assert resolver is None or not (resolver.info_parameter or resolver.is_async), (name, field)


def test_an_operation_keeps_few_plans_however_its_variables_vary() -> None:
    flags = [f"f{number}" for number in range(5)]
    declared = ", ".join(f"${name}: Boolean!" for name in flags)
    text = (
        f"query ({declared}) {{ themes {{ {' '.join(f'{name}: slug @skip(if: ${name})' for name in flags)} slug }} }}"
    )
    operation = operation_of(schema, text)
    made = {
        tuple(values.values())
        for number in range(2 ** len(flags))
        if (values := {name: bool(number >> at & 1) for at, name in enumerate(flags)})
        and isinstance(_plan(operation, values), Plan)
    }

    assert len(made) == 32
    assert len(operation.plans) <= PLANS_MAX


def _plan(operation: Operation, values: dict[str, bool]) -> Plan:
    from graphql.execution.values import VariableValues, get_variable_values

    from content_api import execution

    coerced = get_variable_values(schema._schema, operation.node.variable_definitions or (), values)
    assert isinstance(coerced, VariableValues)
    return execution._plan(operation, coerced)
