"""What is used of Strawberry and graphql-core beyond their documentation is still as we take it."""

import pytest
import strawberry
from graphql import GraphQLSchema, GraphQLSyntaxError, parse
from strawberry.types.field import StrawberryField

from engine.internals import core_schema, is_too_many_tokens, scalar_registry, strawberry_field


@strawberry.type
class Query:
    @strawberry.field
    def number(self, of: int) -> int:
        return of


SCHEMA = strawberry.Schema(query=Query)
MEND = "After an upgrade: mend it in graphql/engine/internals.py."


def test_strawberry_keeps_the_core_schema() -> None:
    assert isinstance(core_schema(SCHEMA), GraphQLSchema), f"Schema._schema is no GraphQLSchema any more. {MEND}"


def test_fields_of_the_core_schema_know_their_declaration() -> None:
    query = core_schema(SCHEMA).query_type
    assert query is not None
    known = strawberry_field(query.fields["number"])
    assert isinstance(known, StrawberryField), f"No StrawberryField in a field's extensions. {MEND}"
    assert known.python_name == "number"
    assert known.base_resolver is not None
    resolver = known.base_resolver
    names = ("wrapped_func", "self_parameter", "info_parameter", "parent_parameter", "root_parameter", "is_async")
    missing = [name for name in names if not hasattr(resolver, name)]
    assert missing == [], f"A resolver of Strawberry's has no {missing} any more: engine/plans.py asks for them."


def test_scalars_are_registered_with_the_schema() -> None:
    assert strawberry.ID in scalar_registry(SCHEMA), f"The converter's scalar_registry holds no ID any more. {MEND}"


def test_a_document_with_too_many_words_is_known_by_its_error() -> None:
    with pytest.raises(GraphQLSyntaxError) as long:
        parse("{ a b c }", max_lexical_tokens=3)
    with pytest.raises(GraphQLSyntaxError) as wrong:
        parse("{ a ")
    told = is_too_many_tokens(long.value), is_too_many_tokens(wrong.value)
    assert told == (True, False), f"graphql-core gives up lexing with other words. {MEND}"
