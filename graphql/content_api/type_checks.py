"""A type of content that the API forgets is found by `manage.py check` (docs/adding-a-type.md)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from graphql import FieldNode, GraphQLError, OperationDefinitionNode, get_named_type, parse

from cms.translation.type_checks import listed_types
from content_api.http.registered import FOLDER
from content_api.schema import core
from content_api.type_names import TYPE_NAMES
from syndication.tags import page_kinds


@register("verkosto")
def check_pages_have_types(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{label} has no type in the API.",
            hint="Write a module for it in graphql/content_api/content, with @content, and name it at the root.",
            id="verkosto.E025",
        )
        for label in page_kinds()
        if apps.get_model(label) not in TYPE_NAMES
    ]


def _root_fields(type_name: str) -> dict[str, str]:
    """Names of the root's fields that give a connection of a type, and one of it."""
    fields = core.query_type.fields if core.query_type else {}
    named = {name: get_named_type(field.type).name for name, field in fields.items()}
    wanted = {f"{type_name}Connection": "list", type_name: "single"}
    return {wanted[of]: name for name, of in named.items() if of in wanted}


def _listed() -> Iterator[tuple[Any, dict[str, str]]]:
    for model in listed_types():
        if model in TYPE_NAMES:
            yield model, _root_fields(TYPE_NAMES[model])


@register("verkosto")
def check_types_stand_at_the_root(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{TYPE_NAMES[model]} has no {missing} at the root of the API.",
            hint="Add listed(…) and single(…) of it to graphql/content_api/queries.py.",
            id="verkosto.E026",
        )
        for model, fields in _listed()
        for missing in {"list", "single"} - fields.keys()
    ]


@register("verkosto")
def check_lists_have_operations(**kwargs: Any) -> list[CheckMessage]:
    """Tests execute the documents of graphql/operations and count their statements: a list in none is not tested."""
    asked = _fields_asked(FOLDER)
    return [
        Error(
            f"No document of graphql/operations asks for {fields['list']}.",
            hint="Add one as a client would send it, and its case to tests/content_api/test_operations.py.",
            id="verkosto.E027",
        )
        for _, fields in _listed()
        if "list" in fields and fields["list"] not in asked
    ]


def _fields_asked(folder: Path) -> set[str]:
    """Names of the root's fields that the documents of a folder ask for."""
    found = set()
    for file in folder.glob("*.graphql"):
        try:
            document = parse(file.read_text(encoding="utf-8"))
        except GraphQLError:
            continue  # Another check says so.
        for operation in document.definitions:
            if isinstance(operation, OperationDefinitionNode):
                found |= {node.name.value for node in operation.selection_set.selections if isinstance(node, FieldNode)}
    return found
