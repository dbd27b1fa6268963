"""In which order the list of a desk is shown."""

from typing import Any

from django.db.models import Case, F, OrderBy, Q, QuerySet, When

from cms.translation.desk.sections import HOME_DEPTH

# What is done before the rest: no column's name.
FIRST = "first"


def ordered(pages: QuerySet[Any], order: str) -> QuerySet[Any]:
    """By the sort key of a column, "-" before it for the other direction; what has no value comes last.

    `FIRST` is the home page, then pages with others below them from the top down, then what has a day to be done by,
    then what waits longest. The pages are those of `assignment.told`.
    """
    if order != FIRST:
        return pages.order_by(_nulls_last(order), "pk")
    is_above = Q(depth=HOME_DEPTH) | Q(numchild__gt=0)
    rank = Case(When(is_above, then=F("depth")), default=None)
    return pages.order_by(rank.asc(nulls_last=True), _nulls_last("due"), _nulls_last("waits_since"), "path", "pk")


def _nulls_last(order: str) -> OrderBy:
    field = F(order.removeprefix("-"))
    return field.desc(nulls_last=True) if order.startswith("-") else field.asc(nulls_last=True)
