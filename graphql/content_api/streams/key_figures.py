"""Numbers that are kept in one place, with the values that they had before."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from content_api.base.fields import BY_NAME, best_text, column, declared, related, web_address
from content_api.base.language import title_tag
from content_api.base.localised import ForeignText, Localised, Text, foreign
from content_api.base.node import Node
from content_api.reading import belonging, loading
from content_api.reading.loading import Batch
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation

VALUE_HELP = "The number as it is to be read."
AS_OF_HELP = "The day the number is of."
SOURCE_HELP = "Where it comes from: as it was written, else the name of the organisation."
AnOrganisation = Annotated["Organisation", BY_NAME]


def source_of(row: Any, otherwise: str) -> Text:
    """Where a value comes from: what was written, which has no language of its own and takes the one given, or an
    organisation by its title."""
    if row.source:
        return Text(row.source, "source", otherwise)
    publisher = loading.linked_one(row, "source_organisation_key", organisation_models.OrganisationPage)
    return Text(publisher.title, "source", title_tag(publisher)) if publisher else Text("", "source", otherwise)


def texts_of(figure: Any) -> list[Text]:
    """The texts of a figure with their languages: the label, the unit, the note, and the source."""
    locales = figure.batch.locales
    texts = [Text(getattr(figure, of), of, getattr(figure, of).best_tag(locales)) for of in ("label", "unit", "note")]
    return [*texts, source_of(figure, texts[0].tag)]


def _earlier(batch: Batch) -> dict[int, list[Any]]:
    return belonging.owned(batch, organisation_models.KeyFigureValue, "figure_id", "as_of")


@declared(organisation_models.KeyFigureValue, description="A value that a key figure had before.")
class KeyFigureValue:
    value: str = column(VALUE_HELP)
    as_of: date = column(AS_OF_HELP)
    source_organisation: AnOrganisation | None = related("The organisation it comes from, when in the directory.")

    @strawberry.field(description=SOURCE_HELP)
    def source(self) -> str | None:
        return source_of(self, "").text or None

    source_url: str | None = web_address("Link to the source.")


@declared(
    organisation_models.KeyFigure,
    description="A number with its date and source, kept in one place for every page that shows it.",
)
class KeyFigure(Node, Localised):
    value: str = column("The newest value, as it is to be read; `earlierValues` has those before it.")
    unit: str | None = best_text("Unit in the reader's language, when there is one.", "unit", otherwise=None)
    label: str = best_text("What is counted, in the reader's language.", "label")
    note: str | None = best_text("How to read the number.", "note", otherwise=None)
    as_of: date | None = column(AS_OF_HELP)
    source_organisation: AnOrganisation | None = related("The organisation it comes from, when in the directory.")

    @strawberry.field(description=SOURCE_HELP)
    def source(self) -> str | None:
        return source_of(self, "").text or None

    source_url: str | None = web_address("Link to the source.")

    @strawberry.field(description="Its texts that are in another language than `label`.")
    def foreign(self) -> list[ForeignText]:
        texts = texts_of(self)
        return foreign(texts, texts[0].tag)

    @strawberry.field(description="The values that it had before, the latest first.")
    def earlier_values(self) -> list[KeyFigureValue]:
        row: Any = self
        return row.batch.once("earlier", _earlier).get(row.pk, [])
