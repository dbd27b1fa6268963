"""The orders that lists of a page type have. Each follows an index, and the index follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce

# Stands for the instant of what never was published: a column of an order has no null.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """By one column, along the index of this name. `absent` stands for null, so that null has a place: the last."""

    column: str
    index: str
    descending: bool = False
    absent: date | None = None

    def expression(self) -> Any:
        """What the list is ordered by, and the index begins with."""
        return F(self.column) if self.absent is None else Coalesce(self.column, Value(self.absent))


Orders = Mapping[str, Order]

BY_TITLE = Order("sort_title", "title")
# Of every list.
BY_PUBLICATION: Orders = {
    "FIRST_PUBLISHED_DESC": Order("sort_first_published", "publication", descending=True),
    "LAST_PUBLISHED_DESC": Order("sort_last_published", "change", descending=True),
}


def list_indexes(name: str, orders: Orders) -> list[models.Index]:
    """Of a page type that readers list: its words, and each order with the key that breaks its ties.

    A list is read along the index from where it starts and no further than its page. A page's own `Meta` inherits none
    of its mixin's: each names them.
    """
    by_name = {order.index: order.expression() for order in orders.values()}
    return [
        GinIndex(fields=["search_vector"], name=f"{name}_by_words", fastupdate=False),
        *(models.Index(expression, F("page_ptr"), name=f"{name}_by_{index}") for index, expression in by_name.items()),
    ]
