"""How a type of content is declared in the API: one module a type, from which lists, single things and nodes follow.

`content` makes the class a type of the schema; the words for its fields that a page alone has are here, the others in
`content_api.base.fields`. `listed` and `single` are the two lines at the root.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Annotated, Any

import strawberry
from django.db.models import Model

from content_api.base.fields import Declared, Resolve, declared
from content_api.base.teaser import main_image
from content_api.lists import entries
from content_api.lists.arguments import FILTER_HELP, ORDER_HELP, After, Before, First, Last, LocalesArgument
from content_api.lists.connections import Connection, Slice
from content_api.lists.entries import ContentBy, locales_of
from content_api.lists.nearby import NearbyArgument, has_positions
from content_api.lists.nested import Nested
from content_api.lists.orders import default_order, order_keys
from content_api.reading import belonging
from content_api.reading.stored_streams import STORED
from content_api.streams.building import sentences_of, stream_of
from engine import limits

By = Annotated[ContentBy, strawberry.argument(description="Which one.")]


@dataclass(frozen=True)
class Listing:
    """The model, order and filter that a type's list is made with."""

    model: Any
    order: Any
    filter: Any
    # Leaves out rows that could not be answered.
    readable: Callable[[list[Any]], list[Any]] = list


# Of each type that has a list.
LISTINGS: dict[type[Any], Listing] = {}


def content(
    model: type[Model], *, description: str, order: Any = None, filter: Any = None
) -> Callable[[type[Any]], type[Any]]:
    """Makes a subclass of `Content` the type of a page model. With an order and a filter it has a list."""

    def declare(of: type[Any]) -> type[Any]:
        made = declared(model, description=description)(of)
        if order is not None:
            has_list(made, model, order=order, filter=filter)
        return made

    return declare


def has_list(
    of: type[Any],
    model: type[Model],
    *,
    order: Any,
    filter: Any,
    readable: Callable[[list[Any]], list[Any]] = list,
) -> None:
    """Gives a type a list with these orders and this filter, as `listed` then makes it."""
    filter.model = model
    LISTINGS[of] = Listing(model, order, filter, readable)


def stream(description: str, name: str = "") -> Any:
    """The blocks of a StreamField."""
    return _of_stream(description, name, stream_of)


def sentences(description: str, name: str = "") -> Any:
    """The texts of a StreamField that holds nothing but sentences."""
    return _of_stream(description, name, sentences_of)


def _of_stream(description: str, name: str, build: Callable[[Any, str], Any]) -> Any:
    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve, Sequence[str]]:
        source = name or field
        return lambda row: build(row, source), [f"{STORED}{source}"]

    return Declared(description, make)


def picture(description: str) -> Any:
    """The page's main image, if it has one and it is public."""
    return Declared(description, lambda model, field, annotation: (main_image, [f"{field}_id"]))


def children(description: str, make_all: Callable[[list[Any]], Any]) -> Any:
    """Rows of the page's own, made into objects of the schema."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Resolve, Sequence[str]]:
        rows = model._meta.get_field(field).related_model
        return lambda page: make_all(belonging.children(page, rows)), []

    return Declared(description, make)


@dataclass(frozen=True)
class _NestedDeclared(Declared):
    """A list inside the page, page by page."""

    of: Nested

    def made(self, model: Any, name: str, annotation: Any, module: str) -> Any:
        nested = self.of

        def resolver(self: Any, first: Any = limits.PAGE_SIZE_DEFAULT, after: Any = None) -> Any:
            return nested.connection(self, Slice.asked(first, after))

        resolver.__annotations__ = {"first": First, "after": After, "return": annotation}
        resolver.__module__ = module
        return strawberry.field(resolver=resolver, description=self.description)


def _nothing(model: Any, field: str, annotation: Any) -> tuple[None, Sequence[str]]:
    return None, ()


def nested(description: str, of: Nested) -> Any:
    """A connection of what belongs to the page."""
    return _NestedDeclared(description, _nothing, of)


def entries_through(model: Any, relation: str) -> Nested:
    """Entries of a model whose relation leads to the page, in the order that their list has."""
    return Nested(model, model.objects.best_of, f"{relation}__translation_key", default_order(model))


def listed(of: type[Any], description: str) -> Any:
    """The root's list of a type."""
    listing = LISTINGS[of]
    model, order, narrowing = listing.model, listing.order, listing.filter
    # Of the arguments and the answer, which differ with the type.
    filtered: Any = narrowing | None
    ordered: Any = list[order] | None  # type: ignore[valid-type]
    answer: Any = Connection[of] | None  # type: ignore[valid-type]

    def resolver(
        locales: Any = None,
        filter: Any = None,
        order: Any = None,
        first: Any = limits.PAGE_SIZE_DEFAULT,
        after: Any = None,
        last: Any = None,
        before: Any = None,
        nearby: Any = None,
    ) -> Any:
        part = Slice.asked(first, after, last, before)
        if nearby is not None:
            return entries.listed_nearby(model, locales_of(locales), filter, nearby, part, order)
        return entries.listed(model, locales_of(locales), filter, order_keys(order, model), part, listing.readable)

    resolver.__annotations__ = {
        "locales": LocalesArgument,
        "filter": Annotated[filtered, strawberry.argument(description=FILTER_HELP)],
        "order": Annotated[ordered, strawberry.argument(description=ORDER_HELP)],
        "first": First,
        "after": After,
        "last": Last,
        "before": Before,
        "nearby": NearbyArgument,
        "return": answer,
    }
    if not has_positions(model):
        _without(resolver, "nearby")
    return strawberry.field(resolver=resolver, description=description)


def _without(resolver: Any, argument: str) -> None:
    """Takes an argument away from what the schema sees of a resolver."""
    seen = signature(resolver)
    resolver.__signature__ = seen.replace(parameters=[of for of in seen.parameters.values() if of.name != argument])


def single(of: type[Any], description: str) -> Any:
    """The root's single thing of a type."""
    model = LISTINGS[of].model

    def resolver(by: Any, locales: Any = None) -> Any:
        return entries.single(model, by, locales)

    resolver.__annotations__ = {"by": By, "locales": LocalesArgument, "return": of | None}
    return strawberry.field(resolver=resolver, description=description)
