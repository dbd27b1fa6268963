"""Projects and their programmes."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
import strawberry_django

from content_api import limits, loading
from content_api.connections import AFTER_HELP, FIRST_HELP, Connection, Slice
from content_api.enums import ProjectStatus
from content_api.loading import Peers, organisation_at
from content_api.nested import nested_connection
from content_api.orders import NEWEST_NEWS
from content_api.scalars import Cursor
from content_api.streams import statements, stream_of
from content_api.types.areas import Area
from content_api.types.blocks import Block
from content_api.types.contacts import Contact
from content_api.types.content import Content, main_image
from content_api.types.media import Document, Image
from content_api.types.node import named
from content_api.types.organisations import Organisation
from content_api.types.places import Address, Channel
from content_api.types.vocabulary import TargetGroup, Theme
from news import models as news_models
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.types.news import NewsArticle

ProjectPage = organisation_models.ProjectPage


@strawberry_django.type(
    organisation_models.Programme, name="Programme", description="A larger whole that a project is part of."
)
class Programme:
    @strawberry.field(description="Name in the reader's language.")
    def name(self) -> str:
        row: Any = self
        return row.names.best(row.peers.wish)

    @strawberry.field(description="Who coordinates it.")
    def coordinator(self) -> Organisation | None:
        return organisation_at(self, "coordinator_key")

    @strawberry.field(description="Its home page.")
    def url(self) -> str | None:
        return self.url or None


@strawberry.type(description="An organisation that takes part in a project.")
class ProjectPartner:
    organisation: Organisation = strawberry.field(description="The partner.")
    role: str | None = strawberry.field(description="What it does in the project.")


def _programmes(peers: Peers) -> dict[int, Any]:
    keys = {row.programme_id for row in peers.rows if row.programme_id}
    rows = loading.with_group_keys(organisation_models.Programme.objects.filter(pk__in=keys)) if keys else []
    return {row.pk: row for row in loading.together(rows, peers.wish)}


def _partners(peers: Peers) -> dict[int, list[Any]]:
    rows = list(
        organisation_models.ProjectPartner.objects.filter(page_id__in=peers.keys())
        .order_by("page_id", "sort_order", "pk")
        .values_list("page_id", "organisation__translation_key", "role")
    )
    best = loading.best_content(organisation_models.OrganisationPage, [group for _, group, _ in rows], peers.wish)
    found: dict[int, list[Any]] = {}
    for page_id, group, role in rows:
        if group in best:
            partner = ProjectPartner(organisation=best[group], role=role.best(peers.wish) or None)
            found.setdefault(page_id, []).append(partner)
    return found


@strawberry_django.type(ProjectPage, name=named("Project", ProjectPage), description="A project.")
class Project(Content):
    @strawberry.field(description="Slogan.")
    def slogan(self) -> str | None:
        return self.slogan or None

    summary: str = strawberry.field(description="One or two sentences.")
    starts_on: date | None = strawberry.field(description="First day.")
    ends_on: date | None = strawberry.field(description="Last day.")

    @strawberry.field(description="Computed from the period, in Helsinki's calendar.")
    def status(self) -> ProjectStatus:
        page: Any = self
        return ProjectStatus(page.status.value)

    @strawberry.field(description="Who manages it.")
    def managing_organisation(self) -> Organisation | None:
        return organisation_at(self, "managing_organisation_key")

    @strawberry.field(description="Who funds it.")
    def funders(self) -> list[Organisation]:
        page: Any = self
        link = organisation_models.ProjectFunder
        load = page.peers.once(
            "funders",
            lambda peers: loading.linked_content(peers, link, "organisation", organisation_models.OrganisationPage),
        )
        return load.get(page.pk, [])

    @strawberry.field(description="The larger whole it is part of.")
    def programme(self) -> Programme | None:
        page: Any = self
        return page.peers.once("programme", _programmes).get(page.programme_id)

    @strawberry.field(description="Who takes part, with their roles.")
    def partners(self) -> list[ProjectPartner]:
        page: Any = self
        return page.peers.once("partners", _partners).get(page.pk, [])

    @strawberry.field(description="Where it works.")
    def areas(self) -> list[Area]:
        page: Any = self
        load = page.peers.once("areas", lambda peers: loading.linked_areas(peers, organisation_models.ProjectArea))
        return load.get(page.pk, [])

    @strawberry.field(description="What it is about.")
    def themes(self) -> list[Theme]:
        page: Any = self
        return page.peers.once("themes", lambda peers: loading.chosen(peers, "themes")).get(page.pk, [])

    @strawberry.field(description="For whom it is.")
    def target_groups(self) -> list[TargetGroup]:
        page: Any = self
        return page.peers.once("target_groups", lambda peers: loading.chosen(peers, "target_groups")).get(page.pk, [])

    @strawberry.field(description="Ways of working, one sentence each.")
    def ways_of_working(self) -> list[str]:
        return statements(self, "ways_of_working")

    @strawberry.field(description="Main image.")
    def hero_image(self) -> Image | None:
        return main_image(self)

    @strawberry.field(description="The description in full.")
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    @strawberry.field(description="What came of it.")
    def results(self) -> list[Block]:
        return stream_of(self, "results")

    @strawberry.field(description="Documents of its results.")
    def result_documents(self) -> list[Document]:
        page: Any = self
        link = organisation_models.ProjectResultDocument
        load = page.peers.once("result_documents", lambda peers: loading.linked_documents(peers, link))
        return load.get(page.pk, [])

    @strawberry.field(description="Where it is.")
    def addresses(self) -> list[Address]:
        page: Any = self
        load = page.peers.once(
            "addresses", lambda peers: loading.linked_rows(peers, organisation_models.ProjectAddress)
        )
        return [Address(row=row) for row in load.get(page.pk, [])]

    @strawberry.field(description="Where it is found online.")
    def channels(self) -> list[Channel]:
        page: Any = self
        load = page.peers.once("channels", lambda peers: loading.linked_rows(peers, organisation_models.ProjectChannel))
        return [Channel(row=row) for row in load.get(page.pk, [])]

    @strawberry.field(description="Where to sign up for its newsletter.")
    def newsletter_url(self) -> str | None:
        return self.newsletter_url or None

    @strawberry.field(description="Whom to ask.")
    def contacts(self) -> list[Contact]:
        page: Any = self
        load = page.peers.once(
            "contacts", lambda peers: loading.linked_contacts(peers, organisation_models.ProjectContact)
        )
        return load.get(page.pk, [])

    @strawberry.field(description="News about it, the newest first.")
    def news_articles(
        self,
        first: Annotated[int | None, strawberry.argument(description=FIRST_HELP)] = limits.PAGE_SIZE_DEFAULT,
        after: Annotated[Cursor | None, strawberry.argument(description=AFTER_HELP)] = None,
    ) -> Connection[Annotated["NewsArticle", strawberry.lazy("content_api.types.news")]]:
        page: Any = self
        articles = news_models.NewsArticlePage.objects.best_of(page.peers.chain)
        return nested_connection(
            self, "news_articles", articles, "projects__project__translation_key", NEWEST_NEWS,
            Slice.asked(first, after), loading.content_rows,
        )  # fmt: skip
