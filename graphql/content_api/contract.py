"""What partner sites were promised: a release may take away only what the release before has marked as deprecated."""

from typing import Any

from graphql import (
    REMOVE,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    Visitor,
    build_ast_schema,
    build_schema,
    get_named_type,
    is_specified_scalar_type,
    parse,
    visit,
)
from graphql.utilities import find_breaking_changes
from graphql.utilities.find_schema_changes import BreakingChangeType

DEPRECATED = "deprecated"


def broken_promises(released: str, current: str) -> list[str]:
    """What `current` takes from clients of `released`, one sentence for each; both are schemas in SDL.

    Fields, arguments, input fields and enum values may go once they were deprecated in the release, and so may types
    that were reached through these alone.
    """
    promised = build_ast_schema(visit(parse(released), _WithoutDeprecated()), assume_valid=True)
    reached = _reached(promised)
    found = find_breaking_changes(promised, build_schema(current))
    return sorted(
        change.description
        for change in found
        if not (change.type is BreakingChangeType.TYPE_REMOVED and _name_of(change.description) not in reached)
    )


class _WithoutDeprecated(Visitor):
    def _leave(self, node: Any, *_: Any) -> Any:
        return REMOVE if any(of.name.value == DEPRECATED for of in node.directives or ()) else None

    leave_field_definition = leave_input_value_definition = leave_enum_value_definition = _leave


def _name_of(description: str) -> str:
    """Returns the name in a sentence of graphql-core's, such as `Menu was removed.`"""
    return description.split(" ", 1)[0]


def _reached(schema: GraphQLSchema) -> set[str]:
    """The names of the types that a client can meet."""
    found: set[str] = set()
    pending: list[GraphQLNamedType] = [of for of in (schema.query_type,) if of]
    while pending:
        of = pending.pop()
        if of.name in found or is_specified_scalar_type(of):
            continue
        found.add(of.name)
        if isinstance(of, GraphQLUnionType):
            pending += of.types
        if isinstance(of, GraphQLInterfaceType):
            pending += schema.get_possible_types(of)
        if isinstance(of, GraphQLObjectType | GraphQLInterfaceType):
            for field in of.fields.values():
                pending += [get_named_type(field.type), *(get_named_type(arg.type) for arg in field.args.values())]
        for field in getattr(of, "fields", {}).values():
            pending.append(get_named_type(field.type))
    return found
