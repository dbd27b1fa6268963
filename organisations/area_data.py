"""Loads areas from `data/areas.csv` (`data/areas.md` gives its source and licence)."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from organisations.models import Area, AreaKind

CSV = Path(__file__).parent / "data" / "areas.csv"
_LANGUAGES = ("fi", "sv", "en")


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def load_areas() -> int:
    """Adds areas that are missing and corrects those that differ.

    Names that an editor has added in other languages stay. Returns the number of areas in the file.
    """
    with CSV.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    existing = {(area.kind, area.code): area for area in Area.objects.all()}
    for row in rows:
        area = existing.setdefault((row["kind"], row["code"]), Area(kind=row["kind"], code=row["code"]))
        area.names = {**area.names, **{tag: row[f"name_{tag}"] for tag in _LANGUAGES if row[f"name_{tag}"]}}
        area.valid_from = _date(row["valid_from"])
        area.valid_until = _date(row["valid_until"])
    fields = ["names", "valid_from", "valid_until"]
    Area.objects.bulk_create(
        existing.values(), update_conflicts=True, unique_fields=["kind", "code"], update_fields=fields
    )
    stored = {(area.kind, area.code): area for area in Area.objects.all()}
    for row in rows:
        area = stored[row["kind"], row["code"]]
        area.region = stored.get((AreaKind.REGION, row["region_code"]))
        area.county = stored.get((AreaKind.WELLBEING_COUNTY, row["county_code"]))
        area.successor = stored.get((AreaKind.MUNICIPALITY, row["successor_code"]))
    Area.objects.bulk_update(stored.values(), ["region", "county", "successor"])
    return len(rows)
