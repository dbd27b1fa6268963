"""News articles."""

import datetime
from typing import Any

import strawberry
import strawberry_django

from content_api import loading
from content_api.streams import stream_of
from content_api.types.advocacy import AdvocacyPosition
from content_api.types.areas import Area
from content_api.types.blocks import Block
from content_api.types.contacts import Contact
from content_api.types.content import Content, main_image
from content_api.types.media import Image
from content_api.types.node import named
from content_api.types.organisations import Organisation
from content_api.types.projects import Project
from content_api.types.vocabulary import Theme
from news import models as news_models
from organisations import models as organisation_models

NewsArticlePage = news_models.NewsArticlePage


def _linked(page: Any, name: str, link: Any, column: str, model: Any) -> list[Any]:
    load = page.peers.once(name, lambda peers: loading.linked_content(peers, link, column, model))
    return load.get(page.pk, [])


@strawberry_django.type(NewsArticlePage, name=named("NewsArticle", NewsArticlePage), description="A news article.")
class NewsArticle(Content):
    ingress: str = strawberry.field(description="The first paragraph, as plain text.")
    date: datetime.date = strawberry.field(description="The day it is dated.")

    @strawberry.field(description="Main image.")
    def hero_image(self) -> Image | None:
        return main_image(self)

    @strawberry.field(description="The text.")
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    @strawberry.field(description="What it is about.")
    def themes(self) -> list[Theme]:
        page: Any = self
        return page.peers.once("themes", lambda peers: loading.chosen(peers, "themes")).get(page.pk, [])

    @strawberry.field(description="What places it is about.")
    def areas(self) -> list[Area]:
        page: Any = self
        load = page.peers.once("areas", lambda peers: loading.linked_areas(peers, news_models.ArticleArea))
        return load.get(page.pk, [])

    @strawberry.field(description="Organisations it is about.")
    def organisations(self) -> list[Organisation]:
        return _linked(
            self, "organisations", news_models.ArticleOrganisation, "organisation",
            organisation_models.OrganisationPage,
        )  # fmt: skip

    @strawberry.field(description="Projects it is about.")
    def projects(self) -> list[Project]:
        return _linked(self, "projects", news_models.ArticleProject, "project", organisation_models.ProjectPage)

    @strawberry.field(description="Advocacy positions it is about.")
    def advocacy_positions(self) -> list[AdvocacyPosition]:
        return _linked(
            self, "positions", news_models.ArticlePosition, "position", organisation_models.AdvocacyPositionPage
        )

    @strawberry.field(description="Whom to ask.")
    def contacts(self) -> list[Contact]:
        page: Any = self
        load = page.peers.once("contacts", lambda peers: loading.linked_contacts(peers, news_models.ArticleContact))
        return load.get(page.pk, [])
