"""The kinds of content, as clients name them, and the models that each stands for."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import strawberry

from home import models as home_models
from news import models as news_models
from organisations import models as organisation_models


@strawberry.enum(description="Kinds of content: what has a page of its own.")
class ContentType(Enum):
    NEWS_ARTICLE = strawberry.enum_value("NEWS_ARTICLE", description="News articles.")
    ORGANISATION = strawberry.enum_value("ORGANISATION", description="Organisations of the directory.")
    PROJECT = strawberry.enum_value("PROJECT", description="Projects.")
    ADVOCACY_POSITION = strawberry.enum_value("ADVOCACY_POSITION", description="Advocacy positions.")
    CONTENT_PAGE = strawberry.enum_value("CONTENT_PAGE", description="Pages such as About us.")
    INDEX_PAGE = strawberry.enum_value("INDEX_PAGE", description="Pages that lead to a list.")
    HOME_PAGE = strawberry.enum_value("HOME_PAGE", description="The home page of each language.")


# An index page's model, and what it leads to.
LISTS: Mapping[Any, ContentType] = {
    news_models.NewsIndexPage: ContentType.NEWS_ARTICLE,
    organisation_models.OrganisationIndexPage: ContentType.ORGANISATION,
    organisation_models.ProjectIndexPage: ContentType.PROJECT,
    organisation_models.AdvocacyIndexPage: ContentType.ADVOCACY_POSITION,
}
MODELS: Mapping[ContentType, tuple[Any, ...]] = {
    ContentType.NEWS_ARTICLE: (news_models.NewsArticlePage,),
    ContentType.ORGANISATION: (organisation_models.OrganisationPage,),
    ContentType.PROJECT: (organisation_models.ProjectPage,),
    ContentType.ADVOCACY_POSITION: (organisation_models.AdvocacyPositionPage,),
    ContentType.CONTENT_PAGE: (home_models.ContentPage,),
    ContentType.INDEX_PAGE: tuple(LISTS),
    ContentType.HOME_PAGE: (home_models.HomePage,),
}
KINDS: Mapping[Any, ContentType] = {model: kind for kind, models in MODELS.items() for model in models}
