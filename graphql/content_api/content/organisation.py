"""The directory of organisations."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from django.db.models import F, Q

from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import BY_NAME, column, label, related
from content_api.base.media import Image
from content_api.base.places import Address, Channel, addresses_of, channels_of
from content_api.base.seo import described, describes
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.belonging import networks_of
from content_api.content.bodies import Representation, readable_representations
from content_api.content.declaring import children, content, entries_through, nested, picture, stream
from content_api.content.ties import Membership, readable_memberships
from content_api.enums import OrganisationKind
from content_api.lists.conditions import areas_within, clean, groups_of
from content_api.lists.connections import Connection, Key
from content_api.lists.filters import AreaFilter, chosen, compared, criterion, spoken_in, ticked
from content_api.lists.nested import Nested
from content_api.lists.orders import orders_of
from content_api.reading import belonging, loading
from content_api.reading.loading import Batch
from content_api.reading.statements import Slot
from content_api.scalars import LanguageTag
from content_api.streams.blocks import Block
from news.models import EventPage
from organisations import models as organisation_models
from organisations.models import (
    ContributionPage,
    FundingSchemePage,
    OrganisationPage,
    ProjectPage,
    TrainingPage,
    VolunteerOpportunityPage,
    WorkingGroupPage,
)

if TYPE_CHECKING:
    from content_api.content.advocacy.contribution import Contribution
    from content_api.content.cooperation.network import Network
    from content_api.content.cooperation.working_group import WorkingGroup
    from content_api.content.event import Event
    from content_api.content.project import Project
    from content_api.content.services.funding_scheme import FundingScheme
    from content_api.content.services.training import Training
    from content_api.content.services.volunteer_opportunity import VolunteerOpportunity

OrganisationOrder = orders_of(
    OrganisationPage,
    "OrganisationOrder",
    "Order of organisations.",
    NAME_ASC="By name, in the language's own alphabet: in Finnish and Swedish å, ä, ö come after z.",
    LAST_CONFIRMED_DESC="Most recently confirmed first; never confirmed, last.",
)


def _member_of_any(model: Any, values: Sequence[str], argument: str, locales: Any) -> Q:
    current = organisation_models.Membership.objects.current()
    current = current.filter(member_of__translation_key__in=groups_of(values, "Organisation", argument))
    return Q(translation_key__in=current.values("member__translation_key"))


@strawberry.input(description="Which organisations. What is left out or empty does not narrow the list.")
class OrganisationFilter(AreaFilter):
    kinds: list[OrganisationKind] | None = chosen("kind", "Kinds of organisation; any of them.")
    target_groups: list[str] | None = ticked("target_groups", "Slugs of target groups; any of them.")
    serves_in: list[LanguageTag] | None = spoken_in("serves_in", "Languages in which people are served; any of them.")
    home_municipalities: list[str] | None = criterion(
        lambda model, codes, argument, locales: Q(home_municipality__in=areas_within(codes, argument)),
        "Keys of areas, written as in `areas`. Matches organisations whose home municipality is one of them or "
        "lies in one, such as a region.",
        is_kept=False,
    )
    member_of: list[strawberry.ID] | None = criterion(
        _member_of_any, "IDs of organisations it is a member of today; any of them."
    )
    business_id: str | None = criterion(
        lambda model, value, argument, locales: Q(business_id=clean(value, argument).strip()),
        "Finnish business ID, NNNNNNN-C.",
    )
    confirmed_after: date | None = compared("last_confirmed_on__gt", "Its facts were confirmed after this day.")


MEMBERS = Nested(
    organisation_models.Membership,
    lambda _: organisation_models.Membership.objects.public(),
    "member_of__translation_key",
    (Key("pk"),),
    readable_memberships,
)


def _tied(model: Any, end: str, order: tuple[str, ...]) -> Any:
    # What has no day comes last.
    columns = [F(name[1:]).desc(nulls_last=True) if name.startswith("-") else name for name in order]
    return model.objects.public().filter(**{f"{end}__translation_key__any_of": Slot("groups")}).order_by(*columns)


def _ties(
    batch: Batch, model: Any, end: str, readable: Callable[[list[Any]], list[Any]], *order: str
) -> dict[Any, list[Any]]:
    """Rows that tie the batch's groups at one end, by group."""
    rows = loading.reading(_tied, model, end, order).rows(model, groups=batch.groups())
    return belonging.grouped(readable(loading.together(rows, batch.locales)), f"{end}_key")


