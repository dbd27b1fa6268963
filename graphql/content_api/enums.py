"""The domain's choices as enums of the schema: names, values and meanings are the domain's own."""

from enum import Enum
from typing import Any

import strawberry
from django.db.models import TextChoices
from django.utils.translation import override

from cms.core.blocks import MeasureStatus as MeasureStatusChoices
from cms.core.partial_dates import Precision
from cms.media.pictures.presets import PRESETS, Preset
from news.models import EventStatus as EventStatusChoices
from organisations import models as organisation_models


def _enum(name: str, description: str, values: dict[str, str]) -> Any:
    members = {value: strawberry.enum_value(value, description=text) for value, text in values.items()}
    made: Any = Enum(name, members)  # type: ignore[misc]
    return strawberry.enum(made, name=name, description=description)


def _choices(name: str, description: str, choices: type[TextChoices]) -> Any:
    """Described by the labels that editors see, in English."""
    with override("en"):
        return _enum(name, description, {str(choice.value): f"{choice.label}." for choice in choices})


def _sizes(preset: Preset) -> str:
    sizes = [f"{width} × {round(width * preset.ratio)}" if preset.ratio else str(width) for width in preset.widths]
    return f"In pixels{'' if preset.ratio else ', of width'}: {', '.join(sizes)}."


AdvocacyKind = _choices("AdvocacyKind", "What kind of position it is.", organisation_models.AdvocacyKind)
AreaKind = _choices("AreaKind", "What kind of area it is.", organisation_models.AreaKind)
ChannelKind = _choices("ChannelKind", "What a channel is.", organisation_models.ChannelKind)
ContributionKind = _choices("ContributionKind", "What a contribution is.", organisation_models.ContributionKind)
EventStatus = _choices("EventStatus", "Whether an event takes place.", EventStatusChoices)
OrganisationKind = _choices(
    "OrganisationKind", "What kind of organisation it is.", organisation_models.OrganisationKind
)
ProjectStatus = _choices("ProjectStatus", "Computed from a project's period.", organisation_models.ProjectStatus)
RepresentationRole = _choices(
    "RepresentationRole", "In what role somebody sits in a body.", organisation_models.RepresentationRole
)
MeasureStatus = _choices("MeasureStatus", "How far a measure of an action plan is.", MeasureStatusChoices)
DatePrecision = _choices("DatePrecision", "How far a date is known.", Precision)
WorkingGroupKind = _choices(
    "WorkingGroupKind",
    "What brings a working group together: where it works, or what on.",
    organisation_models.WorkingGroupKind,
)
ImagePreset = _enum(
    "ImagePreset",
    "The sizes that pictures come in. There are no free sizes. A picture is never made larger than it was uploaded.",
    {preset.name: f"{preset.purpose} {_sizes(preset)}" for preset in PRESETS.values()},
)


@strawberry.enum(name="LanguageStatus", description="What a text is, whichever language was asked for.")
class LanguageStatus(Enum):
    ORIGINAL = strawberry.enum_value("ORIGINAL", description="Written in this language.")
    TRANSLATED = strawberry.enum_value("TRANSLATED", description="Translated by a person, in full.")
    MACHINE_TRANSLATED = strawberry.enum_value("MACHINE_TRANSLATED", description="A machine's words stand in it.")
    PARTIAL = strawberry.enum_value("PARTIAL", description="Some of it still stands in the source language.")
