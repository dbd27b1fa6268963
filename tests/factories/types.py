"""A valid published page of each type."""

from typing import Any

from home.models import ContentPage
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
from tests.factories.trees import number, page


def article(title: str = "", **fields: Any) -> NewsArticlePage:
    made: NewsArticlePage = page(NewsArticlePage, title or f"Uutinen {number()}", **fields)
    return made


def event(title: str = "", **fields: Any) -> EventPage:
    made: EventPage = page(EventPage, title or f"Tapahtuma {number()}", **fields)
    return made


def organisation(title: str = "", **fields: Any) -> OrganisationPage:
    made: OrganisationPage = page(OrganisationPage, title or f"Yhdistys {number()}", **fields)
    return made


def project(title: str = "", **fields: Any) -> ProjectPage:
    made: ProjectPage = page(ProjectPage, title or f"Hanke {number()}", **fields)
    return made


def network(title: str = "", **fields: Any) -> NetworkPage:
    made: NetworkPage = page(NetworkPage, title or f"Verkosto {number()}", **fields)
    return made


def working_group(title: str = "", **fields: Any) -> WorkingGroupPage:
    made: WorkingGroupPage = page(WorkingGroupPage, title or f"Työryhmä {number()}", **fields)
    return made


def action_plan(title: str = "", **fields: Any) -> ActionPlanPage:
    made: ActionPlanPage = page(ActionPlanPage, title or f"Suunnitelma {number()}", **fields)
    return made


def meeting(title: str = "", **fields: Any) -> MeetingPage:
    made: MeetingPage = page(MeetingPage, title or f"Kokous {number()}", **fields)
    return made


def position(title: str = "", **fields: Any) -> AdvocacyPositionPage:
    made: AdvocacyPositionPage = page(AdvocacyPositionPage, title or f"Kannanotto {number()}", **fields)
    return made


def contribution(title: str = "", **fields: Any) -> ContributionPage:
    made: ContributionPage = page(ContributionPage, title or f"Selvitys {number()}", **fields)
    return made


def funding(title: str = "", **fields: Any) -> FundingSchemePage:
    made: FundingSchemePage = page(FundingSchemePage, title or f"Avustus {number()}", **fields)
    return made


def training(title: str = "", **fields: Any) -> TrainingPage:
    made: TrainingPage = page(TrainingPage, title or f"Koulutus {number()}", **fields)
    return made


def volunteering(title: str = "", **fields: Any) -> VolunteerOpportunityPage:
    made: VolunteerOpportunityPage = page(VolunteerOpportunityPage, title or f"Tehtävä {number()}", **fields)
    return made


def content_page(title: str = "", **fields: Any) -> ContentPage:
    made: ContentPage = page(ContentPage, title or f"Sivu {number()}", **fields)
    return made
