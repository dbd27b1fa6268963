"""The models of news: articles and events."""

from news.models.articles import (
    ArticleArea,
    ArticleContact,
    ArticleEvent,
    ArticleOrganisation,
    ArticlePosition,
    ArticleProject,
    NewsArticlePage,
    NewsIndexPage,
)
from news.models.events import (
    EventArea,
    EventContact,
    EventIndexPage,
    EventOrganiser,
    EventPage,
    EventProject,
    EventStatus,
)

__all__ = [
    "ArticleArea",
    "ArticleContact",
    "ArticleEvent",
    "ArticleOrganisation",
    "ArticlePosition",
    "ArticleProject",
    "EventArea",
    "EventContact",
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventProject",
    "EventStatus",
    "NewsArticlePage",
    "NewsIndexPage",
]
