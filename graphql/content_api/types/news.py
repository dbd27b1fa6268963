"""News articles."""

import datetime

import strawberry
import strawberry_django

from content_api import loading
from content_api.asked import needs
from content_api.streams import stream_of
from content_api.type_names import named
from content_api.types.advocacy import AdvocacyPosition
from content_api.types.areas import Area
from content_api.types.blocks import Block
from content_api.types.contacts import Contact
from content_api.types.content import Content, main_image
from content_api.types.media import Image
from content_api.types.organisations import Organisation
from content_api.types.projects import Project
from content_api.types.vocabulary import Theme
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
