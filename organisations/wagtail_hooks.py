from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.core.admin.snippets import ReferenceDataPolicy
from organisations.admin.contributions import ContributionListing
from organisations.admin.cooperation.listings import (
    ActionPlanListing,
    MeetingListing,
    NetworkListing,
    WorkingGroupListing,
)
from organisations.admin.listings import OrganisationListing, PositionListing, ProjectListing
from organisations.admin.records import RecordsGroup
from organisations.admin.services.funding import FundingListing
from organisations.admin.services.training import TrainingListing
from organisations.admin.services.volunteering import VolunteeringListing
from organisations.admin.vocabulary import VocabularyGroup
from organisations.models import Area

register_permission_policy(Area, ReferenceDataPolicy(Area))
register_snippet(RecordsGroup)
register_snippet(VocabularyGroup)


@hooks.register("register_admin_viewset")
def lists_of_pages() -> list[Any]:
    return [
        OrganisationListing(),
        ProjectListing(),
        NetworkListing(),
        WorkingGroupListing(),
        MeetingListing(),
        ActionPlanListing(),
        PositionListing(),
        ContributionListing(),
        FundingListing(),
        TrainingListing(),
        VolunteeringListing(),
    ]
