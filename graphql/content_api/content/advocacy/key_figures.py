"""The list of key figures."""

from datetime import date

import strawberry

from content_api.content.declaring import has_list
from content_api.lists.filters import Filter, compared, linked
from content_api.lists.orders import orders_of
from content_api.streams.key_figures import KeyFigure
from organisations import models as organisation_models

__all__ = ["KeyFigure"]

KeyFigureOrder = orders_of(
    organisation_models.KeyFigure,
    "KeyFigureOrder",
    "Order of key figures.",
    AS_OF_DESC="By the day the number is of, the latest first; without a day, last.",
    AS_OF_ASC="By the day the number is of, the earliest first; without a day, last.",
)


@strawberry.input(description="Which key figures. What is left out or empty does not narrow the list.")
class KeyFigureFilter(Filter):
    source_organisations: list[strawberry.ID] | None = linked(
        "source_organisation", "IDs of organisations that the numbers come from; any of them."
    )
    as_of_from: date | None = compared("as_of__gte", "Of this day or later.")
    as_of_to: date | None = compared("as_of__lte", "Of this day or earlier.")


has_list(KeyFigure, organisation_models.KeyFigure, order=KeyFigureOrder, filter=KeyFigureFilter)
