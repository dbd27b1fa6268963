"""The root of the schema. Each list has the same arguments with the same meaning.

Every field may be null: a mistake in one argument spoils its own field, and not the menus asked beside it.
"""

from typing import Annotated, Any

import strawberry

from cms.core.alphabet import sort_key
from content_api.base.areas import Area
from content_api.base.content import Content
from content_api.base.node import Node
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.advocacy_position import AdvocacyPosition
from content_api.content.news_article import NewsArticle
from content_api.content.nodes import find_nodes
from content_api.content.organisation import Organisation
from content_api.content.project import Project
from content_api.content.route import Route, resolve_route
from content_api.content.site import Site, load_site
from content_api.kinds import ContentType
from content_api.lists import entries
from content_api.lists import orders as order_names
from content_api.lists.connections import (
    AFTER_HELP,
    BEFORE_HELP,
    FIRST_HELP,
    LAST_HELP,
    Connection,
    Slice,
)
from content_api.lists.entries import ContentBy, listed, optional_wish_of, single, wish_of
from content_api.lists.filters import AdvocacyPositionFilter, NewsArticleFilter, OrganisationFilter, ProjectFilter
from content_api.reading import loading
from content_api.reading.loading import Wish
from content_api.scalars import Cursor, LanguageTag
from engine import limits
from engine.errors import InvalidArgument
from news import models as news_models
from organisations import models as organisation_models

LOCALES_HELP = (
    "Languages, best first. Each thing comes once, in the first of them it can be read in; what can be read in none "
    "of them is left out. Left out: the site's own order; of one thing named by its ID or path, its own language first."
)
RELATED_LOCALES_HELP = (
    "Languages for what it refers to and for names, best first; a page itself is given in its own. "
    "Left out: a page's own language first, else the site's own order."
)
Locales = Annotated[list[LanguageTag] | None, strawberry.argument(description=LOCALES_HELP)]
RelatedLocales = Annotated[list[LanguageTag] | None, strawberry.argument(description=RELATED_LOCALES_HELP)]
First = Annotated[int | None, strawberry.argument(description=FIRST_HELP)]
After = Annotated[Cursor | None, strawberry.argument(description=AFTER_HELP)]
Last = Annotated[int | None, strawberry.argument(description=LAST_HELP)]
Before = Annotated[Cursor | None, strawberry.argument(description=BEFORE_HELP)]
FILTER_HELP = "Which of them. Acts on the entry that is shown. What is empty counts as left out."
ORDER_HELP = "By what, the most important first."


By = Annotated[ContentBy, strawberry.argument(description="Which one.")]


def _vocabulary(rows: Any, locales: Any) -> list[Any]:
    return loading.load_rows(rows, wish_of(locales))


def _by_name(rows: list[Any], wish: Wish) -> list[Any]:
    return sorted(rows, key=lambda row: sort_key(row.names.best(wish), wish[0]))


def _areas(kind: Any, locales: Any) -> list[Any]:
    wish = wish_of(locales)
    return _by_name(loading.load_rows(organisation_models.Area.objects.current().filter(kind=kind), wish), wish)


