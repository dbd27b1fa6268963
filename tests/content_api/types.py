"""The types of content that have lists, as the schema has them: a new one is tried by every test that asks here."""

from dataclasses import dataclass
from typing import Any

from graphql import GraphQLObjectType, get_named_type

from content_api.content.declaring import LISTINGS
from content_api.reading.columns import is_page
from content_api.schema import core
from content_api.type_names import TYPE_NAMES


@dataclass(frozen=True)
class Listed:
    """A model, its type's name, the fields of the root that list it and give one, and its orders' names."""

    model: Any
    name: str
    list: str
    single: str
    orders: tuple[str, ...]


def _named(type_: Any) -> GraphQLObjectType:
    named = get_named_type(type_)
    assert isinstance(named, GraphQLObjectType)
    return named


def _roots() -> tuple[dict[str, str], dict[str, str]]:
    lists, singles = {}, {}
    assert core.query_type
    for name, field in core.query_type.fields.items():
        if "order" in field.args:
            lists[_named(_named(field.type).fields["nodes"].type).name] = name
        elif "by" in field.args and isinstance(get_named_type(field.type), GraphQLObjectType):
            singles[_named(field.type).name] = name
    return lists, singles


def _listed() -> tuple[Listed, ...]:
    lists, singles = _roots()
    return tuple(
        Listed(of.model, name, lists[name], singles[name], tuple(order.name for order in of.order))
        for of in LISTINGS.values()
        if is_page(of.model)
        for name in [TYPE_NAMES[of.model]]
    )


LISTED = _listed()
