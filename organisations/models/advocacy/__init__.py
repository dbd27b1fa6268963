"""The models of what organisations stand for among others, with one module for each concern."""

from organisations.models.advocacy.bodies import Body, BodyTerm, Representation, RepresentationRole
from organisations.models.advocacy.contributions import (
    ContributionArea,
    ContributionCommissioner,
    ContributionIndexPage,
    ContributionKind,
    ContributionMaker,
    ContributionPage,
    ContributionProject,
)
from organisations.models.advocacy.positions import (
    AdvocacyIndexPage,
    AdvocacyKind,
    AdvocacyPositionPage,
    PositionAddressee,
    PositionAttachment,
    PositionEndorsement,
)

__all__ = [
    "AdvocacyIndexPage",
    "AdvocacyKind",
    "AdvocacyPositionPage",
    "Body",
    "BodyTerm",
    "ContributionArea",
    "ContributionCommissioner",
    "ContributionIndexPage",
    "ContributionKind",
    "ContributionMaker",
    "ContributionPage",
    "ContributionProject",
    "PositionAddressee",
    "PositionAttachment",
    "PositionEndorsement",
    "Representation",
    "RepresentationRole",
]
