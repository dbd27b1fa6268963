"""Advocacy positions."""

from datetime import date
from typing import Any

import strawberry
import strawberry_django

from content_api import loading
from content_api.enums import AdvocacyKind
from content_api.loading import Peers, organisation_at
from content_api.streams import statements, stream_of
from content_api.types.blocks import Block
from content_api.types.content import Content
from content_api.types.media import Document
from content_api.types.node import named
from content_api.types.organisations import Organisation
from content_api.types.vocabulary import Theme
from organisations import models as organisation_models

PositionPage = organisation_models.AdvocacyPositionPage


def _organisations(page: Any, name: str, link: Any) -> list[Any]:
    load = page.peers.once(
        name,
        lambda peers: loading.linked_content(peers, link, "organisation", organisation_models.OrganisationPage),
    )
    return load.get(page.pk, [])


def _superseded_by(peers: Peers) -> dict[Any, Any]:
    """The latest position that supersedes each, in its best language."""
    heirs = (
        PositionPage.objects.best_of(peers.chain)
        .filter(supersedes__translation_key__in={row.translation_key for row in peers.rows})
        .order_by("adopted_on", "pk")
    )
    return {heir.supersedes_key: heir for heir in loading.content_rows(heirs, peers.wish)}


@strawberry_django.type(
    PositionPage,
    name=named("AdvocacyPosition", PositionPage),
    description="What is demanded, of whom, on what ground, and whether it still holds.",
)
class AdvocacyPosition(Content):
    @strawberry.field(description="What kind of position it is.")
    def kind(self) -> AdvocacyKind:
        return AdvocacyKind(self.kind)

    summary: str = strawberry.field(description="One or two sentences.")

    @strawberry.field(description="What is demanded, one sentence each.")
    def demands(self) -> list[str]:
        return statements(self, "demands")

    @strawberry.field(description="The grounds.")
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    adopted_on: date = strawberry.field(description="When it was adopted.")

    @strawberry.field(description="Who adopted it.")
    def adopted_by(self) -> Organisation | None:
        return organisation_at(self, "adopted_by_key")

    @strawberry.field(description="Of whom it is demanded.")
    def addressees(self) -> list[Organisation]:
        return _organisations(self, "addressees", organisation_models.PositionAddressee)

    @strawberry.field(description="Who stands behind it as well.")
    def endorsed_by(self) -> list[Organisation]:
        return _organisations(self, "endorsed_by", organisation_models.PositionEndorsement)

    valid_from: date = strawberry.field(description="First day on which it holds.")
    valid_until: date | None = strawberry.field(description="Last day on which it holds; null when none is set.")
    is_in_force: bool = strawberry.field(description="Whether it holds today: within its period and not superseded.")

    @strawberry.field(description="The older position that it replaces.")
    def supersedes(self) -> "AdvocacyPosition | None":
        page: Any = self
        load = page.peers.once(
            "supersedes", lambda peers: loading.foreign_content(peers, "supersedes_key", PositionPage)
        )
        return load.get(page.supersedes_key)

    @strawberry.field(description="The newer position that replaces it.")
    def superseded_by(self) -> "AdvocacyPosition | None":
        page: Any = self
        return page.peers.once("superseded_by", _superseded_by).get(page.translation_key)

    @strawberry.field(description="Reference number.")
    def reference_number(self) -> str | None:
        return self.reference_number or None

    @strawberry.field(description="Documents that belong to it.")
    def attachments(self) -> list[Document]:
        page: Any = self
        link = organisation_models.PositionAttachment
        return page.peers.once("attachments", lambda peers: loading.linked_documents(peers, link)).get(page.pk, [])

    @strawberry.field(description="What it is about.")
    def themes(self) -> list[Theme]:
        page: Any = self
        return page.peers.once("themes", lambda peers: loading.chosen(peers, "themes")).get(page.pk, [])
