"""Advocacy positions."""

from datetime import date
from typing import Any

import strawberry
from django.db.models import Q

from cms.core.languages import canonical
from content_api.base.content import Content
from content_api.base.fields import column, label, related
from content_api.base.media import Document
from content_api.base.seo import described, describes
from content_api.base.vocabulary import Theme
from content_api.content.declaring import content, sentences, stream
from content_api.content.organisation import Organisation
from content_api.enums import AdvocacyKind
from content_api.lists.filters import ContentFilter, chosen, compared, criterion, linked
from content_api.lists.orders import orders_of
from content_api.reading import loading
from content_api.reading.loading import Batch
from content_api.reading.statements import Slot
from content_api.streams.blocks import Block
from organisations.models import AdvocacyPositionPage

AdvocacyPositionOrder = orders_of(
    AdvocacyPositionPage,
    "AdvocacyPositionOrder",
    "Order of advocacy positions.",
    ADOPTED_ON_DESC="Latest first.",
    ADOPTED_ON_ASC="Earliest first.",
)


def _in_force(model: Any, wanted: bool, argument: str, locales: Any) -> Q:
    return Q(pk__in=model.objects.in_force(wanted).values("pk"))


@strawberry.input(description="Which advocacy positions. What is left out or empty does not narrow the list.")
class AdvocacyPositionFilter(ContentFilter):
    kinds: list[AdvocacyKind] | None = chosen("kind", "Kinds of position; any of them.")
    addressees: list[strawberry.ID] | None = linked(
        "addressees", "IDs of organisations it is addressed to; any of them."
    )
    in_force: bool | None = criterion(_in_force, "In force today, or not.")
    adopted_after: date | None = compared("adopted_on__gt", "Adopted after this day.")
    adopted_before: date | None = compared("adopted_on__lt", "Adopted before this day.")


def _heirs(model: Any, chain: loading.Locales) -> Any:
    found = model.objects.best_of(chain).filter(supersedes__translation_key__any_of=Slot("groups"))
    return found.order_by("adopted_on", "pk")


def _superseded_by(batch: Batch) -> dict[Any, Any]:
    """The latest position that supersedes each, in its best language."""
    heirs = loading.reading(_heirs, AdvocacyPositionPage, batch.chain, also=["supersedes_key"])
    rows = heirs.rows(AdvocacyPositionPage, groups=batch.groups())
    return {heir.supersedes_key: heir for heir in loading.together(rows, batch.locales)}


@content(
    AdvocacyPositionPage,
    order=AdvocacyPositionOrder,
    filter=AdvocacyPositionFilter,
    description="What is demanded, of whom, on what ground, and whether it still holds.",
)
class AdvocacyPosition(Content):
    kind: AdvocacyKind = column("Whether it is a position, a statement, an initiative or an answer at a hearing.")
    kind_label: str = label("kind")
    summary: str = column("One or two sentences.")
    demands: list[str] = sentences("What is demanded, one sentence each.")
    body: list[Block] = stream("The grounds.")
    adopted_on: date = column("When it was adopted.")
    adopted_by: Organisation | None = related("Who adopted it.")
    addressees: list[Organisation] = related("Of whom it is demanded.")
    endorsed_by: list[Organisation] = related("Who stands behind it as well.", "endorsements")
    valid_from: date = column("First day on which it holds.")
    valid_until: date | None = column("Last day on which it holds; null when none is set.")
    is_in_force: bool = column("Whether it holds today: within its period and not superseded.")
    supersedes: "AdvocacyPosition | None" = related("The older position that it replaces.")

    @strawberry.field(description="The newer position that replaces it.")
    def superseded_by(self) -> "AdvocacyPosition | None":
        page: Any = self
        return page.batch.once("superseded_by", _superseded_by).get(page.translation_key)

    reference_number: str | None = column("The number under which its addressee or we have filed it.")
    attachments: list[Document] = related("Documents that belong to it.")
    themes: list[Theme] = related("What it is about.")


@describes(AdvocacyPositionPage, "adopted_on")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "Article",
        headline=page.title,
        datePublished=page.adopted_on.isoformat(),
        inLanguage=canonical(page.locale_tag),
    )
