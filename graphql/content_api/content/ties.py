"""Memberships and representations: what ties organisations together."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
import strawberry_django

from content_api import labels
from content_api.base.language import title_tag
from content_api.base.localised import ForeignText, Localised, Text, foreign
from content_api.base.node import Node
from content_api.enums import RepresentationRole
from content_api.reading import loading
from content_api.type_names import named
from engine.selection import columns_asked, needs
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation

LazyOrganisation = Annotated["Organisation", strawberry.lazy("content_api.content.organisation")]


def readable_ties(rows: list[Any], type_name: str, *ends: str) -> list[Any]:
    """Without those of which an end that the document asks for cannot be read: an organisation may expire between the
    statement that found the tie and the one that reads its ends, and one of them must not null the whole list."""
    asked = columns_asked(type_name)
    for end in ends:
        if asked is None or end in asked:
            rows = [row for row in rows if loading.linked_one(row, end, loading.organisations)]
    return rows


def readable_memberships(rows: list[Any]) -> list[Any]:
    return readable_ties(rows, "Membership", "member_key", "member_of_key")


def readable_representations(rows: list[Any]) -> list[Any]:
    return readable_ties(rows, "Representation", "organisation_key")


@strawberry_django.type(
    organisation_models.Membership, name="Membership", description="One organisation's membership in another."
)
class Membership:
    @strawberry.field(description="The member.", metadata=needs("member_key"))
    def organisation(self) -> LazyOrganisation:
        return loading.linked_one(self, "member_key", loading.organisations)

    @strawberry.field(description="The umbrella or network that it has joined.", metadata=needs("member_of_key"))
    def member_of(self) -> LazyOrganisation:
        return loading.linked_one(self, "member_of_key", loading.organisations)

    since: date | None = strawberry.field(description="First day, when known.")
    until: date | None = strawberry.field(description="Last day, when it has ended or will end.")


@strawberry_django.type(
    organisation_models.Representation,
    name=named("Representation", organisation_models.Representation),
    description="An organisation's seat in a body of somebody else's.",
)
class Representation(Node, Localised):
    @strawberry.field(description="The organisation that is represented.", metadata=needs("organisation_key"))
    def organisation(self) -> LazyOrganisation:
        return loading.linked_one(self, "organisation_key", loading.organisations)

    @strawberry.field(description="Name of the board, working group or project, in the reader's language.")
    def body_name(self) -> str:
        row: Any = self
        return row.body.best(row.peers.wish)

    @strawberry.field(description="Whose body it is, when that is in the directory.")
    def host(self) -> LazyOrganisation | None:
        return loading.linked_one(self, "host_key", loading.organisations)

    @strawberry.field(description="Name of whose body it is.")
    def host_name(self) -> str | None:
        row: Any = self
        host = loading.linked_one(self, "host_key", loading.organisations)
        return row.host_name.best(row.peers.wish) or (host.title if host else None)

    @strawberry.field(description="Full or deputy seat, or what else it is; `roleTitle` says what it is called there.")
    def role(self) -> RepresentationRole:
        return RepresentationRole(self.role)

    @strawberry.field(description=labels.HELP.format("`role`"))
    def role_label(self) -> str:
        row: Any = self
        return labels.label_of(organisation_models.RepresentationRole(row.role), row.peers.wish)

    @strawberry.field(description="What the role is called there, in the reader's language.")
    def role_title(self) -> str | None:
        row: Any = self
        return row.role_title.best(row.peers.wish) or None

    @strawberry.field(description="Its names that are in another language than `bodyName`.")
    def foreign(self) -> list[ForeignText]:
        row: Any = self
        wish = row.peers.wish
        host = loading.linked_one(self, "host_key", loading.organisations)
        host_tag = title_tag(host) if host and not row.host_name.best(wish) else row.host_name.best_tag(wish)
        texts = [
            Text(row.host_name or host, "hostName", host_tag),
            Text(row.role_title, "roleTitle", row.role_title.best_tag(wish)),
        ]
        return foreign(texts, row.body.best_tag(wish))

    starts_on: date | None = strawberry.field(description="First day of the term.")
    ends_on: date | None = strawberry.field(description="Last day of the term.")

    @strawberry.field(description="Whether today is in the term.")
    def is_current(self) -> bool:
        row: Any = self
        return row.is_current()
