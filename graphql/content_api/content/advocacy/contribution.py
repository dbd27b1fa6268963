"""Contributions: studies, surveys, reports and strategies."""

from typing import Any

import strawberry

from cms.core.languages import canonical
from content_api.base.areas import Area
from content_api.base.content import Content
from content_api.base.fields import column, label, related, web_address
from content_api.base.media import Document
from content_api.base.seo import described, describes
from content_api.base.vocabulary import Theme
from content_api.content.declaring import content, stream
from content_api.content.organisation import Organisation
from content_api.content.project import Project
from content_api.enums import ContributionKind
from content_api.lists.filters import AreaFilter, chosen, compared, linked, spoken_in
from content_api.lists.orders import orders_of
from content_api.scalars import LanguageTag
from content_api.streams.blocks import Block
from organisations.models import ContributionPage

ContributionOrder = orders_of(
    ContributionPage,
    "ContributionOrder",
    "Order of contributions.",
    YEAR_DESC="The latest year first.",
    YEAR_ASC="The earliest year first.",
)


@strawberry.input(description="Which contributions. What is left out or empty does not narrow the list.")
class ContributionFilter(AreaFilter):
    kinds: list[ContributionKind] | None = chosen("kind", "Kinds of contribution; any of them.")
    year_from: int | None = compared("year__gte", "Published in this year or later.")
    year_to: int | None = compared("year__lte", "Published in this year or earlier.")
    commissioned_by: list[strawberry.ID] | None = linked(
        "commissioned_by", "IDs of organisations that commissioned it; any of them."
    )
    made_by: list[strawberry.ID] | None = linked("made_by", "IDs of organisations that made it; any of them.")
    projects: list[strawberry.ID] | None = linked("projects", "IDs of projects that it belongs to; any of them.")
    languages: list[LanguageTag] | None = spoken_in(
        "languages", "Languages of the people whom it is about; any of them."
    )


@content(
    ContributionPage,
    order=ContributionOrder,
    filter=ContributionFilter,
    description="A study, survey, report or strategy.",
)
class Contribution(Content):
    summary: str = column("What was found out or decided.")
    kind: ContributionKind = column("What it is, as filters take it.")
    kind_label: str = label("kind")
    year: int = column("When it was published.")
    commissioned_by: list[Organisation] = related("Who commissioned it.")
    made_by: list[Organisation] = related("Who made it.")
    projects: list[Project] = related("Projects it belongs to.")
    languages: list[LanguageTag] = column("Languages of the people whom it is about.")
    document: Document | None = related("The document to download, where there is one.")
    document_url: str | None = web_address("Where it can be read elsewhere.", "url")
    body: list[Block] = stream("The text.")
    themes: list[Theme] = related("What it is about.")
    areas: list[Area] = related("Which areas it is about.")


@describes(ContributionPage, "year")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page, "Report", name=page.title, datePublished=str(page.year), inLanguage=canonical(page.locale_tag)
    )
