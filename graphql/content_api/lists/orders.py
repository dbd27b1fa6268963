"""Closed orders: the names that clients may ask for, and what they mean. Both are the model's own (`orders`)."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

import strawberry

from content_api.lists.connections import Key, Order

# Of the orders that every list has.
_USUAL = {
    "TITLE_ASC": "By title, in the language's own alphabet.",
    "FIRST_PUBLISHED_DESC": "By `firstPublishedAt` of the text that is served, latest first.",
    "LAST_PUBLISHED_DESC": "By `lastPublishedAt` of the text that is served, latest first.",
}


def orders_of(model: Any, name: str, description: str, **descriptions: str) -> Any:
    """The orders of a model as an enum of the schema. Raises KeyError for one that is not described.

    Raises TypeError for a model without any: no enum is empty, so the check that would say so is never reached.
    """
    if not model.orders:
        raise TypeError(f"{model.__name__} has no orders: give the model `orders`. (verkosto.E032)")
    told = {**_USUAL, **descriptions}
    members = {order: strawberry.enum_value(order, description=told[order]) for order in model.orders}
    made: Any = Enum(name, members)  # type: ignore[misc]
    return strawberry.enum(made, name=name, description=description)


def order_keys(asked: Sequence[Enum] | None, model: Any) -> Order:
    """The first mention of a column counts: a second one could not change anything. Not asked, the model's first."""
    keys: dict[str, Key] = {}
    for name in asked or ():
        key = _key(model.orders[name.value])
        keys.setdefault(key.column, key)
    return tuple(keys.values()) or default_order(model)


def default_order(model: Any) -> Order:
    return (_key(next(iter(model.orders.values()))),)


def _key(order: Any) -> Key:
    return Key(order.column, order.descending, order.absent)
