from typing import Any

import strawberry
import strawberry_django

from content_api.enums import AreaKind
from content_api.loading import together
from content_api.types.node import Node, named
from organisations import models as organisation_models

Area_ = organisation_models.Area


@strawberry_django.type(
    Area_,
    name=named("Area", Area_),
    description="A municipality, region, wellbeing services county, or the whole country.",
)
class Area(Node):
    @strawberry.field(description="What kind of area it is.")
    def kind(self) -> AreaKind:
        return AreaKind(self.kind)

    code: str = strawberry.field(
        description="Statistics Finland code, unique within its kind: 049 (Espoo), 01 (a region or a county), FI."
    )

    @strawberry.field(description="Name in the reader's language, else along its fallbacks.")
    def name(self) -> str:
        return self.names.best(self.peers.wish)  # type: ignore[attr-defined]

    @strawberry.field(description="What it lies in: its region, its wellbeing services county, the country.")
    def parents(self) -> list["Area"]:
        return self.peers.once("parents", _parents).get(self.pk, [])  # type: ignore[attr-defined]


def _parents(peers: Any) -> dict[int, list[Any]]:
    keys = {key for area in peers.rows for key in (area.region_id, area.county_id) if key}
    country = organisation_models.AreaKind.COUNTRY
    rows = Area_.objects.filter(pk__in=keys) | Area_.objects.filter(kind=country)
    found = {area.pk: area for area in together(rows, peers.wish)}
    top = [area for area in found.values() if area.kind == country]
    return {
        area.pk: [found[key] for key in (area.region_id, area.county_id) if key in found]
        + [parent for parent in top if parent.pk != area.pk]
        for area in peers.rows
    }
