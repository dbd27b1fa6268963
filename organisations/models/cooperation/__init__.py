"""The models of working together: networks, working groups, meetings and plans, with one module for each concern."""

from organisations.models.cooperation.groups import (
    WorkingGroupArea,
    WorkingGroupChannel,
    WorkingGroupContact,
    WorkingGroupIndexPage,
    WorkingGroupKind,
    WorkingGroupMember,
    WorkingGroupPage,
)
from organisations.models.cooperation.meetings import (
    MeetingDocument,
    MeetingHost,
    MeetingIndexPage,
    MeetingPage,
    NextMeeting,
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
from organisations.models.cooperation.plans import ActionPlanIndexPage, ActionPlanPage

__all__ = [
    "ActionPlanIndexPage",
    "ActionPlanPage",
    "MeetingDocument",
    "MeetingHost",
    "MeetingIndexPage",
    "MeetingPage",
    "NetworkArea",
    "NetworkChair",
    "NetworkChannel",
    "NetworkContact",
    "NetworkIndexPage",
    "NetworkMember",
    "NetworkPage",
    "NextMeeting",
    "WorkingGroupArea",
    "WorkingGroupChannel",
    "WorkingGroupContact",
    "WorkingGroupIndexPage",
    "WorkingGroupKind",
    "WorkingGroupMember",
    "WorkingGroupPage",
]
