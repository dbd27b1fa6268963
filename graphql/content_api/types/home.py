"""The home page, content pages, and the pages that lead to lists."""

from enum import Enum
from typing import Any

import strawberry
import strawberry_django

from content_api.asked import needs
from content_api.streams import stream_of
from content_api.type_names import named
from content_api.types.blocks import Block
from content_api.types.content import Content, main_image
from content_api.types.media import Image
from home import models as home_models
from news import models as news_models
from organisations import models as organisation_models


@strawberry.enum(description="Kinds of content.")
class ContentType(Enum):
    NEWS_ARTICLE = strawberry.enum_value("NEWS_ARTICLE", description="News articles.")
    ORGANISATION = strawberry.enum_value("ORGANISATION", description="Organisations.")
    PROJECT = strawberry.enum_value("PROJECT", description="Projects.")
    ADVOCACY_POSITION = strawberry.enum_value("ADVOCACY_POSITION", description="Advocacy positions.")


LISTS = {
    news_models.NewsIndexPage: ContentType.NEWS_ARTICLE,
    organisation_models.OrganisationIndexPage: ContentType.ORGANISATION,
    organisation_models.ProjectIndexPage: ContentType.PROJECT,
    organisation_models.AdvocacyIndexPage: ContentType.ADVOCACY_POSITION,
}


@strawberry_django.type(
    home_models.HomePage, name=named("HomePage", home_models.HomePage), description="The home page of a language."
)
class HomePage(Content):
    @strawberry.field(description="The first paragraph, as plain text.", metadata=needs("ingress"))
    def ingress(self) -> str | None:
        return self.ingress or None

    @strawberry.field(description="The text.", metadata=needs("raw_body"))
    def body(self) -> list[Block]:
        return stream_of(self, "body")


@strawberry_django.type(
    home_models.ContentPage,
    name=named("ContentPage", home_models.ContentPage),
    description="A page of its own: services, training, networks, about us.",
)
class ContentPage(Content):
    @strawberry.field(description="The first paragraph, as plain text.", metadata=needs("ingress"))
    def ingress(self) -> str | None:
        return self.ingress or None

    @strawberry.field(description="Main image.", metadata=needs("hero_image_id"))
    def hero_image(self) -> Image | None:
        return main_image(self)

    @strawberry.field(description="The text.", metadata=needs("raw_body"))
    def body(self) -> list[Block]:
        return stream_of(self, "body")


@strawberry.type(
    name=named("IndexPage", *LISTS),
    description="A page that leads to a list. Ask the list's own query for its entries.",
)
class IndexPage(Content):
    @classmethod
    def is_type_of(cls, value: Any, info: Any) -> bool:
        return type(value) in LISTS

    @strawberry.field(description="The first paragraph, as plain text.", metadata=needs("ingress"))
    def ingress(self) -> str | None:
        page: Any = self
        return page.ingress or None

    @strawberry.field(description="What the list is of.")
    def lists(self) -> ContentType:
        return LISTS[type(self)]  # type: ignore[index]
