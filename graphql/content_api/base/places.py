from collections.abc import Iterable, Sequence
from typing import Any

import strawberry

from cms.core.text.web_addresses import followable
from content_api import labels
from content_api.base.fields import Declared
from content_api.base.localised import Localised
from content_api.enums import ChannelKind
from organisations import models as organisation_models


@strawberry.type(description="Where something is.")
class Address:
    row: strawberry.Private[Any]

    @strawberry.field(description="Street and number.")
    def street(self) -> str | None:
        return self.row.street or None

    @strawberry.field(description="Five digits in Finland, like 00530.")
    def postal_code(self) -> str | None:
        return self.row.postal_code or None

    @strawberry.field(description="Post office.")
    def city(self) -> str | None:
        return self.row.city or None

    @strawberry.field(description="Degrees north, WGS 84.")
    def latitude(self) -> float | None:
        return getattr(self.row, "latitude", None)

    @strawberry.field(description="Degrees east, WGS 84.")
    def longitude(self) -> float | None:
        return getattr(self.row, "longitude", None)


@strawberry.type(description="Where something is found online.")
class Channel(Localised):
    row: strawberry.Private[Any]

    @property
    def tag(self) -> str:
        tag: str = self.row.label.best_tag(self.row.batch.locales)
        return tag

    @strawberry.field(description="The service it is on, to choose an icon by.")
    def kind(self) -> ChannelKind:
        return ChannelKind(self.row.kind)

    @strawberry.field(description=labels.HELP.format("`kind`"))
    def kind_label(self) -> str:
        return labels.label_of(organisation_models.ChannelKind(self.row.kind), self.row.batch.locales)

    @strawberry.field(description="Its address.")
    def url(self) -> str:
        return followable(self.row.url)

    @strawberry.field(description="What it is called, when the kind does not say enough.")
    def label(self) -> str | None:
        return self.row.label.best(self.row.batch.locales) or None


def place(description: str) -> Any:
    """The address and map position in the row itself, or null."""

    def make(model: Any, field: str, annotation: Any) -> tuple[Any, Sequence[str]]:
        return lambda row: Address(row=row) if row.has_place else None, organisation_models.PlaceMixin.place_facts

    return Declared(description, make)


def addresses_of(rows: Iterable[Any]) -> list[Address]:
    return [Address(row=row) for row in rows]


def channels_of(rows: Iterable[Any]) -> list[Channel]:
    """Returns the channels, without those whose address must not be followed."""
    return [Channel(row=row) for row in rows if followable(row.url)]


def location_of(page: Any) -> list[dict[str, Any]]:
    """Returns where something takes place in the words of schema.org: at a place, over the internet, or both."""
    found: list[dict[str, Any]] = []
    if page.place_name or page.has_place:
        address = {
            "streetAddress": page.street,
            "postalCode": page.postal_code,
            "addressLocality": page.city,
        }
        where: dict[str, Any] = {"@type": "Place"}
        if page.place_name:
            where["name"] = page.place_name
        if given := {name: text for name, text in address.items() if text}:
            where["address"] = {"@type": "PostalAddress", **given}
        if page.latitude is not None:
            where["geo"] = {"@type": "GeoCoordinates", "latitude": page.latitude, "longitude": page.longitude}
        found.append(where)
    if online := followable(page.online_url):
        found.append({"@type": "VirtualLocation", "url": online})
    return found


_ATTENDANCE = {
    frozenset({"Place"}): "OfflineEventAttendanceMode",
    frozenset({"VirtualLocation"}): "OnlineEventAttendanceMode",
    frozenset({"Place", "VirtualLocation"}): "MixedEventAttendanceMode",
}


def attendance_of(location: list[dict[str, Any]]) -> str | None:
    """Returns schema.org's word for how one takes part, if that is known."""
    mode = _ATTENDANCE.get(frozenset(part["@type"] for part in location))
    return mode and f"https://schema.org/{mode}"
