"""What the engine uses of Strawberry and graphql-core beyond what they document.

Each is here once, and `tests/engine/test_internals.py` says in a sentence what an upgrade has changed.
"""

from typing import Any, cast

import strawberry
from graphql import GraphQLField, GraphQLSchema, GraphQLSyntaxError
from strawberry.types.field import StrawberryField


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """The schema as graphql-core has it, which Strawberry keeps to itself."""
    return schema._schema  # noqa: SLF001


def strawberry_field(field: GraphQLField) -> StrawberryField:
    """The declaration that a field of the core schema was made from."""
    return cast("StrawberryField", field.extensions["strawberry-definition"])


def scalar_registry(schema: strawberry.Schema) -> Any:
    """What Strawberry converts the values of scalars with."""
    return schema.schema_converter.scalar_registry


def is_too_many_tokens(error: GraphQLSyntaxError) -> bool:
    """graphql-core gives up lexing with an error that has no class and no code of its own."""
    return "tokens. Parsing aborted" in error.message
