"""The models of what is done for members and others: funding schemes, with one module for each concern."""

from organisations.models.services.funding import (
    ApplicationRound,
    FundingArea,
    FundingContact,
    FundingIndexPage,
    FundingSchemePage,
)

__all__ = [
    "ApplicationRound",
    "FundingArea",
    "FundingContact",
    "FundingIndexPage",
    "FundingSchemePage",
]
