"""Projects and their programmes."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from django.db.models import Q

from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import BY_NAME, best_text, column, declared, label, related, web_address
from content_api.base.localised import Localised
from content_api.base.media import Document, Image
from content_api.base.places import Address, Channel, addresses_of, channels_of
from content_api.base.seo import described, describes
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.declaring import children, content, entries_through, nested, picture, sentences, stream
from content_api.content.organisation import Organisation
from content_api.enums import ProjectStatus
from content_api.lists.connections import Connection
from content_api.lists.filters import AreaFilter, criterion, linked, ticked
from content_api.lists.orders import orders_of
from content_api.reading import belonging, loading
from content_api.reading.loading import Batch
from content_api.streams.blocks import Block
from news.models import EventPage, NewsArticlePage
from organisations import models as organisation_models
from organisations.models import ContributionPage, ProjectPage, WorkingGroupPage

if TYPE_CHECKING:
    from content_api.content.advocacy.contribution import Contribution
    from content_api.content.cooperation.working_group import WorkingGroup
    from content_api.content.event import Event
    from content_api.content.news_article import NewsArticle

ProjectOrder = orders_of(
    ProjectPage,
    "ProjectOrder",
    "Order of projects.",
    STARTS_ON_DESC="Latest start first; without one, last.",
    STARTS_ON_ASC="Earliest start first; without one, last.",
    ENDS_ON_ASC="Earliest end first; without one, last.",
)


def _with_status(model: Any, statuses: list[Any], argument: str, locales: Any) -> Q:
    return Q(pk__in=model.objects.with_status([status.value for status in statuses]).values("pk"))


@strawberry.input(description="Which projects. What is left out or empty does not narrow the list.")
class ProjectFilter(AreaFilter):
    target_groups: list[str] | None = ticked("target_groups", "Slugs of target groups; any of them.")
    status: list[ProjectStatus] | None = criterion(
        _with_status, "Computed from the period, in Helsinki's calendar; any of them."
    )
    managing_organisations: list[strawberry.ID] | None = linked(
        "managing_organisation", "IDs of organisations that manage it; any of them."
    )
    funders: list[strawberry.ID] | None = linked("funders", "IDs of organisations that fund it; any of them.")


@declared(organisation_models.Programme, description="A larger whole that a project is part of.")
class Programme(Localised):
    name: str = best_text("Name in the reader's language.")
    coordinator: Organisation | None = related("Who coordinates it.")
    url: str | None = web_address("Its home page.")


@strawberry.type(description="An organisation that takes part in a project.")
class ProjectPartner(Localised):
    tag: strawberry.Private[str]
    organisation: Organisation = strawberry.field(description="Who takes part, in its best language.")
    role: str | None = strawberry.field(description="What it does in the project.")


def _partners(batch: Batch) -> dict[int, list[Any]]:
    link = organisation_models.ProjectPartner
    rows = [row for of in belonging.child_rows(batch, link).values() for row in of]
    best = loading.best_content(
        organisation_models.OrganisationPage, [row.organisation_key for row in rows], batch.locales
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        if row.organisation_key in best:
            partner = ProjectPartner(
                tag=row.role.best_tag(batch.locales),
                organisation=best[row.organisation_key],
                role=row.role.best(batch.locales) or None,
            )
            found.setdefault(row.page_id, []).append(partner)
    return found


@content(ProjectPage, order=ProjectOrder, filter=ProjectFilter, description="A project.")
class Project(Content):
    slogan: str | None = column("A few words by which it is known.")
    summary: str = column("One or two sentences for lists and previews.")
    starts_on: date | None = column("First day.")
    ends_on: date | None = column("Last day.")
    status: ProjectStatus = column("Computed from the period, in Helsinki's calendar.", reads=("starts_on", "ends_on"))
    status_label: str = label("status", reads=("starts_on", "ends_on"))
    managing_organisation: Organisation | None = related("Who manages it.")
    funders: list[Organisation] = related("Who funds it.")
    programme: Programme | None = related("The larger whole it is part of.")

    @strawberry.field(description="Who takes part, with their roles.")
    def partners(self) -> list[ProjectPartner]:
        page: Any = self
        return page.batch.once("partners", _partners).get(page.pk, [])

    areas: list[Area] = related("Where it works.")
    themes: list[Theme] = related("What it is about.")
    target_groups: list[TargetGroup] = related("For whom it is.")
    ways_of_working: list[str] = sentences("Ways of working, one sentence each.")
    hero_image: Image | None = picture("Main image.")
    body: list[Block] = stream("The description in full.")
    results: list[Block] = stream("What came of it.")
    result_documents: list[Document] = related("Reports and materials that came of it, to download.")
    addresses: list[Address] = children("Where it is.", addresses_of)
    channels: list[Channel] = children("Where it is found online.", channels_of)
    newsletter_url: str | None = web_address("Where to sign up for its newsletter.")
    contacts: list[Contact] = related("Whom to ask.")
    news_articles: Connection[Annotated["NewsArticle", BY_NAME]] = nested(
        "News about it, the newest first.", entries_through(NewsArticlePage, "projects__project")
    )
    events: Connection[Annotated["Event", BY_NAME]] = nested(
        "Its events, what starts first, first.", entries_through(EventPage, "projects__project")
    )
    contributions: Connection[Annotated["Contribution", BY_NAME]] = nested(
        "Contributions that belong to it, the latest first.", entries_through(ContributionPage, "projects__project")
    )
    working_groups: Connection[Annotated["WorkingGroup", BY_NAME]] = nested(
        "Its working groups, by title.", entries_through(WorkingGroupPage, "project")
    )


@describes(ProjectPage, "starts_on", "ends_on")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "Project",
        name=page.title,
        foundingDate=page.starts_on and page.starts_on.isoformat(),
        dissolutionDate=page.ends_on and page.ends_on.isoformat(),
    )
