from typing import Any

import strawberry
import strawberry_django
from django.db.models import Q

from content_api import labels
from content_api.base.localised import Localised
from content_api.base.node import Node
from content_api.enums import AreaKind
from content_api.reading import loading
from content_api.reading.statements import Slot
from content_api.type_names import named
from engine.selection import needs
from organisations import models as organisation_models

Area_ = organisation_models.Area


@strawberry_django.type(
    Area_,
    name=named("Area", Area_),
    description="A municipality, region, wellbeing services county, or the whole country.",
)
class Area(Node, Localised):
    @strawberry.field(
        description="Municipality, region, wellbeing services county or the whole country.", metadata=needs("kind")
    )
    def kind(self) -> AreaKind:
        return AreaKind(self.kind)

    @strawberry.field(description=labels.HELP.format("`kind`"), metadata=needs("kind"))
    def kind_label(self) -> str:
        row: Any = self
        return labels.label_of(organisation_models.AreaKind(row.kind), row.peers.wish)

    code: str = strawberry.field(
        description="Statistics Finland code, unique within its kind: 049 (Espoo), 01 (a region or a county), FI."
    )

    @strawberry.field(
        description=(
            "What filters take for this area: 049, FI, and with the kind in front where a region and a county share "
            "numbers, REGION:01 and WELLBEING_COUNTY:01."
        ),
        metadata=needs("kind", "code"),
    )
    def key(self) -> str:
        return self.key

    @strawberry.field(description="Name in the reader's language, else along its fallbacks.")
    def name(self) -> str:
        return self.names.best(self.peers.wish)  # type: ignore[attr-defined]

    @strawberry.field(
        description="What it lies in: its region, its wellbeing services county, the country.",
        metadata=needs("kind", "region_id", "county_id"),
    )
    def parents(self) -> list["Area"]:
        return self.peers.once("parents", _parents).get(self.pk, [])  # type: ignore[attr-defined]


def _parents(peers: Any) -> dict[int, list[Any]]:
    keys = [key for area in peers.rows for key in (area.region_id, area.county_id) if key]
    country = organisation_models.AreaKind.COUNTRY
    read = loading.statement(
        "parents",
        Area_,
        lambda: Area_.objects.filter(Q(id__any_of=Slot("ids")) | Q(kind=country)),
    )
    found = {area.pk: area for area in loading.together(read.rows(Area_, ids=keys), peers.wish)}
    top = [area for area in found.values() if area.kind == country]
    return {
        area.pk: [found[key] for key in (area.region_id, area.county_id) if key in found]
        + [parent for parent in top if parent.pk != area.pk]
        for area in peers.rows
    }
