"""Working groups."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import BY_NAME, column, label, related
from content_api.base.places import Channel, channels_of
from content_api.base.seo import described, describes
from content_api.base.vocabulary import Theme
from content_api.content.cooperation.network import Network
from content_api.content.declaring import children, content, entries_through, nested, stream
from content_api.content.organisation import Organisation
from content_api.content.project import Project
from content_api.enums import WorkingGroupKind
from content_api.lists.connections import Connection
from content_api.lists.filters import AreaFilter, chosen, linked
from content_api.lists.orders import orders_of
from content_api.streams.blocks import Block
from organisations.models import ActionPlanPage, MeetingPage, WorkingGroupPage

if TYPE_CHECKING:
    from content_api.content.cooperation.action_plan import ActionPlan
    from content_api.content.cooperation.meeting import Meeting

WorkingGroupOrder = orders_of(WorkingGroupPage, "WorkingGroupOrder", "Order of working groups.")


@strawberry.input(description="Which working groups. What is left out or empty does not narrow the list.")
class WorkingGroupFilter(AreaFilter):
    kinds: list[WorkingGroupKind] | None = chosen("kind", "Kinds of working group; any of them.")
    networks: list[strawberry.ID] | None = linked("network", "IDs of networks it belongs to; any of them.")
    projects: list[strawberry.ID] | None = linked("project", "IDs of projects it belongs to; any of them.")
    organisations: list[strawberry.ID] | None = linked(
        "organisation", "IDs of organisations it belongs to; any of them."
    )


@content(
    WorkingGroupPage,
    order=WorkingGroupOrder,
    filter=WorkingGroupFilter,
    description="A working group of a network, a project or an organisation.",
)
class WorkingGroup(Content):
    kind: WorkingGroupKind = column("Whether a region or a theme brings it together.")
    kind_label: str = label("kind")
    summary: str = column("Its purpose, in one or two sentences.")
    body: list[Block] = stream("The description in full.")
    network: Network | None = related("The network it belongs to.")
    project: Project | None = related("The project it belongs to.")
    organisation: Organisation | None = related("The organisation it belongs to.")
    chair: Organisation | None = related("Who chairs it.")
    members: list[Organisation] = related("Who takes part.")
    meetings: Connection[Annotated["Meeting", BY_NAME]] = nested(
        "Its meetings, the latest first.", entries_through(MeetingPage, "working_group")
    )
    action_plans: Connection[Annotated["ActionPlan", BY_NAME]] = nested(
        "Its action plans, the latest first.", entries_through(ActionPlanPage, "working_group")
    )
    areas: list[Area] = related("Where it works.")
    themes: list[Theme] = related("What it works on.")
    channels: list[Channel] = children("Where it is found online.", channels_of)
    contacts: list[Contact] = related("Whom to ask.")


@describes(WorkingGroupPage)
def _describe(page: Any) -> dict[str, Any]:
    return described(page, "Organization", name=page.title)
