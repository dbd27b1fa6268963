"""Relay connections over ordered entries. A cursor holds the sort values of its entry: pages stay stable while
entries come and go, and no page is reached by counting from the start."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any, Generic, TypeVar

import strawberry
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from content_api.scalars import Cursor
from engine import limits
from engine.errors import InvalidArgument

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order. `absent` stands for null so that null has a place: the last.

    A column that is computed for one question is a number.
    """

    column: str
    descending: bool = False
    absent: Any = None
    is_computed: bool = False

    def value(self, row: Any) -> Any:
        found = getattr(row, self.column)
        return self.absent if found is None else found


Order = tuple[Key, ...]


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(text: Any, key: Key, model: Any) -> Any:
    """PostgreSQL takes neither a null character nor half a surrogate pair. Raises ValueError."""
    if key.is_computed:
        if type(text) is not float or not isfinite(text):
            raise ValueError
        return text
    if not isinstance(text, str) or any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError
    return model._meta.get_field(key.column).to_python(text)


def _full(order: Order) -> Order:
    """The primary key breaks ties in the direction of the last column."""
    return (*order, Key("pk", descending=order[-1].descending))


def encode_cursor(row: Any, order: Order) -> Cursor:
    values = [_text(key.value(row)) for key in _full(order)]
    data = json.dumps([_signature(order), values], separators=(",", ":"), ensure_ascii=False)
    return Cursor(base64.urlsafe_b64encode(data.encode()).decode("ascii"))


def _signature(order: Order) -> str:
    return ",".join(f"{'-' if key.descending else ''}{key.column}" for key in order)


def decode_cursor(cursor: str, order: Order, model: Any, argument: str) -> list[Any]:
    """Returns the position that a cursor names.

    Raises InvalidArgument for what is no cursor, or one of another order.
    """
    keys = _full(order)
    try:
        if len(cursor) > limits.CURSOR_MAX_LENGTH:
            raise ValueError
        signature, texts = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True).decode("utf-8"))
        if signature != _signature(order) or len(texts) != len(keys):
            raise ValueError
        values = [
            int(text) if key.column == "pk" else _typed(text, key, model) for key, text in zip(keys, texts, strict=True)
        ]
    except Exception as error:
        raise InvalidArgument(
            argument, "not a cursor of this list and order. Take it from an answer to the same question."
        ) from error
    if not -(2**63) <= values[-1] < 2**63:
        raise InvalidArgument(argument, "not a cursor of this list and order.")
    return values


def _expression(key: Key) -> Any:
    column = F(key.column)
    return column if key.absent is None else Coalesce(column, key.absent)


def _beyond(keys: Order, values: Sequence[Any], *, forwards: bool) -> Q:
    """Returns the condition for rows after (or before) a position. The first column that differs decides."""
    condition = Q()
    equal = Q()
    for key, value in zip(keys, values, strict=True):
        name = f"sort_{key.column}" if key.absent is not None else key.column
        larger = key.descending != forwards
        condition |= equal & Q(**{f"{name}__{'gt' if larger else 'lt'}": value})
        equal &= Q(**{name: value})
    return condition


def ordered(queryset: QuerySet[Any], order: Order, *, backwards: bool = False) -> QuerySet[Any]:
    keys = _full(order)
    queryset = queryset.annotate(**{f"sort_{key.column}": _expression(key) for key in keys if key.absent is not None})
    names = []
    for key in keys:
        name = f"sort_{key.column}" if key.absent is not None else key.column
        names.append(f"-{name}" if key.descending != backwards else name)
    return queryset.order_by(*names)


def window_order(order: Order) -> list[Any]:
    """The same order, for numbering rows within their parents."""
    return [_expression(key).desc() if key.descending else _expression(key).asc() for key in _full(order)]


