"""Rows that belong to those of a batch: one statement for all of these, then each its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F

from content_api.reading.dependencies import depending_only_on
from content_api.reading.loading import Batch, reading, together, visible
from content_api.reading.statements import Slot


def _children(model: Any) -> Any:
    return model.objects.filter(page__any_of=Slot("pages")).order_by("page_id", "sort_order", "pk")


def child_rows(batch: Batch, model: Any) -> dict[int, list[Any]]:
    """Child rows that are public as their page is: addresses, channels."""
    with depending_only_on(*map(str, batch.groups())):
        rows = together(reading(_children, model).rows(model, pages=batch.keys()), batch.locales)
    return grouped(rows, "page_id")


def grouped(rows: Iterable[Any], column: str) -> dict[Any, list[Any]]:
    """The rows by what they hold in this column, in their order."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _owned(model: Any, owner: str, day: str) -> Any:
    latest = F(day).desc(nulls_last=True)
    return visible(model).filter(**{f"{owner}__any_of": Slot("owners")}).order_by(latest, "pk")


def owned(
    batch: Batch, model: Any, owner: str, day: str, readable: Callable[[list[Any]], list[Any]] = list
) -> dict[Any, list[Any]]:
    """The rows that belong to those of the batch, by their owner's key: the latest first, those without a day last."""
    rows = reading(_owned, model, owner, day).rows(model, owners=batch.keys())
    return grouped(readable(together(rows, batch.locales)), owner)


def children(page: Any, model: Any) -> list[Any]:
    return page.batch.once(model, lambda batch: child_rows(batch, model)).get(page.pk, [])
