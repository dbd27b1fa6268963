"""Closed orders: the names that clients may ask for, and what they mean."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

import strawberry

from content_api.lists.connections import Key, Order
from news import models as news_models
from organisations import models as organisation_models

_FIRST_DAY, _LAST_DAY = date.min, date.max
_TITLE_ASC = strawberry.enum_value("TITLE_ASC", description="By title, in the language's own alphabet.")
_FIRST_PUBLISHED_DESC = strawberry.enum_value(
    "FIRST_PUBLISHED_DESC", description="By `firstPublishedAt` of the text that is served, latest first."
)
_LAST_PUBLISHED_DESC = strawberry.enum_value(
    "LAST_PUBLISHED_DESC", description="By `lastPublishedAt` of the text that is served, latest first."
)


@strawberry.enum(description="Order of news articles.")
class NewsArticleOrder(Enum):
    DATE_DESC = strawberry.enum_value("DATE_DESC", description="Newest first.")
    DATE_ASC = strawberry.enum_value("DATE_ASC", description="Oldest first.")
    TITLE_ASC = _TITLE_ASC
    FIRST_PUBLISHED_DESC = _FIRST_PUBLISHED_DESC
    LAST_PUBLISHED_DESC = _LAST_PUBLISHED_DESC


@strawberry.enum(description="Order of projects.")
class ProjectOrder(Enum):
    STARTS_ON_DESC = strawberry.enum_value("STARTS_ON_DESC", description="Latest start first; without one, last.")
    STARTS_ON_ASC = strawberry.enum_value("STARTS_ON_ASC", description="Earliest start first; without one, last.")
    ENDS_ON_ASC = strawberry.enum_value("ENDS_ON_ASC", description="Earliest end first; without one, last.")
    TITLE_ASC = _TITLE_ASC
    FIRST_PUBLISHED_DESC = _FIRST_PUBLISHED_DESC
    LAST_PUBLISHED_DESC = _LAST_PUBLISHED_DESC


@strawberry.enum(description="Order of organisations.")
class OrganisationOrder(Enum):
    NAME_ASC = strawberry.enum_value(
        "NAME_ASC",
        description="By name, in the language's own alphabet: in Finnish and Swedish å, ä, ö come after z.",
    )
    LAST_CONFIRMED_DESC = strawberry.enum_value(
        "LAST_CONFIRMED_DESC", description="Most recently confirmed first; never confirmed, last."
    )
    FIRST_PUBLISHED_DESC = _FIRST_PUBLISHED_DESC
    LAST_PUBLISHED_DESC = _LAST_PUBLISHED_DESC


@strawberry.enum(description="Order of advocacy positions.")
class AdvocacyPositionOrder(Enum):
    ADOPTED_ON_DESC = strawberry.enum_value("ADOPTED_ON_DESC", description="Latest first.")
    ADOPTED_ON_ASC = strawberry.enum_value("ADOPTED_ON_ASC", description="Earliest first.")
    TITLE_ASC = _TITLE_ASC
    FIRST_PUBLISHED_DESC = _FIRST_PUBLISHED_DESC
    LAST_PUBLISHED_DESC = _LAST_PUBLISHED_DESC


_TITLE = Key("sort_title")
_FIRST_PUBLISHED = Key("sort_first_published", descending=True)
_LAST_PUBLISHED = Key("sort_last_published", descending=True)
_KEYS: dict[Enum, Key] = {
    NewsArticleOrder.DATE_DESC: Key("date", descending=True),
    NewsArticleOrder.DATE_ASC: Key("date"),
    NewsArticleOrder.TITLE_ASC: _TITLE,
    NewsArticleOrder.FIRST_PUBLISHED_DESC: _FIRST_PUBLISHED,
    NewsArticleOrder.LAST_PUBLISHED_DESC: _LAST_PUBLISHED,
    ProjectOrder.STARTS_ON_DESC: Key("starts_on", descending=True, absent=_FIRST_DAY),
    ProjectOrder.STARTS_ON_ASC: Key("starts_on", absent=_LAST_DAY),
    ProjectOrder.ENDS_ON_ASC: Key("ends_on", absent=_LAST_DAY),
    ProjectOrder.TITLE_ASC: _TITLE,
    ProjectOrder.FIRST_PUBLISHED_DESC: _FIRST_PUBLISHED,
    ProjectOrder.LAST_PUBLISHED_DESC: _LAST_PUBLISHED,
    OrganisationOrder.NAME_ASC: _TITLE,
    OrganisationOrder.LAST_CONFIRMED_DESC: Key("last_confirmed_on", descending=True, absent=_FIRST_DAY),
    OrganisationOrder.FIRST_PUBLISHED_DESC: _FIRST_PUBLISHED,
    OrganisationOrder.LAST_PUBLISHED_DESC: _LAST_PUBLISHED,
    AdvocacyPositionOrder.ADOPTED_ON_DESC: Key("adopted_on", descending=True),
    AdvocacyPositionOrder.ADOPTED_ON_ASC: Key("adopted_on"),
    AdvocacyPositionOrder.TITLE_ASC: _TITLE,
    AdvocacyPositionOrder.FIRST_PUBLISHED_DESC: _FIRST_PUBLISHED,
    AdvocacyPositionOrder.LAST_PUBLISHED_DESC: _LAST_PUBLISHED,
}


def order_keys(asked: Sequence[Enum] | None, model: Any) -> Order:
    """The first mention of a column counts: a second one could not change anything."""
    keys: dict[str, Key] = {}
    for name in asked or ():
        keys.setdefault(_KEYS[name].column, _KEYS[name])
    return tuple(keys.values()) or DEFAULT_ORDERS[model]


# Of each list, unless it is asked otherwise.
NEWEST_NEWS: Order = (_KEYS[NewsArticleOrder.DATE_DESC],)
LATEST_PROJECTS: Order = (_KEYS[ProjectOrder.STARTS_ON_DESC],)
DEFAULT_ORDERS: Mapping[Any, Order] = {
    news_models.NewsArticlePage: NEWEST_NEWS,
    organisation_models.OrganisationPage: (_KEYS[OrganisationOrder.NAME_ASC],),
    organisation_models.ProjectPage: LATEST_PROJECTS,
    organisation_models.AdvocacyPositionPage: (_KEYS[AdvocacyPositionOrder.ADOPTED_ON_DESC],),
}
