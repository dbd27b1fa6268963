"""Lists by distance: what has a map position of its own, or addresses that have one, the nearest first."""

from dataclasses import fields, replace
from typing import Annotated, Any

import strawberry
from django.core.exceptions import FieldDoesNotExist
from django.db.models import FloatField, OuterRef, Subquery, Value
from django.db.models.functions import Cast

from content_api.lists.conditions import check_point, circle
from content_api.lists.connections import Key, Order
from content_api.reading.statements import Slot
from organisations.models.places import Circle, PlaceMixin, distance

DISTANCE = "distance"
BY_DISTANCE: Order = (Key(DISTANCE, is_computed=True),)


@strawberry.input(description="A point from which a list is ordered by distance.")
class Nearby:
    latitude: float = strawberry.field(description="Degrees north, WGS 84.")
    longitude: float = strawberry.field(description="Degrees east, WGS 84.")
    kilometres: float | None = strawberry.field(
        default=None, description="How far away at most, as the crow flies. Left out: however far."
    )


NearbyArgument = Annotated[
    Nearby | None,
    strawberry.argument(
        description="The nearest to this point first, by any of its map positions, instead of an `order`. What has "
        "none is left out."
    ),
]


def has_positions(model: Any) -> bool:
    """Whether pages of a model, or addresses of theirs, have map positions."""
    return issubclass(model, PlaceMixin) or _addresses(model) is not None


def _addresses(model: Any) -> Any:
    try:
        rows = model._meta.get_field("addresses").related_model
    except FieldDoesNotExist:
        return None
    return rows if issubclass(rows, PlaceMixin) else None


# With a slot for each number: everybody stands somewhere else, and a new point is no new statement.
ANY_CIRCLE = Circle(**{of.name: Cast(Value(Slot(of.name)), FloatField()) for of in fields(Circle)})
ANY_POINT = replace(ANY_CIRCLE, kilometres=None)


def circle_of(point: Nearby) -> Circle:
    """Returns the point as it was asked for, checked; without `kilometres`, a circle without an end."""
    if point.kilometres is None:
        check_point(point.latitude, point.longitude, "nearby")
        return Circle(point.latitude, point.longitude)
    return circle(point.latitude, point.longitude, point.kilometres, "nearby")


def with_distance(pages: Any, found: Circle) -> Any:
    """Returns those of the pages that have a map position there, each with its distance in kilometres."""
    away = distance(found.latitude, found.longitude)
    if issubclass(pages.model, PlaceMixin):
        return pages.filter(found.condition(), latitude__isnull=False).annotate(distance=away)
    positions = _addresses(pages.model).objects.filter(found.condition(), latitude__isnull=False)
    nearest = positions.filter(page=OuterRef("pk")).annotate(away=away).order_by("away").values("away")[:1]
    return pages.filter(pk__in=positions.values("page_id")).annotate(distance=Subquery(nearest))