@dataclass(frozen=True, slots=True)
class Slice:
    """What `first`, `after`, `last` and `before` ask for, checked."""

    size: int
    backwards: bool
    after: str | None
    before: str | None

    @classmethod
    def asked(cls, first: int | None, after: str | None, last: int | None = None, before: str | None = None) -> "Slice":
        if last is not None and first == limits.PAGE_SIZE_DEFAULT:
            first = None  # The schema's default stands there, not the client's locales.
        if first is not None and last is not None:
            raise InvalidArgument("first", "give first or last, not both.")
        if after is not None and before is not None:
            raise InvalidArgument("after", "give after or before, not both.")
        if last is None and before is not None:
            raise InvalidArgument("before", "goes with last.")
        if last is not None and after is not None:
            raise InvalidArgument("after", "goes with first.")
        name, size = ("last", last) if last is not None else ("first", first)
        if size is None:
            size = limits.PAGE_SIZE_DEFAULT
        if not 1 <= size <= limits.PAGE_SIZE_MAX:
            raise InvalidArgument(name, f"between 1 and {limits.PAGE_SIZE_MAX}, not {size}.")
        return cls(size, last is not None, after, before)

    def position(self, order: Order, model: Any) -> list[Any] | None:
        if self.backwards:
            return decode_cursor(self.before, order, model, "before") if self.before is not None else None
        return decode_cursor(self.after, order, model, "after") if self.after is not None else None

    def narrow(self, queryset: QuerySet[Any], order: Order) -> QuerySet[Any]:
        """Ordered, and only what lies beyond the cursor; one more than asked, to know whether there is more."""
        queryset = ordered(queryset, order, backwards=self.backwards)
        position = self.position(order, queryset.model)
        if position is not None:
            queryset = queryset.filter(_beyond(_full(order), position, forwards=not self.backwards))
        return queryset


@dataclass(frozen=True, slots=True)
class Entries:
    """One page of a list."""

    rows: list[Any]
    order: Order
    part: Slice
    has_more: bool
    count: Callable[[], int]

    def cursor(self, position: int) -> Cursor | None:
        return encode_cursor(self.rows[position], self.order) if self.rows else None


@strawberry.type(description="Where this page of a list stands, as the Relay specification has it.")
class PageInfo:
    entries: strawberry.Private[Entries]

    @strawberry.field(description="Whether more entries follow.")
    def has_next_page(self) -> bool:
        return self.entries.part.before is not None if self.entries.part.backwards else self.entries.has_more

    @strawberry.field(description="Whether entries come before these.")
    def has_previous_page(self) -> bool:
        return self.entries.has_more if self.entries.part.backwards else self.entries.part.after is not None

    @strawberry.field(description="Cursor of the first entry, null on an empty page.")
    def start_cursor(self) -> Cursor | None:
        return self.entries.cursor(0)

    @strawberry.field(description="Cursor of the last entry, null on an empty page.")
    def end_cursor(self) -> Cursor | None:
        return self.entries.cursor(-1)


@strawberry.type(description="An entry of a list with its position.")
class Edge(Generic[T]):
    order: strawberry.Private[Order]

    @strawberry.field(description="Position of this entry: pass it as `after` or `before`.")
    def cursor(self) -> Cursor:
        return encode_cursor(self.node, self.order)

    node: T = strawberry.field(description="The entry.")


@strawberry.type(description="A part of a list, with what there is before and after it.")
class Connection(Generic[T]):
    entries: strawberry.Private[Entries]

    @strawberry.field(description="The entries with their cursors.")
    def edges(self) -> list[Edge[T]]:
        edge: Any = Edge
        return [edge(order=self.entries.order, node=row) for row in self.entries.rows]

    @strawberry.field(description="Whether there is more, and where to go on.")
    def page_info(self) -> PageInfo:
        return PageInfo(entries=self.entries)

    @strawberry.field(description="The entries without their cursors.")
    def nodes(self) -> list[T]:
        return self.entries.rows

    @strawberry.field(description="How many entries there are in all pages. Costs a count: ask only when you show it.")
    def total_count(self) -> int:
        return self.entries.count()


def connection(rows: list[Any], order: Order, part: Slice, count: Callable[[], int]) -> Any:
    """Makes a connection from rows that `Slice.narrow` has ordered: at most one more than the page holds."""
    has_more = len(rows) > part.size
    rows = rows[: part.size]
    if part.backwards:
        rows.reverse()
    whole: Any = Connection
    return whole(entries=Entries(rows, order, part, has_more, count))


def columns_of(order: Order) -> tuple[str, ...]:
    """The columns that a cursor of this order is made of. The primary key is always one of them."""
    return tuple(key.column for key in order)
