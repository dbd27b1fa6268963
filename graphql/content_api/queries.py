"""The root of the schema. Each list has the same arguments with the same meaning.

Every field may be null: a mistake in one argument spoils its own field, and not the menus asked beside it.
"""

from typing import Annotated, Any

import strawberry

from cms.core.text.alphabet import sort_key
from content_api.base.areas import Area
from content_api.base.content import Content
from content_api.base.node import Node
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.advocacy.contribution import Contribution
from content_api.content.advocacy.key_figures import KeyFigure
from content_api.content.advocacy.position import AdvocacyPosition
from content_api.content.bodies import Representation
from content_api.content.cooperation.action_plan import ActionPlan
from content_api.content.cooperation.meeting import Meeting
from content_api.content.cooperation.network import Network
from content_api.content.cooperation.working_group import WorkingGroup
from content_api.content.declaring import By, listed, single
from content_api.content.event import Event
from content_api.content.news_article import NewsArticle
from content_api.content.nodes import find_nodes
from content_api.content.organisation import Organisation
from content_api.content.project import Project
from content_api.content.route import Route, resolve_route
from content_api.content.services.funding_scheme import FundingScheme
from content_api.content.services.training import Training
from content_api.content.services.volunteer_opportunity import VolunteerOpportunity
from content_api.content.site import Site, load_site
from content_api.kinds import ContentType
from content_api.lists import entries
from content_api.lists.arguments import After, Before, First, Last, LocalesArgument, RelatedLocalesArgument
from content_api.lists.connections import Connection, Slice
from content_api.lists.entries import locales_of, optional_locales_of
from content_api.reading import loading
from content_api.reading.loading import Locales
from content_api.scalars import LanguageTag
from content_api.search import asking
from content_api.sitemap.results import SitemapEntry, sitemap
from engine import limits
from engine.errors import InvalidArgument
from organisations import models as organisation_models

LanguagesArgument = Annotated[
    list[LanguageTag] | None,
    strawberry.argument(description="Only texts in one of these. Left out: in all languages."),
]


def _vocabulary(rows: Any, locales: Any) -> list[Any]:
    return loading.load_rows(rows, locales_of(locales))


def _by_name(rows: list[Any], locales: Locales) -> list[Any]:
    return sorted(rows, key=lambda row: sort_key(row.names.best(locales), locales[0]))


def _areas(kind: Any, locales: Any) -> list[Any]:
    locales = locales_of(locales)
    return _by_name(loading.load_rows(organisation_models.Area.objects.current().filter(kind=kind), locales), locales)


