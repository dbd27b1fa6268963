"""Areas of Finland."""

from typing import Any

import strawberry
from django.db.models import Q

from content_api.base.fields import best_text, column, declared, label
from content_api.base.localised import Localised
from content_api.base.node import Node
from content_api.enums import AreaKind
from content_api.reading import loading
from content_api.reading.statements import Slot
from engine.selection import needs
from organisations import models as organisation_models

Area_ = organisation_models.Area


@declared(Area_, description="A municipality, region, wellbeing services county, or the whole country.")
class Area(Node, Localised):
    kind: AreaKind = column("Municipality, region, wellbeing services county or the whole country.")
    kind_label: str = label("kind")
    code: str = column("Statistics Finland code, unique within its kind: 049 (Espoo), 01 (a region or a county), FI.")
    key: str = column(
        "What filters take for this area: 049, FI, and with the kind in front where a region and a county share "
        "numbers, REGION:01 and WELLBEING_COUNTY:01.",
        reads=("kind", "code"),
    )
    name: str = best_text("Name in the reader's language, else along its fallbacks.")

    @strawberry.field(
        description="What it lies in: its region, its wellbeing services county, the country.",
        metadata=needs("kind", "region_id", "county_id"),
    )
    def parents(self) -> list["Area"]:
        return self.batch.once("parents", _parents).get(self.pk, [])  # type: ignore[attr-defined]


def _with_country(model: Any) -> Any:
    return model.objects.filter(Q(id__any_of=Slot("ids")) | Q(kind=organisation_models.AreaKind.COUNTRY))


def _parents(batch: Any) -> dict[int, list[Any]]:
    keys = [key for area in batch.rows for key in (area.region_id, area.county_id) if key]
    read = loading.reading(_with_country, Area_)
    found = {area.pk: area for area in loading.together(read.rows(Area_, ids=keys), batch.locales)}
    top = [area for area in found.values() if area.kind == organisation_models.AreaKind.COUNTRY]
    return {
        area.pk: [found[key] for key in (area.region_id, area.county_id) if key in found]
        + [parent for parent in top if parent.pk != area.pk]
        for area in batch.rows
    }
