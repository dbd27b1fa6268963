"""News articles."""

import datetime
from typing import Any

import strawberry
import strawberry_django

from cms.core.languages import canonical
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.media import Image
from content_api.base.seo import described, describes
from content_api.base.teaser import main_image
from content_api.base.vocabulary import Theme
from content_api.content.advocacy_position import AdvocacyPosition
from content_api.content.organisation import Organisation
from content_api.content.project import Project
from content_api.reading import loading
from content_api.streams.blocks import Block
from content_api.streams.building import stream_of
from content_api.type_names import named
from engine.selection import needs
from news import models as news_models

NewsArticlePage = news_models.NewsArticlePage


@strawberry_django.type(NewsArticlePage, name=named("NewsArticle", NewsArticlePage), description="A news article.")
class NewsArticle(Content):
    ingress: str = strawberry.field(description="The first paragraph, as plain text.")
    date: datetime.date = strawberry.field(description="The day it is dated.")

    @strawberry.field(description="Main image.", metadata=needs("hero_image_id"))
    def hero_image(self) -> Image | None:
        return main_image(self)

    @strawberry.field(description="The text.", metadata=needs("raw_body"))
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    @strawberry.field(description="What it is about.", metadata=needs("theme_ids"))
    def themes(self) -> list[Theme]:
        return loading.linked(self, "theme_ids", loading.themes)

    @strawberry.field(description="What places it is about.", metadata=needs("area_ids"))
    def areas(self) -> list[Area]:
        return loading.linked(self, "area_ids", loading.areas)

    @strawberry.field(description="Organisations it is about.", metadata=needs("organisation_keys"))
    def organisations(self) -> list[Organisation]:
        return loading.linked(self, "organisation_keys", loading.organisations)

    @strawberry.field(description="Projects it is about.", metadata=needs("project_keys"))
    def projects(self) -> list[Project]:
        return loading.linked(self, "project_keys", loading.projects)

    @strawberry.field(description="Advocacy positions it is about.", metadata=needs("position_keys"))
    def advocacy_positions(self) -> list[AdvocacyPosition]:
        return loading.linked(self, "position_keys", loading.positions)

    @strawberry.field(description="Whom to ask.", metadata=needs("contact_ids"))
    def contacts(self) -> list[Contact]:
        return loading.linked(self, "contact_ids", loading.contacts)


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
