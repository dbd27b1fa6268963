"""Action plans."""

from datetime import date
from typing import Any

import strawberry

from cms.core.languages import canonical
from content_api.base.content import Content
from content_api.base.fields import column, related
from content_api.base.seo import described, describes
from content_api.base.vocabulary import Theme
from content_api.content.cooperation.goals import Goal, goals_of
from content_api.content.cooperation.network import Network
from content_api.content.cooperation.working_group import WorkingGroup
from content_api.content.declaring import content, stream
from content_api.content.organisation import Organisation
from content_api.lists.filters import ContentFilter, criterion, linked
from content_api.lists.orders import orders_of
from content_api.reading.stored_streams import STORED
from content_api.streams.blocks import Block
from engine.selection import needs
from organisations.models import ActionPlanPage
from organisations.models.times import rows_of_day

ActionPlanOrder = orders_of(
    ActionPlanPage,
    "ActionPlanOrder",
    "Order of action plans.",
    STARTS_ON_DESC="Latest start first; without one, last.",
    STARTS_ON_ASC="Earliest start first; without one, last.",
)


@strawberry.input(description="Which action plans. What is left out or empty does not narrow the list.")
class ActionPlanFilter(ContentFilter):
    working_groups: list[strawberry.ID] | None = linked(
        "working_group", "IDs of working groups whose plan it is; any of them."
    )
    networks: list[strawberry.ID] | None = linked("network", "IDs of networks whose plan it is; any of them.")
    organisations: list[strawberry.ID] | None = linked(
        "organisation", "IDs of organisations whose plan it is; any of them."
    )
    running_on: date | None = criterion(
        lambda model, day, argument, locales: rows_of_day(day, "starts_on", "ends_on"), "This day is in its period."
    )


@content(
    ActionPlanPage,
    order=ActionPlanOrder,
    filter=ActionPlanFilter,
    description="What a working group, a network or an organisation is going to do: goals, measures, who and when.",
)
class ActionPlan(Content):
    summary: str = column("One or two sentences for lists and previews.")
    starts_on: date | None = column("First day.")
    ends_on: date | None = column("Last day.")
    working_group: WorkingGroup | None = related("The working group whose plan it is.")
    network: Network | None = related("The network whose plan it is.")
    organisation: Organisation | None = related("The organisation whose plan it is.")

    @strawberry.field(description="Its goals, in their order.", metadata=needs(f"{STORED}goals"))
    def goals(self) -> list[Goal]:
        return goals_of(self)

    body: list[Block] = stream("The description in full.")
    themes: list[Theme] = related("What it is about.")


@describes(ActionPlanPage, "starts_on", "ends_on")
def _describe(page: Any) -> dict[str, Any]:
    period = "/".join(day.isoformat() if day else ".." for day in (page.starts_on, page.ends_on))
    return described(
        page,
        "CreativeWork",
        name=page.title,
        temporalCoverage=period if page.starts_on or page.ends_on else None,
        inLanguage=canonical(page.locale_tag),
    )
