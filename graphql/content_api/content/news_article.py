"""News articles."""

import datetime
from typing import Any

import strawberry
from django.db.models import Q

from cms.core.languages import canonical
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import column, related
from content_api.base.media import Image
from content_api.base.seo import described, describes
from content_api.base.vocabulary import Theme
from content_api.content.advocacy.position import AdvocacyPosition
from content_api.content.declaring import content, picture, stream
from content_api.content.event import Event
from content_api.content.organisation import Organisation
from content_api.content.project import Project
from content_api.lists.conditions import instant
from content_api.lists.filters import AreaFilter, compared, criterion, linked
from content_api.lists.orders import orders_of
from content_api.streams.blocks import Block
from news.models import NewsArticlePage

NewsArticleOrder = orders_of(
    NewsArticlePage,
    "NewsArticleOrder",
    "Order of news articles.",
    DATE_DESC="Newest first.",
    DATE_ASC="Oldest first.",
)


@strawberry.input(description="Which news articles. What is left out or empty does not narrow the list.")
class NewsArticleFilter(AreaFilter):
    organisations: list[strawberry.ID] | None = linked(
        "organisations", "IDs of organisations it is about; any of them."
    )
    projects: list[strawberry.ID] | None = linked("projects", "IDs of projects it is about; any of them.")
    date_from: datetime.date | None = compared(
        "date__gte", "Dated on this day or later; the date is the article's own, and not its publication."
    )
    date_until: datetime.date | None = compared("date__lte", "Dated on this day or earlier.")
    published_after: datetime.datetime | None = criterion(
        lambda model, value, argument, locales: Q(first_published_at__gt=instant(value, argument)),
        "First published in its language after this instant.",
    )
    published_before: datetime.datetime | None = criterion(
        lambda model, value, argument, locales: Q(first_published_at__lt=instant(value, argument)),
        "First published in its language before this instant.",
    )


@content(NewsArticlePage, order=NewsArticleOrder, filter=NewsArticleFilter, description="A news article.")
class NewsArticle(Content):
    ingress: str = column("The first paragraph, as plain text.")
    date: datetime.date = column("The day it is dated.")
    hero_image: Image | None = picture("Main image.")
    body: list[Block] = stream("The text.")
    themes: list[Theme] = related("What it is about.")
    areas: list[Area] = related("What places it is about.")
    organisations: list[Organisation] = related("Organisations it is about.")
    projects: list[Project] = related("Projects it is about.")
    advocacy_positions: list[AdvocacyPosition] = related("Advocacy positions it is about.", "positions")
    events: list[Event] = related("Events it tells of.")
    contacts: list[Contact] = related("Whom to ask.")


@describes(NewsArticlePage, "date", "last_published_at")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "NewsArticle",
        headline=page.title,
        datePublished=page.date.isoformat(),
        dateModified=page.last_published_at.isoformat(),
        inLanguage=canonical(page.locale_tag),
    )
