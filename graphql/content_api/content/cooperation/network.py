"""Networks."""

from typing import TYPE_CHECKING, Annotated, Any, Optional

import strawberry

from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import BY_NAME, column, related
from content_api.base.places import Channel, channels_of
from content_api.base.seo import described, describes
from content_api.base.vocabulary import Theme
from content_api.content.belonging import (
    NetworkChair,
    NetworkMember,
    chairs_of,
    members_of,
    with_members,
)
from content_api.content.declaring import children, content, entries_through, nested, stream
from content_api.content.organisation import Organisation
from content_api.lists.connections import Connection
from content_api.lists.filters import AreaFilter, criterion, linked
from content_api.lists.orders import orders_of
from content_api.streams.blocks import Block
from organisations.models import NetworkPage, WorkingGroupPage

if TYPE_CHECKING:
    from content_api.content.cooperation.working_group import WorkingGroup

NetworkOrder = orders_of(NetworkPage, "NetworkOrder", "Order of networks.")

IncludeFormer = Annotated[bool, strawberry.argument(description="Also who has left.")]


@strawberry.input(description="Which networks. What is left out or empty does not narrow the list.")
class NetworkFilter(AreaFilter):
    members: list[strawberry.ID] | None = criterion(
        with_members, "IDs of organisations that belong to it today; any of them."
    )
    coordinators: list[strawberry.ID] | None = linked(
        "coordinator", "IDs of organisations that coordinate it; any of them."
    )


@content(
    NetworkPage,
    order=NetworkOrder,
    filter=NetworkFilter,
    description="Organisations that work together, under somebody's coordination.",
)
class Network(Content):
    summary: str = column("Its purpose, in one or two sentences.")
    body: list[Block] = stream("The description in full.")
    founded_year: int | None = column("Year of foundation.")
    coordinator: Organisation | None = related("Who coordinates it.")
    parent: Optional["Network"] = related("The network of which it is part.", "parent_network")
    parent_organisation: Organisation | None = related(
        "The board or organisation under which it works, when that is in the directory."
    )

    @strawberry.field(description="Who belongs to it today, with their roles.")
    def members(self, include_former: IncludeFormer = False) -> list[NetworkMember]:
        page: Any = self
        found = page.batch.once("members", members_of).get(page.pk, [])
        return [member for row, member in found if row.is_current or (include_former and row.is_former)]

    @strawberry.field(description="Who chairs it and has chaired it, the latest year first.")
    def chairs(self) -> list[NetworkChair]:
        page: Any = self
        return page.batch.once("chairs", chairs_of).get(page.pk, [])

    networks: Connection["Network"] = nested(
        "Networks that are part of it, by title.", entries_through(NetworkPage, "parent_network")
    )
    working_groups: Connection[Annotated["WorkingGroup", BY_NAME]] = nested(
        "Its working groups, by title.", entries_through(WorkingGroupPage, "network")
    )
    areas: list[Area] = related("Where it works.")
    themes: list[Theme] = related("What it works on.")
    channels: list[Channel] = children("Where it is found online.", channels_of)
    contacts: list[Contact] = related("Whom to ask.")


@describes(NetworkPage, "founded_year")
def _describe(page: Any) -> dict[str, Any]:
    return described(page, "Organization", name=page.title, foundingDate=page.founded_year and str(page.founded_year))