def _member_of(batch: Batch) -> dict[Any, list[Any]]:
    return _ties(batch, organisation_models.Membership, "member", readable_memberships, "pk")


def _representations(batch: Batch) -> dict[Any, list[Any]]:
    return _ties(
        batch, organisation_models.Representation, "organisation", readable_representations, "-starts_on", "pk"
    )


@content(
    OrganisationPage,
    order=OrganisationOrder,
    filter=OrganisationFilter,
    description="An organisation in the directory.",
)
class Organisation(Content):
    name: str = column("Name in the language served; the same as `title`.", "title")
    short_name: str | None = column("Short name or abbreviation.")
    kind: OrganisationKind = column("Its legal or administrative form, as filters take it.")
    kind_label: str = label("kind")
    business_id: str | None = column("Finnish business ID (Y-tunnus), NNNNNNN-C, check digit verified.")
    association_number: str | None = column("Number in the register of associations.")
    founded_year: int | None = column("Year of foundation.")
    summary: str = column("One or two sentences.")
    body: list[Block] = stream("The description in full.")
    logo: Image | None = picture("The picture it is known by, if there is one that may be shown.")
    home_municipality: Area | None = related("Municipality where it is registered.")
    areas: list[Area] = related("Where it works.")
    serves_in: list[LanguageTag] = column("Languages in which it serves people.")
    themes: list[Theme] = related("What it works on.")
    target_groups: list[TargetGroup] = related("For whom it works.")
    addresses: list[Address] = children("Where it is.", addresses_of)
    channels: list[Channel] = children("Where it is found online.", channels_of)
    contacts: list[Contact] = related("Whom to ask.")

    @strawberry.field(description="Its memberships, past ones too.")
    def member_of(self) -> list[Membership]:
        page: Any = self
        return page.batch.once("member_of", _member_of).get(page.translation_key, [])

    members: Connection[Membership] = nested("Memberships of others in it, past ones too.", MEMBERS)
    projects: Connection[Annotated["Project", BY_NAME]] = nested(
        "Projects it manages, the latest first.", entries_through(ProjectPage, "managing_organisation")
    )
    events: Connection[Annotated["Event", BY_NAME]] = nested(
        "Events it organises, what starts first, first.", entries_through(EventPage, "organisers__organisation")
    )

    contributions: Connection[Annotated["Contribution", BY_NAME]] = nested(
        "Contributions it made, the latest first.", entries_through(ContributionPage, "made_by__organisation")
    )
    commissioned_contributions: Connection[Annotated["Contribution", BY_NAME]] = nested(
        "Contributions it commissioned, the latest first.",
        entries_through(ContributionPage, "commissioned_by__organisation"),
    )
    trainings: Connection[Annotated["Training", BY_NAME]] = nested(
        "Trainings it arranges, by title.", entries_through(TrainingPage, "organisers__organisation")
    )
    volunteer_opportunities: Connection[Annotated["VolunteerOpportunity", BY_NAME]] = nested(
        "What it looks for volunteers for, by title.", entries_through(VolunteerOpportunityPage, "organisation")
    )
    funding_schemes: Connection[Annotated["FundingScheme", BY_NAME]] = nested(
        "What it supports others with, by title.", entries_through(FundingSchemePage, "funder")
    )

    @strawberry.field(description="Networks that it belongs to today or coordinates, by title.")
    def networks(self) -> list[Annotated["Network", BY_NAME]]:
        page: Any = self
        return page.batch.once("networks", networks_of).get(page.translation_key, [])

    working_groups: Connection[Annotated["WorkingGroup", BY_NAME]] = nested(
        "Its working groups, by title.", entries_through(WorkingGroupPage, "organisation")
    )

    @strawberry.field(description="Bodies of others in which it is represented, past terms too.")
    def representations(self) -> list[Representation]:
        page: Any = self
        return page.batch.once("representations", _representations).get(page.translation_key, [])

    last_confirmed_on: date | None = column("When it last confirmed that this is right.")


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