@strawberry.type(description="What partner sites and newsletter tools ask.")
class Query:
    @strawberry.field(
        description="Any object by its global ID. Null for what does not exist, is not public or not of this API."
    )
    def node(
        self,
        id: Annotated[strawberry.ID, strawberry.argument(description="Global ID; of a page, it names its language.")],
        locales: RelatedLocales = None,
    ) -> Node | None:
        return find_nodes([id], "id", optional_wish_of(locales))[0]

    @strawberry.field(description="Objects by their global IDs, in the order asked; null as with `node`.")
    def nodes(
        self,
        ids: Annotated[
            list[strawberry.ID], strawberry.argument(description=f"Global IDs, at most {limits.NODES_MAX}.")
        ],
        locales: RelatedLocales = None,
    ) -> list[Node | None] | None:
        if len(ids) > limits.NODES_MAX:
            raise InvalidArgument("ids", f"at most {limits.NODES_MAX}, not {len(ids)}.")
        return find_nodes(ids, "ids", optional_wish_of(locales))

    @strawberry.field(
        description="What a browser path leads to, in one question: a page, a redirect, something gone, or nothing."
    )
    def route(
        self,
        path: Annotated[str, strawberry.argument(description="Path, like /fi/uutiset/.")],
        locales: RelatedLocales = None,
    ) -> Route | None:
        return resolve_route(path, optional_wish_of(locales))

    @strawberry.field(description="The site: its languages, menus, footer, contact, social channels, sign-ups.")
    def site(self, locales: Locales = None) -> Site | None:
        return load_site(wish_of(locales))

    @strawberry.field(description="News articles, the newest first unless ordered otherwise.")
    def news_articles(
        self,
        locales: Locales = None,
        filter: Annotated[NewsArticleFilter | None, strawberry.argument(description=FILTER_HELP)] = None,
        order: Annotated[list[order_names.NewsArticleOrder] | None, strawberry.argument(description=ORDER_HELP)] = None,
        first: First = limits.PAGE_SIZE_DEFAULT,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[NewsArticle] | None:
        part = Slice.asked(first, after, last, before)
        keys = order_names.order_keys(order, news_models.NewsArticlePage)
        return listed(news_models.NewsArticlePage, wish_of(locales), filter, keys, part)

    @strawberry.field(description="The directory of organisations, by name unless ordered otherwise.")
    def organisations(
        self,
        locales: Locales = None,
        filter: Annotated[OrganisationFilter | None, strawberry.argument(description=FILTER_HELP)] = None,
        order: Annotated[
            list[order_names.OrganisationOrder] | None, strawberry.argument(description=ORDER_HELP)
        ] = None,
        first: First = limits.PAGE_SIZE_DEFAULT,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Organisation] | None:
        part = Slice.asked(first, after, last, before)
        keys = order_names.order_keys(order, organisation_models.OrganisationPage)
        return listed(organisation_models.OrganisationPage, wish_of(locales), filter, keys, part)

    @strawberry.field(description="Projects, the latest first unless ordered otherwise.")
    def projects(
        self,
        locales: Locales = None,
        filter: Annotated[ProjectFilter | None, strawberry.argument(description=FILTER_HELP)] = None,
        order: Annotated[list[order_names.ProjectOrder] | None, strawberry.argument(description=ORDER_HELP)] = None,
        first: First = limits.PAGE_SIZE_DEFAULT,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Project] | None:
        part = Slice.asked(first, after, last, before)
        keys = order_names.order_keys(order, organisation_models.ProjectPage)
        return listed(organisation_models.ProjectPage, wish_of(locales), filter, keys, part)

    @strawberry.field(description="Advocacy positions, the latest first unless ordered otherwise.")
    def advocacy_positions(
        self,
        locales: Locales = None,
        filter: Annotated[AdvocacyPositionFilter | None, strawberry.argument(description=FILTER_HELP)] = None,
        order: Annotated[
            list[order_names.AdvocacyPositionOrder] | None, strawberry.argument(description=ORDER_HELP)
        ] = None,
        first: First = limits.PAGE_SIZE_DEFAULT,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[AdvocacyPosition] | None:
        part = Slice.asked(first, after, last, before)
        keys = order_names.order_keys(order, organisation_models.AdvocacyPositionPage)
        return listed(organisation_models.AdvocacyPositionPage, wish_of(locales), filter, keys, part)

    @strawberry.field(description="One news article; null when it cannot be read in any of the languages.")
    def news_article(self, by: By, locales: Locales = None) -> NewsArticle | None:
        return single(news_models.NewsArticlePage, by, locales)

    @strawberry.field(description="One organisation; null when it cannot be read in any of the languages.")
    def organisation(self, by: By, locales: Locales = None) -> Organisation | None:
        return single(organisation_models.OrganisationPage, by, locales)

    @strawberry.field(description="One project; null when it cannot be read in any of the languages.")
    def project(self, by: By, locales: Locales = None) -> Project | None:
        return single(organisation_models.ProjectPage, by, locales)

    @strawberry.field(description="One advocacy position; null when it cannot be read in any of the languages.")
    def advocacy_position(self, by: By, locales: Locales = None) -> AdvocacyPosition | None:
        return single(organisation_models.AdvocacyPositionPage, by, locales)

    @strawberry.field(
        description="One page of whatever type, such as a content page; null when it cannot be read in any of the "
        "languages. `route` also tells of redirects."
    )
    def content(self, by: By, locales: Locales = None) -> Content | None:
        return entries.content(by, locales)

    @strawberry.field(
        description="Every public page, for sites that are built ahead: each language of a thing is an entry of its "
        "own, in the order in which they were made."
    )
    def pages(
        self,
        languages: Annotated[
            list[LanguageTag] | None,
            strawberry.argument(description="Only texts in one of these. Left out: in all languages."),
        ] = None,
        types: Annotated[
            list[ContentType] | None, strawberry.argument(description="Only these kinds. Left out: all of them.")
        ] = None,
        first: First = limits.PAGE_SIZE_DEFAULT,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Content] | None:
        return entries.every_page(languages, types, Slice.asked(first, after, last, before))

    @strawberry.field(description="Themes, by slug.")
    def themes(self, locales: Locales = None) -> list[Theme] | None:
        return _vocabulary(organisation_models.Theme.objects.all(), locales)

    @strawberry.field(description="Target groups, by slug.")
    def target_groups(self, locales: Locales = None) -> list[TargetGroup] | None:
        return _vocabulary(organisation_models.TargetGroup.objects.all(), locales)

    @strawberry.field(
        description="Today's municipalities of Finland, by name. Statistics Finland 2025, CC BY 4.0, edited."
    )
    def municipalities(self, locales: Locales = None) -> list[Area] | None:
        return _areas(organisation_models.AreaKind.MUNICIPALITY, locales)

    @strawberry.field(description="Regions of Finland, by name. Statistics Finland 2025, CC BY 4.0, edited.")
    def regions(self, locales: Locales = None) -> list[Area] | None:
        return _areas(organisation_models.AreaKind.REGION, locales)

    @strawberry.field(
        description=(
            "Wellbeing services counties of Finland, and the City of Helsinki, which is its own, by name. "
            "Statistics Finland 2025, CC BY 4.0, edited."
        )
    )
    def wellbeing_counties(self, locales: Locales = None) -> list[Area] | None:
        return _areas(organisation_models.AreaKind.WELLBEING_COUNTY, locales)
