"""Projects and their programmes."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
import strawberry_django

from cms.core.web_addresses import followable
from content_api import labels
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.localised import Localised
from content_api.base.media import Document, Image
from content_api.base.places import Address, Channel, channels_of
from content_api.base.seo import described, describes
from content_api.base.teaser import main_image
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.organisation import Organisation
from content_api.enums import ProjectStatus
from content_api.lists.connections import AFTER_HELP, FIRST_HELP, Connection, Slice
from content_api.lists.nested import Nested
from content_api.lists.orders import NEWEST_NEWS
from content_api.reading import loading
from content_api.reading.loading import Peers
from content_api.scalars import Cursor
from content_api.streams.blocks import Block
from content_api.streams.building import statements, stream_of
from content_api.type_names import named
from engine import limits
from engine.selection import needs
from news import models as news_models
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.content.news_article import NewsArticle

ProjectPage = organisation_models.ProjectPage


@strawberry_django.type(
    organisation_models.Programme, name="Programme", description="A larger whole that a project is part of."
)
class Programme(Localised):
    @strawberry.field(description="Name in the reader's language.")
    def name(self) -> str:
        row: Any = self
        return row.names.best(row.peers.wish)

    @strawberry.field(description="Who coordinates it.")
    def coordinator(self) -> Organisation | None:
        return loading.linked_one(self, "coordinator_key", loading.organisations)

    @strawberry.field(description="Its home page.")
    def url(self) -> str | None:
        return followable(self.url) or None


@strawberry.type(description="An organisation that takes part in a project.")
class ProjectPartner(Localised):
    tag: strawberry.Private[str]
    organisation: Organisation = strawberry.field(description="Who takes part, in its best language.")
    role: str | None = strawberry.field(description="What it does in the project.")


def _partners(peers: Peers) -> dict[int, list[Any]]:
    link = organisation_models.ProjectPartner
    rows = [row for of in loading.child_rows(peers, link).values() for row in of]
    best = loading.organisations([row.organisation_key for row in rows], peers.wish)
    found: dict[int, list[Any]] = {}
    for row in rows:
        if row.organisation_key in best:
            partner = ProjectPartner(
                tag=row.role.best_tag(peers.wish),
                organisation=best[row.organisation_key],
                role=row.role.best(peers.wish) or None,
            )
            found.setdefault(row.page_id, []).append(partner)
    return found


NEWS = Nested(
    news_models.NewsArticlePage,
    news_models.NewsArticlePage.objects.best_of,
    "projects__project__translation_key",
    NEWEST_NEWS,
)


@strawberry_django.type(ProjectPage, name=named("Project", ProjectPage), description="A project.")
class Project(Content):
    @strawberry.field(description="A few words by which it is known.", metadata=needs("slogan"))
    def slogan(self) -> str | None:
        return self.slogan or None

    summary: str = strawberry.field(description="One or two sentences for lists and previews.")
    starts_on: date | None = strawberry.field(description="First day.")
    ends_on: date | None = strawberry.field(description="Last day.")

    @strawberry.field(
        description="Computed from the period, in Helsinki's calendar.", metadata=needs("starts_on", "ends_on")
    )
    def status(self) -> ProjectStatus:
        page: Any = self
        return ProjectStatus(page.status.value)

    @strawberry.field(description=labels.HELP.format("`status`"), metadata=needs("starts_on", "ends_on"))
    def status_label(self) -> str:
        page: Any = self
        return labels.label_of(page.status, page.peers.wish)

    @strawberry.field(description="Who manages it.", metadata=needs("managing_organisation_key"))
    def managing_organisation(self) -> Organisation | None:
        return loading.linked_one(self, "managing_organisation_key", loading.organisations)

    @strawberry.field(description="Who funds it.", metadata=needs("funder_keys"))
    def funders(self) -> list[Organisation]:
        return loading.linked(self, "funder_keys", loading.organisations)

    @strawberry.field(description="The larger whole it is part of.", metadata=needs("programme_id"))
    def programme(self) -> Programme | None:
        return loading.linked_one(self, "programme_id", loading.programmes)

    @strawberry.field(description="Who takes part, with their roles.")
    def partners(self) -> list[ProjectPartner]:
        page: Any = self
        return page.peers.once("partners", _partners).get(page.pk, [])

    @strawberry.field(description="Where it works.", metadata=needs("area_ids"))
    def areas(self) -> list[Area]:
        return loading.linked(self, "area_ids", loading.areas)

    @strawberry.field(description="What it is about.", metadata=needs("theme_ids"))
    def themes(self) -> list[Theme]:
        return loading.linked(self, "theme_ids", loading.themes)

    @strawberry.field(description="For whom it is.", metadata=needs("target_group_ids"))
    def target_groups(self) -> list[TargetGroup]:
        return loading.linked(self, "target_group_ids", loading.target_groups)

    @strawberry.field(description="Ways of working, one sentence each.", metadata=needs("raw_ways_of_working"))
    def ways_of_working(self) -> list[str]:
        return statements(self, "ways_of_working")

    @strawberry.field(description="Main image.", metadata=needs("hero_image_id"))
    def hero_image(self) -> Image | None:
        return main_image(self)

    @strawberry.field(description="The description in full.", metadata=needs("raw_body"))
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    @strawberry.field(description="What came of it.", metadata=needs("raw_results"))
    def results(self) -> list[Block]:
        return stream_of(self, "results")

    @strawberry.field(
        description="Reports and materials that came of it, to download.", metadata=needs("result_document_ids")
    )
    def result_documents(self) -> list[Document]:
        return loading.linked(self, "result_document_ids", loading.documents)

    @strawberry.field(description="Where it is.")
    def addresses(self) -> list[Address]:
        return [Address(row=row) for row in loading.children(self, organisation_models.ProjectAddress)]

    @strawberry.field(description="Where it is found online.")
    def channels(self) -> list[Channel]:
        return channels_of(loading.children(self, organisation_models.ProjectChannel))

    @strawberry.field(description="Where to sign up for its newsletter.", metadata=needs("newsletter_url"))
    def newsletter_url(self) -> str | None:
        return followable(self.newsletter_url) or None

    @strawberry.field(description="Whom to ask.", metadata=needs("contact_ids"))
    def contacts(self) -> list[Contact]:
        return loading.linked(self, "contact_ids", loading.contacts)

    @strawberry.field(description="News about it, the newest first.")
    def news_articles(
        self,
        first: Annotated[int | None, strawberry.argument(description=FIRST_HELP)] = limits.PAGE_SIZE_DEFAULT,
        after: Annotated[Cursor | None, strawberry.argument(description=AFTER_HELP)] = None,
    ) -> Connection[Annotated["NewsArticle", strawberry.lazy("content_api.content.news_article")]]:
        return NEWS.connection(self, Slice.asked(first, after))


@describes(ProjectPage, "starts_on", "ends_on")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "Project",
        name=page.title,
        foundingDate=page.starts_on and page.starts_on.isoformat(),
        dissolutionDate=page.ends_on and page.ends_on.isoformat(),
    )
