"""The directory of organisations."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
import strawberry_django

from content_api import labels
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.media import Image
from content_api.base.places import Address, Channel, channels_of
from content_api.base.seo import described, describes
from content_api.base.teaser import main_image
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.ties import (
    Membership,
    Representation,
    readable_memberships,
    readable_representations,
)
from content_api.enums import OrganisationKind
from content_api.lists.connections import AFTER_HELP, FIRST_HELP, Connection, Key, Slice
from content_api.lists.nested import Nested
from content_api.lists.orders import LATEST_PROJECTS
from content_api.reading import loading
from content_api.reading.loading import Peers
from content_api.reading.statements import Slot
from content_api.scalars import Cursor, LanguageTag
from content_api.streams.blocks import Block
from content_api.streams.building import stream_of
from content_api.type_names import named
from engine import limits
from engine.selection import needs
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.content.project import Project

OrganisationPage = organisation_models.OrganisationPage
MEMBERS = Nested(
    organisation_models.Membership,
    lambda _: organisation_models.Membership.objects.public(),
    "member_of__translation_key",
    (Key("pk"),),
    readable_memberships,
)
PROJECTS = Nested(
    organisation_models.ProjectPage,
    organisation_models.ProjectPage.objects.best_of,
    "managing_organisation__translation_key",
    LATEST_PROJECTS,
)


def _ties(
    peers: Peers, model: Any, end: str, readable: Callable[[list[Any]], list[Any]], *order: str
) -> dict[Any, list[Any]]:
    """Rows that tie the peers' groups at one end, by group."""
    read = loading.statement(
        ("tied", end),
        model,
        lambda: model.objects.public().filter(**{f"{end}__translation_key__any_of": Slot("groups")}).order_by(*order),
    )
    grouped: dict[Any, list[Any]] = defaultdict(list)
    for row in readable(loading.together(read.rows(model, groups=peers.groups()), peers.wish)):
        grouped[getattr(row, f"{end}_key")].append(row)
    return grouped


def _member_of(peers: Peers) -> dict[Any, list[Any]]:
    return _ties(peers, organisation_models.Membership, "member", readable_memberships, "pk")


def _representations(peers: Peers) -> dict[Any, list[Any]]:
    return _ties(
        peers, organisation_models.Representation, "organisation", readable_representations, "-starts_on", "pk"
    )


@strawberry_django.type(
    OrganisationPage,
    name=named("Organisation", OrganisationPage),
    description="An organisation in the directory.",
)
class Organisation(Content):
    @strawberry.field(description="Name in the language served; the same as `title`.", metadata=needs("title"))
    def name(self) -> str:
        return self.title

    @strawberry.field(description="Short name or abbreviation.", metadata=needs("short_name"))
    def short_name(self) -> str | None:
        return self.short_name or None

    @strawberry.field(description="Its legal or administrative form, as filters take it.", metadata=needs("kind"))
    def kind(self) -> OrganisationKind:
        return OrganisationKind(self.kind)

    @strawberry.field(description=labels.HELP.format("`kind`"), metadata=needs("kind"))
    def kind_label(self) -> str:
        row: Any = self
        return labels.label_of(organisation_models.OrganisationKind(row.kind), row.peers.wish)

    @strawberry.field(
        description="Finnish business ID (Y-tunnus), NNNNNNN-C, check digit verified.", metadata=needs("business_id")
    )
    def business_id(self) -> str | None:
        return self.business_id or None

    @strawberry.field(description="Number in the register of associations.", metadata=needs("association_number"))
    def association_number(self) -> str | None:
        return self.association_number or None

    founded_year: int | None = strawberry.field(description="Year of foundation.")
    summary: str = strawberry.field(description="One or two sentences.")

    @strawberry.field(description="The description in full.", metadata=needs("raw_body"))
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    @strawberry.field(
        description="The picture it is known by, if there is one that may be shown.", metadata=needs("logo_id")
    )
    def logo(self) -> Image | None:
        return main_image(self)

    @strawberry.field(description="Municipality where it is registered.", metadata=needs("home_municipality_id"))
    def home_municipality(self) -> Area | None:
        return loading.linked_one(self, "home_municipality_id", loading.areas)

    @strawberry.field(description="Where it works.", metadata=needs("area_ids"))
    def areas(self) -> list[Area]:
        return loading.linked(self, "area_ids", loading.areas)

    @strawberry.field(description="Languages in which it serves people.", metadata=needs("serves_in"))
    def serves_in(self) -> list[LanguageTag]:
        return [LanguageTag(tag) for tag in self.serves_in]

    @strawberry.field(description="What it works on.", metadata=needs("theme_ids"))
    def themes(self) -> list[Theme]:
        return loading.linked(self, "theme_ids", loading.themes)

    @strawberry.field(description="For whom it works.", metadata=needs("target_group_ids"))
    def target_groups(self) -> list[TargetGroup]:
        return loading.linked(self, "target_group_ids", loading.target_groups)

    @strawberry.field(description="Where it is.")
    def addresses(self) -> list[Address]:
        return [Address(row=row) for row in loading.children(self, organisation_models.OrganisationAddress)]

    @strawberry.field(description="Where it is found online.")
    def channels(self) -> list[Channel]:
        return channels_of(loading.children(self, organisation_models.OrganisationChannel))

    @strawberry.field(description="Whom to ask.", metadata=needs("contact_ids"))
    def contacts(self) -> list[Contact]:
        return loading.linked(self, "contact_ids", loading.contacts)

    @strawberry.field(description="Its memberships, past ones too.")
    def member_of(self) -> list[Membership]:
        page: Any = self
        return page.peers.once("member_of", _member_of).get(page.translation_key, [])

    @strawberry.field(description="Memberships of others in it, past ones too.")
    def members(
        self,
        first: Annotated[int | None, strawberry.argument(description=FIRST_HELP)] = limits.PAGE_SIZE_DEFAULT,
        after: Annotated[Cursor | None, strawberry.argument(description=AFTER_HELP)] = None,
    ) -> Connection[Membership]:
        return MEMBERS.connection(self, Slice.asked(first, after))

    @strawberry.field(description="Projects it manages, the latest first.")
    def projects(
        self,
        first: Annotated[int | None, strawberry.argument(description=FIRST_HELP)] = limits.PAGE_SIZE_DEFAULT,
        after: Annotated[Cursor | None, strawberry.argument(description=AFTER_HELP)] = None,
    ) -> Connection[Annotated["Project", strawberry.lazy("content_api.content.project")]]:
        return PROJECTS.connection(self, Slice.asked(first, after))

    @strawberry.field(description="Bodies of others in which it is represented, past terms too.")
    def representations(self) -> list[Representation]:
        page: Any = self
        return page.peers.once("representations", _representations).get(page.translation_key, [])

    last_confirmed_on: date | None = strawberry.field(description="When it last confirmed that this is right.")


@describes(OrganisationPage, "short_name", "business_id", "founded_year")
def _describe(page: Any) -> dict[str, Any]:
    identifier = {"@type": "PropertyValue", "propertyID": "fi-ytunnus", "value": page.business_id}
    return described(
        page,
        "Organization",
        name=page.title,
        alternateName=page.short_name,
        identifier=page.business_id and identifier,
        foundingDate=page.founded_year and str(page.founded_year),
    )
