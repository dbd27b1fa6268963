"""Advocacy positions."""

from datetime import date
from typing import Any

import strawberry
import strawberry_django

from cms.core.languages import canonical
from content_api import labels
from content_api.base.content import Content
from content_api.base.media import Document
from content_api.base.seo import described, describes
from content_api.base.vocabulary import Theme
from content_api.content.organisation import Organisation
from content_api.enums import AdvocacyKind
from content_api.reading import loading
from content_api.reading.loading import Peers
from content_api.reading.statements import Slot
from content_api.streams.blocks import Block
from content_api.streams.building import statements, stream_of
from content_api.type_names import named
from engine.selection import needs
from organisations import models as organisation_models

PositionPage = organisation_models.AdvocacyPositionPage


def _superseded_by(peers: Peers) -> dict[Any, Any]:
    """The latest position that supersedes each, in its best language."""
    chain = peers.chain
    heirs = loading.statement(
        ("heirs", chain),
        PositionPage,
        lambda: (
            PositionPage.objects.best_of(chain)
            .filter(supersedes__translation_key__any_of=Slot("groups"))
            .order_by("adopted_on", "pk")
        ),
        "supersedes_key",
    )
    rows = heirs.rows(PositionPage, groups=peers.groups())
    return {heir.supersedes_key: heir for heir in loading.together(rows, peers.wish)}


@strawberry_django.type(
    PositionPage,
    name=named("AdvocacyPosition", PositionPage),
    description="What is demanded, of whom, on what ground, and whether it still holds.",
)
class AdvocacyPosition(Content):
    @strawberry.field(
        description="Whether it is a position, a statement, an initiative or an answer at a hearing.",
        metadata=needs("kind"),
    )
    def kind(self) -> AdvocacyKind:
        return AdvocacyKind(self.kind)

    @strawberry.field(description=labels.HELP.format("`kind`"), metadata=needs("kind"))
    def kind_label(self) -> str:
        row: Any = self
        return labels.label_of(organisation_models.AdvocacyKind(row.kind), row.peers.wish)

    summary: str = strawberry.field(description="One or two sentences.")

    @strawberry.field(description="What is demanded, one sentence each.", metadata=needs("raw_demands"))
    def demands(self) -> list[str]:
        return statements(self, "demands")

    @strawberry.field(description="The grounds.", metadata=needs("raw_body"))
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    adopted_on: date = strawberry.field(description="When it was adopted.")

    @strawberry.field(description="Who adopted it.", metadata=needs("adopted_by_key"))
    def adopted_by(self) -> Organisation | None:
        return loading.linked_one(self, "adopted_by_key", loading.organisations)

    @strawberry.field(description="Of whom it is demanded.", metadata=needs("addressee_keys"))
    def addressees(self) -> list[Organisation]:
        return loading.linked(self, "addressee_keys", loading.organisations)

    @strawberry.field(description="Who stands behind it as well.", metadata=needs("endorser_keys"))
    def endorsed_by(self) -> list[Organisation]:
        return loading.linked(self, "endorser_keys", loading.organisations)

    valid_from: date = strawberry.field(description="First day on which it holds.")
    valid_until: date | None = strawberry.field(description="Last day on which it holds; null when none is set.")
    is_in_force: bool = strawberry.field(description="Whether it holds today: within its period and not superseded.")

    @strawberry.field(description="The older position that it replaces.", metadata=needs("supersedes_key"))
    def supersedes(self) -> "AdvocacyPosition | None":
        return loading.linked_one(self, "supersedes_key", loading.positions)

    @strawberry.field(description="The newer position that replaces it.")
    def superseded_by(self) -> "AdvocacyPosition | None":
        page: Any = self
        return page.peers.once("superseded_by", _superseded_by).get(page.translation_key)

    @strawberry.field(
        description="The number under which its addressee or we have filed it.", metadata=needs("reference_number")
    )
    def reference_number(self) -> str | None:
        return self.reference_number or None

    @strawberry.field(description="Documents that belong to it.", metadata=needs("attachment_ids"))
    def attachments(self) -> list[Document]:
        return loading.linked(self, "attachment_ids", loading.documents)

    @strawberry.field(description="What it is about.", metadata=needs("theme_ids"))
    def themes(self) -> list[Theme]:
        return loading.linked(self, "theme_ids", loading.themes)


@describes(PositionPage, "adopted_on")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "Article",
        headline=page.title,
        datePublished=page.adopted_on.isoformat(),
        inLanguage=canonical(page.locale_tag),
    )