@strawberry.type(description="What partner sites and newsletter tools ask.")
class Query:
    @strawberry.field(
        description="Any object by its global ID. Null for what does not exist, is not public or not of this API."
    )
    def node(
        self,
        id: Annotated[strawberry.ID, strawberry.argument(description="Global ID; of a page, it names its language.")],
        locales: RelatedLocalesArgument = None,
    ) -> Node | None:
        return find_nodes([id], "id", optional_locales_of(locales))[0]

    @strawberry.field(description="Objects by their global IDs, in the order asked; null as with `node`.")
    def nodes(
        self,
        ids: Annotated[
            list[strawberry.ID], strawberry.argument(description=f"Global IDs, at most {limits.NODES_MAX}.")
        ],
        locales: RelatedLocalesArgument = None,
    ) -> list[Node | None] | None:
        if len(ids) > limits.NODES_MAX:
            raise InvalidArgument("ids", f"at most {limits.NODES_MAX}, not {len(ids)}.")
        return find_nodes(ids, "ids", optional_locales_of(locales))

    @strawberry.field(
        description="What a browser path leads to, in one question: a page, a redirect, something gone, or nothing."
    )
    def route(
        self,
        path: Annotated[str, strawberry.argument(description="Path, like /fi/uutiset/.")],
        locales: RelatedLocalesArgument = None,
    ) -> Route | None:
        return resolve_route(path, optional_locales_of(locales))

    @strawberry.field(description="The site: its languages, menus, footer, contact, social channels, sign-ups.")
    def site(self, locales: LocalesArgument = None) -> Site | None:
        return load_site(locales_of(locales))

    news_articles = listed(NewsArticle, "News articles, the newest first unless ordered otherwise.")
    events = listed(Event, "Events, what starts first, first, unless ordered otherwise.")
    organisations = listed(Organisation, "The directory of organisations, by name unless ordered otherwise.")
    projects = listed(Project, "Projects, the latest first unless ordered otherwise.")
    networks = listed(Network, "Networks, by title unless ordered otherwise.")
    working_groups = listed(WorkingGroup, "Working groups, by title unless ordered otherwise.")
    meetings = listed(Meeting, "Meetings of working groups, the latest first unless ordered otherwise.")
    action_plans = listed(ActionPlan, "Action plans, the latest first unless ordered otherwise.")
    advocacy_positions = listed(AdvocacyPosition, "Advocacy positions, the latest first unless ordered otherwise.")
    representations = listed(
        Representation, "Seats of organisations in bodies of others, the latest term first unless ordered otherwise."
    )
    contributions = listed(Contribution, "Contributions, the latest first unless ordered otherwise.")
    funding_schemes = listed(FundingScheme, "Funding schemes, by title unless ordered otherwise.")
    trainings = listed(Training, "Trainings, by title unless ordered otherwise.")
    volunteer_opportunities = listed(
        VolunteerOpportunity, "What volunteers are looked for, by title unless ordered otherwise."
    )
    key_figures = listed(KeyFigure, "Numbers with their dates and sources, the latest first unless ordered otherwise.")
    news_article = single(NewsArticle, "One news article; null when it cannot be read in any of the languages.")
    event = single(Event, "One event; null when it cannot be read in any of the languages.")
    organisation = single(Organisation, "One organisation; null when it cannot be read in any of the languages.")
    project = single(Project, "One project; null when it cannot be read in any of the languages.")
    network = single(Network, "One network; null when it cannot be read in any of the languages.")
    working_group = single(WorkingGroup, "One working group; null when it cannot be read in any of the languages.")
    meeting = single(Meeting, "One meeting; null when it cannot be read in any of the languages.")
    action_plan = single(ActionPlan, "One action plan; null when it cannot be read in any of the languages.")
    advocacy_position = single(
        AdvocacyPosition, "One advocacy position; null when it cannot be read in any of the languages."
    )
    contribution = single(Contribution, "One contribution; null when it cannot be read in any of the languages.")
    funding_scheme = single(FundingScheme, "One funding scheme; null when it cannot be read in any of the languages.")
    training = single(Training, "One training; null when it cannot be read in any of the languages.")
    volunteer_opportunity = single(
        VolunteerOpportunity, "One volunteer opportunity; null when it cannot be read in any of the languages."
    )

    search = strawberry.field(
        resolver=asking.search,
        description="Whatever was published and holds these words, the best first: one entry of each thing, along the "
        "languages asked for.",
    )

    @strawberry.field(
        description="One page of whatever type, such as a content page; null when it cannot be read in any of the "
        "languages. `route` also tells of redirects."
    )
    def content(self, by: By, locales: LocalesArgument = None) -> Content | None:
        return entries.content(by, locales)

    @strawberry.field(
        description="Every public page, for sites that are built ahead: each language of a thing is an entry of its "
        "own, in the order in which they were made."
    )
    def pages(
        self,
        languages: LanguagesArgument = None,
        types: Annotated[
            list[ContentType] | None, strawberry.argument(description="Only these kinds. Left out: all of them.")
        ] = None,
        first: First = limits.PAGE_SIZE_DEFAULT,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Content] | None:
        return entries.every_page(languages, types, Slice.asked(first, after, last, before))

    @strawberry.field(
        description="The addresses of all public texts with those of their other languages, for search engines, in the "
        "order in which they were made. What is kept out of search engines is left out. `/sitemap.xml` has the same."
    )
    def sitemap(
        self,
        languages: LanguagesArgument = None,
        first: First = limits.PAGE_SIZE_DEFAULT,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[SitemapEntry] | None:
        return sitemap(languages, Slice.asked(first, after, last, before))

    @strawberry.field(description="Themes, by slug.")
    def themes(self, locales: LocalesArgument = None) -> list[Theme] | None:
        return _vocabulary(organisation_models.Theme.objects.all(), locales)

    @strawberry.field(description="Target groups, by slug.")
    def target_groups(self, locales: LocalesArgument = None) -> list[TargetGroup] | None:
        return _vocabulary(organisation_models.TargetGroup.objects.all(), locales)

    @strawberry.field(
        description="Today's municipalities of Finland, by name. Statistics Finland 2025, CC BY 4.0, edited."
    )
    def municipalities(self, locales: LocalesArgument = None) -> list[Area] | None:
        return _areas(organisation_models.AreaKind.MUNICIPALITY, locales)

    @strawberry.field(description="Regions of Finland, by name. Statistics Finland 2025, CC BY 4.0, edited.")
    def regions(self, locales: LocalesArgument = None) -> list[Area] | None:
        return _areas(organisation_models.AreaKind.REGION, locales)

    @strawberry.field(
        description=(
            "Wellbeing services counties of Finland, and the City of Helsinki, which is its own, by name. "
            "Statistics Finland 2025, CC BY 4.0, edited."
        )
    )
    def wellbeing_counties(self, locales: LocalesArgument = None) -> list[Area] | None:
        return _areas(organisation_models.AreaKind.WELLBEING_COUNTY, locales)
