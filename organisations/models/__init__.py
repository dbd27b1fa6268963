"""The models of the directory and of what belongs to it, with one module for each concern."""

from organisations.models.advocacy import (
    AdvocacyIndexPage,
    AdvocacyKind,
    AdvocacyPositionPage,
    PositionAddressee,
    PositionAttachment,
    PositionEndorsement,
)
from organisations.models.areas import Area, AreaKind, UnknownArea
from organisations.models.contacts import Contact
from organisations.models.key_figures import KeyFigure
from organisations.models.organisation import (
    OrganisationAddress,
    OrganisationArea,
    OrganisationChannel,
    OrganisationContact,
    OrganisationIndexPage,
    OrganisationKind,
    OrganisationPage,
)
from organisations.models.places import AddressMixin, ChannelKind, ChannelMixin, PlaceMixin
from organisations.models.project import (
    Programme,
    ProjectAddress,
    ProjectArea,
    ProjectChannel,
    ProjectContact,
    ProjectFunder,
    ProjectIndexPage,
    ProjectPage,
    ProjectPartner,
    ProjectResultDocument,
    ProjectStatus,
)
from organisations.models.relations import Membership, Representation, RepresentationRole
from organisations.models.services import (
    ApplicationRound,
    FundingArea,
    FundingContact,
    FundingIndexPage,
    FundingSchemePage,
    VolunteeringArea,
    VolunteeringContact,
    VolunteeringIndexPage,
    VolunteerOpportunityPage,
)
from organisations.models.vocabulary import TargetGroup, Theme

__all__ = [
    "AddressMixin",
    "AdvocacyIndexPage",
    "AdvocacyKind",
    "AdvocacyPositionPage",
    "ApplicationRound",
    "Area",
    "AreaKind",
    "ChannelKind",
    "ChannelMixin",
    "Contact",
    "FundingArea",
    "FundingContact",
    "FundingIndexPage",
    "FundingSchemePage",
    "KeyFigure",
    "Membership",
    "OrganisationAddress",
    "OrganisationArea",
    "OrganisationChannel",
    "OrganisationContact",
    "OrganisationIndexPage",
    "OrganisationKind",
    "OrganisationPage",
    "PlaceMixin",
    "PositionAddressee",
    "PositionAttachment",
    "PositionEndorsement",
    "Programme",
    "ProjectAddress",
    "ProjectArea",
    "ProjectChannel",
    "ProjectContact",
    "ProjectFunder",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectResultDocument",
    "ProjectStatus",
    "Representation",
    "RepresentationRole",
    "TargetGroup",
    "Theme",
    "UnknownArea",
    "VolunteerOpportunityPage",
    "VolunteeringArea",
    "VolunteeringContact",
    "VolunteeringIndexPage",
]
