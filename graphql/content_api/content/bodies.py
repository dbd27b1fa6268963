"""Bodies of others, such as advisory boards, and the seats that organisations have in them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from content_api.base.fields import BY_NAME, best_text, column, declared, label, related
from content_api.base.language import title_tag
from content_api.base.localised import ForeignText, Localised, Text, foreign
from content_api.base.node import Node
from content_api.content.declaring import has_list
from content_api.content.ties import readable_ties
from content_api.enums import RepresentationRole
from content_api.lists.conditions import by_keys
from content_api.lists.filters import Filter, chosen, criterion, linked
from content_api.lists.orders import orders_of
from content_api.reading import belonging, loading
from content_api.reading.loading import Batch
from organisations import models as organisation_models
from organisations.models.times import rows_of_period

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation

AnOrganisation = Annotated["Organisation", BY_NAME]


def readable_representations(rows: list[Any]) -> list[Any]:
    """Without those whose organisation or body cannot be read any more, as `readable_ties` has it."""
    rows = readable_ties(rows, "Representation", "organisation_key")
    return [row for row in rows if _body_of(row)]


def _body_of(seat: Any) -> Any:
    return loading.linked_one(seat, "body_id", organisation_models.Body)


def _host_of(body: Any) -> Any:
    return loading.linked_one(body, "host_key", organisation_models.OrganisationPage)


def _host_text(body: Any) -> Text:
    """The host's name with its language: as it was written, else the title of the organisation."""
    locales = body.batch.locales
    if written := body.host_name.best(locales):
        return Text(written, "hostName", body.host_name.best_tag(locales))
    host = _host_of(body)
    return Text(host.title, "hostName", title_tag(host)) if host else Text("", "hostName", "")


def _terms(batch: Batch) -> dict[int, list[Any]]:
    return belonging.owned(batch, organisation_models.BodyTerm, "body_id", "starts_on")


def _seats(batch: Batch) -> dict[int, list[Any]]:
    return belonging.owned(batch, organisation_models.Representation, "body_id", "starts_on", readable_representations)


@declared(organisation_models.BodyTerm, description="A period for which a body was or is appointed.")
class BodyTerm:
    starts_on: date = column("First day of the term.")
    ends_on: date | None = column("Last day of the term; null while nobody has said when it ends.")

    @strawberry.field(description="Whether today is in the term.")
    def is_current(self) -> bool:
        row: Any = self
        return row.is_current()


@declared(
    organisation_models.Body,
    description="A board, working group or project of somebody else's in which organisations have seats.",
)
class Body(Node, Localised):
    name: str = best_text("Name in the reader's language, else along its fallbacks.", "name")
    host: AnOrganisation | None = related("Whose body it is, when that is in the directory.")

    @strawberry.field(description="Name of whose body it is.")
    def host_name(self) -> str | None:
        return _host_text(self).text or None

    @strawberry.field(description="Its names that are in another language than `name`.")
    def foreign(self) -> list[ForeignText]:
        row: Any = self
        return foreign([_host_text(row)], row.name.best_tag(row.batch.locales))

    @strawberry.field(description="Periods for which it was or is appointed, the latest first.")
    def terms(self) -> list[BodyTerm]:
        row: Any = self
        return row.batch.once("terms", _terms).get(row.pk, [])

    @strawberry.field(description="Seats of organisations in it, past terms too, the latest first.")
    def representations(self) -> list[Annotated["Representation", BY_NAME]]:
        row: Any = self
        return row.batch.once("seats", _seats).get(row.pk, [])


@strawberry.input(description="Which representations. What is left out or empty does not narrow the list.")
class RepresentationFilter(Filter):
    organisations: list[strawberry.ID] | None = linked(
        "organisation", "IDs of organisations that are represented; any of them."
    )
    bodies: list[strawberry.ID] | None = criterion(
        lambda model, values, argument, locales: by_keys("body_id", values, "Body", argument),
        "IDs of bodies; any of them.",
    )
    roles: list[RepresentationRole] | None = chosen("role", "In which role; any of them.")
    held_from: date | None = criterion(
        lambda model, day, argument, locales: rows_of_period(day, None, "starts_on", "ends_on"),
        "Held on this day or later. Together with `heldTo`: held on at least one day from this one to that. A term "
        "without a first day counts as begun, one without a last day as not ended.",
    )
    held_to: date | None = criterion(
        lambda model, day, argument, locales: rows_of_period(None, day, "starts_on", "ends_on"),
        "Held on this day or earlier; goes well with `heldFrom`.",
    )


RepresentationOrder = orders_of(
    organisation_models.Representation,
    "RepresentationOrder",
    "Order of representations.",
    STARTS_ON_DESC="By the first day of the term, the latest first; seats without a first day come last.",
    STARTS_ON_ASC="By the first day of the term, the earliest first; seats without a first day come last.",
)


@declared(organisation_models.Representation, description="An organisation's seat in a body of somebody else's.")
class Representation(Node, Localised):
    organisation: AnOrganisation = related("The organisation that is represented.")

    @strawberry.field(description="The body in which the seat is. Group seats by its `id`.")
    def body(self) -> Body:
        return _body_of(self)

    @strawberry.field(description="Name of the body, in the reader's language; the same as `body.name`.")
    def body_name(self) -> str:
        body = _body_of(self)
        name: str = body.name.best(body.batch.locales)
        return name

    @strawberry.field(description="Whose body it is, when that is in the directory; the same as `body.host`.")
    def host(self) -> AnOrganisation | None:
        return _host_of(_body_of(self))

    @strawberry.field(description="Name of whose body it is; the same as `body.hostName`.")
    def host_name(self) -> str | None:
        return _host_text(_body_of(self)).text or None

    role: RepresentationRole = column(
        "Full or deputy seat, or what else it is; `roleTitle` says what it is called there."
    )
    role_label: str = label("role")
    role_title: str | None = best_text(
        "What the role is called there, in the reader's language.", "role_title", otherwise=None
    )

    @strawberry.field(description="Its names that are in another language than `bodyName`.")
    def foreign(self) -> list[ForeignText]:
        row: Any = self
        body, locales = _body_of(row), row.batch.locales
        title = Text(row.role_title, "roleTitle", row.role_title.best_tag(locales))
        return foreign([_host_text(body), title], body.name.best_tag(locales))

    starts_on: date | None = column("First day of the term.")
    ends_on: date | None = column("Last day of the term.")

    @strawberry.field(description="Whether today is in the term.")
    def is_current(self) -> bool:
        row: Any = self
        return row.is_current()


has_list(
    Representation,
    organisation_models.Representation,
    order=RepresentationOrder,
    filter=RepresentationFilter,
    readable=readable_representations,
)
