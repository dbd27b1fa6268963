"""Documents that visit every field of every type, generated from the schema.

From a root each type is opened in full once, on the shortest way to it; every other edge to the type asks for its
plain fields. So every edge is taken, and what hangs on it is looked at. Types that are opened in full from roots of
their own get plain fields from all other roots (`elsewhere`): otherwise each root would hold the whole schema, and the
walk would grow with the square of the number of types.
"""

from collections import deque
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

SEPARATOR = "__"


@dataclass
class Selection:
    """What is asked of one object type: alias to (call, selections of the possible types, or None for a leaf)."""

    type_name: str
    fields: dict[str, tuple[str, list["Selection"] | None]] = field(default_factory=dict)

    def text(self) -> str:
        parts = [f"{self.type_name}{SEPARATOR}__typename: __typename"]
        for alias, (call, children) in self.fields.items():
            parts.append(f"{alias}: {call}" + (f" {{ {fragments(children)} }}" if children is not None else ""))
        return f"... on {self.type_name} {{ {' '.join(parts)} }}"


def fragments(selections: list[Selection]) -> str:
    return " ".join(["__typename", *(selection.text() for selection in selections)])


def possible(schema: GraphQLSchema, of: Any) -> list[GraphQLObjectType]:
    if isinstance(of, GraphQLInterfaceType | GraphQLUnionType):
        return list(schema.get_possible_types(of))
    return [of]


def calls(name: str, of: GraphQLField) -> list[tuple[str, str]]:
    """(suffix, call) for a field: with each value of a required enum, and whatever a Boolean lets in beside the rest;
    other optional arguments keep their defaults."""
    required = [(key, arg) for key, arg in of.args.items() if is_required_argument(arg)]
    if not required:
        given = ["first: 100"] if "first" in of.args else []
        given += [f"{key}: true" for key, arg in of.args.items() if get_named_type(arg.type).name == "Boolean"]
        return [("", f"{name}({', '.join(given)})" if given else name)]
    [(key, arg)] = required  # A field that needs more is new: teach this function how to call it.
    enum = get_named_type(arg.type)
    assert isinstance(enum, GraphQLEnumType), f"{name} needs {key}: {arg.type}"
    return [(f"_{value}", f"{name}({key}: {value})") for value in enum.values]


def document(schema: GraphQLSchema, name: str, elsewhere: Set[str] = frozenset()) -> str:
    """A query of one root that opens everything reachable from it but the types that are opened `elsewhere`.

    Every argument of the root is a variable.
    """
    assert schema.query_type is not None
    root = schema.query_type.fields[name]
    declared = ", ".join(f"${key}: {argument.type}" for key, argument in root.args.items())
    passed = ", ".join(f"{key}: ${key}" for key in root.args)
    heading = f"query ({declared})" if declared else "query"
    call = f"{name}({passed})" if passed else name
    opened = set(elsewhere)
    queue: deque[tuple[Selection, GraphQLObjectType]] = deque()

    def select(target: Any) -> list[Selection]:
        selections = []
        for object_type in possible(schema, target):
            selection = Selection(object_type.name)
            selections.append(selection)
            for name, child in object_type.fields.items():
                if is_leaf_type(get_named_type(child.type)):
                    for suffix, text in calls(name, child):
                        selection.fields[f"{object_type.name}{SEPARATOR}{name}{suffix}"] = (text, None)
            if object_type.name not in opened:
                opened.add(object_type.name)
                queue.append((selection, object_type))
        return selections

    top = select(get_named_type(root.type))
    while queue:
        selection, object_type = queue.popleft()
        for name, child in object_type.fields.items():
            target = get_named_type(child.type)
            if is_leaf_type(target):
                continue
            for suffix, text in calls(name, child):
                children = select(target)
                selection.fields[f"{object_type.name}{SEPARATOR}{name}{suffix}"] = (text, children)
    return f"{heading} {{ root: {call} {{ {fragments(top)} }} }}"


def visited(answer: Any) -> set[tuple[str, str]]:
    """(type, field) of everything that an answer really holds."""
    found: set[tuple[str, str]] = set()
    if isinstance(answer, list):
        for item in answer:
            found |= visited(item)
    elif isinstance(answer, dict):
        for alias, value in answer.items():
            type_name, separator, name = alias.partition(SEPARATOR)
            if separator:
                found.add((type_name, name.split("_")[0] if not name.startswith("__") else name))
            if alias.endswith(f"{SEPARATOR}jsonLd"):
                continue  # A value of its own, not objects of the schema.
            found |= visited(value)
    return found


def every_field(schema: GraphQLSchema) -> set[tuple[str, str]]:
    return {
        (name, field_name)
        for name, object_type in schema.type_map.items()
        if isinstance(object_type, GraphQLObjectType) and not name.startswith("__") and name != "Query"
        for field_name in object_type.fields
    }
