"""The facts of a page as the readable page shows them: each has a label, and values that may be links."""

from collections.abc import Callable
from typing import Any

from django.utils.text import capfirst

from cms.core.text.reading import public_rows
from home.page_facts import advocacy, cooperation, directory, news, services
from home.page_facts.values import Fact, Facts
from news.models import EventPage, NewsArticlePage
from organisations.models import (
    ActionPlanPage,
    AdvocacyPositionPage,
    ContributionPage,
    FundingSchemePage,
    MeetingPage,
    NetworkPage,
    OrganisationPage,
    ProjectPage,
    TrainingPage,
    VolunteerOpportunityPage,
    WorkingGroupPage,
)

_FACTS: dict[type[Any], Callable[[Any, str], Facts]] = {
    NewsArticlePage: news.article,
    EventPage: news.event,
    OrganisationPage: directory.organisation,
    ProjectPage: directory.project,
    NetworkPage: cooperation.network,
    WorkingGroupPage: cooperation.working_group,
    MeetingPage: cooperation.meeting,
    ActionPlanPage: cooperation.action_plan,
    AdvocacyPositionPage: advocacy.position,
    ContributionPage: advocacy.contribution,
    FundingSchemePage: services.funding,
    TrainingPage: services.training,
    VolunteerOpportunityPage: services.volunteering,
}


def facts_of(page: Any) -> list[Fact]:
    """Returns the facts that the page has, with labels in the active language."""
    found = _FACTS.get(type(page))
    if found is None:
        return []
    return [Fact(capfirst(label), values) for label, values in found(page, page.locale.language_code) if values]


def contacts_of(page: Any) -> list[Any]:
    """Returns the page's contacts that readers may see."""
    return public_rows(row.contact for row in page.contacts.all()) if hasattr(page, "contacts") else []
