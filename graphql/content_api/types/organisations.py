"""The directory of organisations."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
import strawberry_django
from django.db.models import QuerySet

from content_api import limits, loading
from content_api.connections import AFTER_HELP, FIRST_HELP, Connection, Key, Slice
from content_api.enums import OrganisationKind
from content_api.loading import Peers
from content_api.nested import nested_connection
from content_api.orders import LATEST_PROJECTS
from content_api.scalars import Cursor, LanguageTag
from content_api.streams import stream_of
from content_api.types.areas import Area
from content_api.types.blocks import Block
from content_api.types.contacts import Contact
from content_api.types.content import Content, main_image
from content_api.types.media import Image
from content_api.types.node import named
from content_api.types.places import Address, Channel
from content_api.types.relations import Membership, Representation
from content_api.types.vocabulary import TargetGroup, Theme
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.types.projects import Project

OrganisationPage = organisation_models.OrganisationPage
MEMBERSHIP_ORDER = (Key("pk"),)


def _grouped(rows: list[Any], key: str) -> dict[Any, list[Any]]:
    grouped: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped


def _groups(peers: Peers) -> set[Any]:
    return {row.translation_key for row in peers.rows}


def _member_of(peers: Peers) -> dict[Any, list[Any]]:
    rows = (
        organisation_models.Membership.objects.public()
        .filter(member__translation_key__in=_groups(peers))
        .order_by("pk")
    )
    return _grouped(loading.together(loading.with_group_keys(rows.order_by("pk")), peers.wish), "member_key")


def _representations(peers: Peers) -> dict[Any, list[Any]]:
    rows = organisation_models.Representation.objects.public()
    rows = rows.filter(organisation__translation_key__in=_groups(peers)).order_by("-starts_on", "pk")
    return _grouped(loading.together(loading.with_group_keys(rows), peers.wish), "organisation_key")


def load_memberships(rows: QuerySet[Any], wish: loading.Wish) -> list[Any]:
    return loading.together(loading.with_group_keys(rows), wish)


@strawberry_django.type(
    OrganisationPage,
    name=named("Organisation", OrganisationPage),
    description="An organisation in the directory.",
)
class Organisation(Content):
    @strawberry.field(description="Name in the language served; the same as `title`.")
    def name(self) -> str:
        return self.title

    @strawberry.field(description="Short name or abbreviation.")
    def short_name(self) -> str | None:
        return self.short_name or None

    @strawberry.field(description="What kind of organisation it is.")
    def kind(self) -> OrganisationKind:
        return OrganisationKind(self.kind)

    @strawberry.field(description="Finnish business ID (Y-tunnus), NNNNNNN-C, check digit verified.")
    def business_id(self) -> str | None:
        return self.business_id or None

    @strawberry.field(description="Number in the register of associations.")
    def association_number(self) -> str | None:
        return self.association_number or None

    founded_year: int | None = strawberry.field(description="Year of foundation.")
    summary: str = strawberry.field(description="One or two sentences.")

    @strawberry.field(description="The description in full.")
    def body(self) -> list[Block]:
        return stream_of(self, "body")

    @strawberry.field(description="Logo.")
    def logo(self) -> Image | None:
        return main_image(self)

    @strawberry.field(description="Municipality where it is registered.")
    def home_municipality(self) -> Area | None:
        page: Any = self
        return page.peers.once("home_municipality", _home_municipalities).get(page.home_municipality_id)

    @strawberry.field(description="Where it works.")
    def areas(self) -> list[Area]:
        page: Any = self
        load = page.peers.once("areas", lambda peers: loading.linked_areas(peers, organisation_models.OrganisationArea))
        return load.get(page.pk, [])

    @strawberry.field(description="Languages in which it serves people.")
    def serves_in(self) -> list[LanguageTag]:
        return [LanguageTag(tag) for tag in self.serves_in]

    @strawberry.field(description="What it works on.")
    def themes(self) -> list[Theme]:
        page: Any = self
        return page.peers.once("themes", lambda peers: loading.chosen(peers, "themes")).get(page.pk, [])

    @strawberry.field(description="For whom it works.")
    def target_groups(self) -> list[TargetGroup]:
        page: Any = self
        return page.peers.once("target_groups", lambda peers: loading.chosen(peers, "target_groups")).get(page.pk, [])

    @strawberry.field(description="Where it is.")
    def addresses(self) -> list[Address]:
        page: Any = self
        load = page.peers.once(
            "addresses", lambda peers: loading.linked_rows(peers, organisation_models.OrganisationAddress)
        )
        return [Address(row=row) for row in load.get(page.pk, [])]

    @strawberry.field(description="Where it is found online.")
    def channels(self) -> list[Channel]:
        page: Any = self
        load = page.peers.once(
            "channels", lambda peers: loading.linked_rows(peers, organisation_models.OrganisationChannel)
        )
        return [Channel(row=row) for row in load.get(page.pk, [])]

    @strawberry.field(description="Whom to ask.")
    def contacts(self) -> list[Contact]:
        page: Any = self
        load = page.peers.once(
            "contacts", lambda peers: loading.linked_contacts(peers, organisation_models.OrganisationContact)
        )
        return load.get(page.pk, [])

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
        return nested_connection(
            self, "members", organisation_models.Membership.objects.public(), "member_of__translation_key",
            MEMBERSHIP_ORDER,
            Slice.asked(first, after), load_memberships,
        )  # fmt: skip

    @strawberry.field(description="Projects it manages, the latest first.")
    def projects(
        self,
        first: Annotated[int | None, strawberry.argument(description=FIRST_HELP)] = limits.PAGE_SIZE_DEFAULT,
        after: Annotated[Cursor | None, strawberry.argument(description=AFTER_HELP)] = None,
    ) -> Connection[Annotated["Project", strawberry.lazy("content_api.types.projects")]]:
        page: Any = self
        projects = organisation_models.ProjectPage.objects.best_of(page.peers.chain)
        return nested_connection(
            self, "projects", projects, "managing_organisation__translation_key", LATEST_PROJECTS,
            Slice.asked(first, after), loading.content_rows,
        )  # fmt: skip

    @strawberry.field(description="Bodies of others in which it is represented, past terms too.")
    def representations(self) -> list[Representation]:
        page: Any = self
        return page.peers.once("representations", _representations).get(page.translation_key, [])

    last_confirmed_on: date | None = strawberry.field(description="When it last confirmed that this is right.")


def _home_municipalities(peers: Peers) -> dict[int, Any]:
    keys = {row.home_municipality_id for row in peers.rows if row.home_municipality_id}
    rows = organisation_models.Area.objects.filter(pk__in=keys) if keys else []
    return {area.pk: area for area in loading.together(rows, peers.wish)}
