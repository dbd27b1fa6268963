"""The models of working together: networks and their working groups, with one module for each concern."""

from organisations.models.cooperation.groups import (
    WorkingGroupArea,
    WorkingGroupChannel,
    WorkingGroupContact,
    WorkingGroupIndexPage,
    WorkingGroupKind,
    WorkingGroupMember,
    WorkingGroupPage,
)
from organisations.models.cooperation.networks import (
    NetworkArea,
    NetworkChair,
    NetworkChannel,
    NetworkContact,
    NetworkIndexPage,
    NetworkMember,
    NetworkPage,
)

__all__ = [
    "NetworkArea",
    "NetworkChair",
    "NetworkChannel",
    "NetworkContact",
    "NetworkIndexPage",
    "NetworkMember",
    "NetworkPage",
    "WorkingGroupArea",
    "WorkingGroupChannel",
    "WorkingGroupContact",
    "WorkingGroupIndexPage",
    "WorkingGroupKind",
    "WorkingGroupMember",
    "WorkingGroupPage",
]
