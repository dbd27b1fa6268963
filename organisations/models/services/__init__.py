"""The models of what is done for members and volunteers, with one module for each concern."""

from organisations.models.services.funding import (
    ApplicationRound,
    FundingArea,
    FundingContact,
    FundingIndexPage,
    FundingSchemePage,
)
from organisations.models.services.training import (
    TrainingArea,
    TrainingContact,
    TrainingEvent,
    TrainingIndexPage,
    TrainingOrganiser,
    TrainingPage,
)
from organisations.models.services.volunteering import (
    VolunteeringArea,
    VolunteeringContact,
    VolunteeringIndexPage,
    VolunteerOpportunityPage,
)

__all__ = [
    "ApplicationRound",
    "FundingArea",
    "FundingContact",
    "FundingIndexPage",
    "FundingSchemePage",
    "TrainingArea",
    "TrainingContact",
    "TrainingEvent",
    "TrainingIndexPage",
    "TrainingOrganiser",
    "TrainingPage",
    "VolunteerOpportunityPage",
    "VolunteeringArea",
    "VolunteeringContact",
    "VolunteeringIndexPage",
]
