"""The orders in which a page type is listed. Each order has an index, and the index is made from the order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce

# The moment of publication of what was never published: a column by which lists are ordered holds no null.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """An order by one column, along the index with this name.

    `absent` takes the place of null, so that rows without a value come last.
    """

    column: str
    index: str
    descending: bool = False
    absent: date | None = None

    def expression(self) -> Any:
        """Returns the expression by which the list is ordered and with which the index begins."""
        return F(self.column) if self.absent is None else Coalesce(self.column, Value(self.absent))


Orders = Mapping[str, Order]

BY_TITLE = Order("sort_title", "title")
# The orders that every list has.
BY_PUBLICATION: Orders = {
    "FIRST_PUBLISHED_DESC": Order("sort_first_published", "publication", descending=True),
    "LAST_PUBLISHED_DESC": Order("sort_last_published", "change", descending=True),
}


def list_indexes(name: str, orders: Orders) -> list[models.Index]:
    """Returns the indexes of a page type that readers list.

    One index is over its words; each order has one with the key that breaks its ties. A list is read along the index
    from where it starts, and no further than its page. The `Meta` of a page type inherits no indexes from the `Meta` of
    its mixin, so each type names them.
    """
    by_name = {order.index: order.expression() for order in orders.values()}
    return [
        GinIndex(fields=["search_vector"], name=f"{name}_by_words", fastupdate=False),
        *(models.Index(expression, F("page_ptr"), name=f"{name}_by_{index}") for index, expression in by_name.items()),
    ]
