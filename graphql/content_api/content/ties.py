"""Memberships and representations: what ties organisations together."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from content_api.base.fields import BY_NAME, best_text, column, declared, label, related
from content_api.base.language import title_tag
from content_api.base.localised import ForeignText, Localised, Text, foreign
from content_api.base.node import Node
from content_api.enums import RepresentationRole
from content_api.reading import loading
from engine.selection import columns_asked
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation

AnOrganisation = Annotated["Organisation", BY_NAME]


def readable_ties(rows: list[Any], type_name: str, *ends: str) -> list[Any]:
    """Without those of which an end that the document asks for cannot be read: an organisation may expire between the
    statement that found the tie and the one that reads its ends, and one of them must not null the whole list."""
    asked = columns_asked(type_name)
    for end in ends:
        if asked is None or end in asked:
            rows = [row for row in rows if loading.linked_one(row, end, organisation_models.OrganisationPage)]
    return rows


def readable_memberships(rows: list[Any]) -> list[Any]:
    return readable_ties(rows, "Membership", "member_key", "member_of_key")


def readable_representations(rows: list[Any]) -> list[Any]:
    return readable_ties(rows, "Representation", "organisation_key")


@declared(organisation_models.Membership, description="One organisation's membership in another.")
class Membership:
    organisation: AnOrganisation = related("The member.", "member")
    member_of: AnOrganisation = related("The umbrella or network that it has joined.")
    since: date | None = column("First day, when known.")
    until: date | None = column("Last day, when it has ended or will end.")


@declared(organisation_models.Representation, description="An organisation's seat in a body of somebody else's.")
class Representation(Node, Localised):
    organisation: AnOrganisation = related("The organisation that is represented.")
    body_name: str = best_text("Name of the board, working group or project, in the reader's language.", "body")
    host: AnOrganisation | None = related("Whose body it is, when that is in the directory.")

    @strawberry.field(description="Name of whose body it is.")
    def host_name(self) -> str | None:
        row: Any = self
        host = _host_of(row)
        return row.host_name.best(row.batch.locales) or (host.title if host else None)

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
        locales = row.batch.locales
        host = _host_of(row)
        host_tag = title_tag(host) if host and not row.host_name.best(locales) else row.host_name.best_tag(locales)
        texts = [
            Text(row.host_name or host, "hostName", host_tag),
            Text(row.role_title, "roleTitle", row.role_title.best_tag(locales)),
        ]
        return foreign(texts, row.body.best_tag(locales))

    starts_on: date | None = column("First day of the term.")
    ends_on: date | None = column("Last day of the term.")

    @strawberry.field(description="Whether today is in the term.")
    def is_current(self) -> bool:
        row: Any = self
        return row.is_current()


def _host_of(row: Any) -> Any:
    return loading.linked_one(row, "host_key", organisation_models.OrganisationPage)
