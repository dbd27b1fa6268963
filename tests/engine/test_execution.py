"""A plan answers as graphql-core does, data and errors alike."""

import json
from itertools import product
from typing import Any

import pytest
import strawberry
from graphql import ExecutionResult
from graphql.execution.values import VariableValues

from content_api.schema import core, executor, schema
from engine.documents import Operation, prepare
from engine.execution import Executor, Plans
from engine.internals import core_schema
from engine.plans import kept
from tests.conftest import Graphql


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
    return prepare(core_schema(of), text).operation(None)


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
def test_a_plan_follows_the_specification(text: str, variables: dict[str, Any]) -> None:
    operation = operation_of(ZOO, text)

    executor = Executor(ZOO)
    theirs = Executor(ZOO, "core").execute(operation, variables)

    assert _told(executor.execute(operation, variables)) == _told(theirs)
    assert _told(executor.execute(operation, variables)) == _told(theirs)  # The plan is made; it gives the same again.


def test_every_field_of_the_schema_can_be_planned() -> None:
    """A field that asks for `info` or has extensions of its own would not be."""
    for name, kind in core.type_map.items():
        for field, definition in getattr(kind, "fields", {}).items():
            if "strawberry-definition" in definition.extensions and not name.startswith("__"):
                known = definition.extensions["strawberry-definition"]
                resolver = getattr(known, "base_resolver", None)
                assert not getattr(known, "extensions", None), (name, field)
                assert resolver is None or not (resolver.info_parameter or resolver.is_async), (name, field)


def _flagged(number: int) -> tuple[Operation, list[dict[str, bool]]]:
    flags = [f"f{at}" for at in range(number)]
    declared = ", ".join(f"${name}: Boolean!" for name in flags)
    asked = " ".join(f"{name}: slug @skip(if: ${name})" for name in flags)
    operation = operation_of(schema, f"query ({declared}) {{ themes {{ {asked} slug }} }}")
    return operation, [dict(zip(flags, values, strict=True)) for values in product((False, True), repeat=number)]


def test_plans_are_kept_as_long_as_they_and_their_documents_are_small_together() -> None:
    operation, variants = _flagged(3)
    few = Plans(schema, most=240)

    made = [few.of(operation, flags) for flags in variants]

    tokens = operation.document.token_count
    assert tokens == 57
    assert [plan.weight - tokens for plan in made] == [5, 4, 4, 3, 4, 3, 3, 2]
    assert len(few) == 4, "those no larger than a quarter of the whole"
    assert few.of(operation, variants[-1]) is made[-1]
    assert few.of(operation, variants[0]) is not made[0]
    other, others = _flagged(3)
    for flags in others:
        few.of(other, flags)
    assert len(few) == 4
    assert few.of(operation, variants[-1]) is not made[-1]


def test_a_long_document_weighs_though_it_asks_for_little() -> None:
    themes = ", ".join(f'"{number}"' for number in range(50))
    texts = [f"{{ newsArticles(first: {n}, filter: {{ themes: [{themes}] }}) {{ nodes {{ id }} }} }}" for n in range(5)]
    few = Plans(schema, most=300)

    weights = [few.of(operation_of(schema, text), {}).weight for text in texts]

    assert weights == [75] * 5
    assert len(few) == 4


def test_arguments_are_made_once_for_the_same_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.limits.KEPT_ARGUMENTS_MAX", 5)
    made: list[dict[str, Any]] = []

    def make(variables: VariableValues) -> dict[str, Any]:
        made.append(dict(variables.coerced))
        return made[-1]

    def given(**values: Any) -> dict[str, Any]:
        return arguments(VariableValues({}, values))

    arguments = kept(make, ["a", "b"])

    first = given(a=1)
    others: list[dict[str, Any]] = [{"a": "1"}, {"a": None}, {}, {"a": 1, "b": {"query": "x"}}]
    for values in others:
        assert given(**values) == values
    assert given(a=1, other=2) is first, "what is not named does not matter"
    assert [given(**values) for values in others] == others
    assert len(made) == 5
    given(a=2)
    assert given(a=1) is not first, "room was made"
    assert len(made) == 7
    for text in ("x" * 500, "x" * 500):
        assert given(a=text) == {"a": text}
    assert len(made) == 9, "long ones are not kept"


def test_a_variable_is_a_flag_only_where_it_is_one() -> None:
    """Another operation of the document may use its name for something else."""
    text = """query A($x: Boolean!) { themes { slug @include(if: $x) } }
              query B($x: [LanguageTag!]) { themes(locales: $x) { __typename } }"""
    operation = prepare(core, text).operation("B")

    assert executor.execute(operation, {"x": ["_"]}).data is None
    assert [error.message for error in executor.execute(operation, {"x": ["_"]}).errors or []] == [
        'Variable \'$x\' has invalid value at [0]: A language tag is a string like "sv" or "fi-FI", as BCP 47 has it.'
    ]


def test_null_is_neither_skipped_nor_included() -> None:
    operation = operation_of(schema, "query ($x: Boolean = true) { __typename @include(if: $x) }")

    result = executor.execute(operation, {"x": None})

    assert result.data is None
    assert [error.message for error in result.errors or []] == ["@include: `if` is true or false, not null."]


def test_null_where_a_field_takes_none_is_the_clients_mistake(graphql: Graphql) -> None:
    answer = graphql.answer("query ($i: [ID!] = []) { nodes(ids: $i) { id } }", i=None)

    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}
