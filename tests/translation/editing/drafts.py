"""Drafts as an editor has them."""

from typing import Any

from django.test import Client
from wagtail.models import Page

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
from tests import factories as make

LATER = "Mitä sen jälkeen kirjoitettiin."
MAKERS: dict[Any, Any] = {
    NewsArticlePage: make.article,
    EventPage: make.event,
    OrganisationPage: make.organisation,
    ProjectPage: make.project,
    AdvocacyPositionPage: make.position,
    ContributionPage: make.contribution,
    FundingSchemePage: make.funding,
    TrainingPage: make.training,
    VolunteerOpportunityPage: make.volunteering,
    NetworkPage: make.network,
    WorkingGroupPage: make.working_group,
    MeetingPage: make.meeting,
    ActionPlanPage: make.action_plan,
    ContentPage: make.content_page,
}


def edit_address(page: Any) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def latest_draft(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def assert_everything_answers(client: Client, page: Any) -> None:
    """Whatever looks at the draft answers."""
    for address in (edit_address(page), f"/admin/pages/{page.pk}/history/", f"/admin/pages/{page.pk}/view_draft/"):
        assert client.get(address).status_code == 200, address
    assert client.get(f"/admin/pages/{page.get_parent().pk}/").status_code == 200
    latest = page.revisions.order_by("-pk").first().pk
    compared = client.get(f"/admin/pages/{page.pk}/revisions/compare/earliest...{latest}/")
    assert compared.status_code == 200
    copy = latest_draft(page).copy(update_attrs={"slug": f"{page.slug}-kopio", "title": "Kopio"}, keep_live=False)
    assert client.get(edit_address(copy)).status_code == 200
