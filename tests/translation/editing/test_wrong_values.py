"""A draft may hold what is wrong, as it was typed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from wagtail.models import Page

from cms.translation.editing.problems import PublishingRefused
from news.models import EventPage, NewsArticlePage
from organisations.models import (
    ActionPlanPage,
    AdvocacyPositionPage,
    MeetingPage,
    NetworkPage,
    OrganisationPage,
    ProjectPage,
    WorkingGroupPage,
)
from tests import factories as make
from tests.admin import signed_in
from tests.page_editor import changed, save, shown
from tests.translation.editing.drafts import LATER, MAKERS, assert_everything_answers, edit_address, latest_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in("Communicators")


LONG = "x" * 1200
WRONG: list[tuple[Any, dict[str, str]]] = [
    (NewsArticlePage, {"title": "x" * 300, "ingress": LONG, "date": "31.2.", "slug": "x" * 300, "go_live_at": "pian"}),
    (NewsArticlePage, {"title": "", "slug": "ei käy/näin", "date": "", "ingress": ""}),
    (OrganisationPage, {"business_id": "1234567-8", "founded_year": "abc", "home_municipality": "999999"}),
    (OrganisationPage, {"business_id": "1234567-89", "short_name": LONG, "summary": "", "founded_year": "3000"}),
    (ProjectPage, {"newsletter_url": "htt", "ends_on": "kesällä", "slogan": LONG}),
    (AdvocacyPositionPage, {"adopted_on": "", "kind": "?"}),
    (AdvocacyPositionPage, {"adopted_on": "2026-1", "valid_until": "pian"}),
    (NetworkPage, {"founded_year": "1899", "coordinator": "999999"}),
    (WorkingGroupPage, {"kind": "?", "network": "", "summary": ""}),
    (ActionPlanPage, {"starts_on": "2015-02-29", "working_group": "", "summary": ""}),
    (EventPage, {"starts_at": "kesällä"}),
    (MeetingPage, {"starts_at": "kesällä", "working_group": "999999"}),
]


def _shows(data: QueryDict, typed: dict[str, str]) -> None:
    # What was chosen and is gone cannot be shown.
    expected = {name: value for name, value in typed.items() if value not in {"999999", "?"}}
    assert {name: data.get(name, "") for name in expected} == expected


@pytest.mark.parametrize("live", [True, False], ids=["live", "new"])
@pytest.mark.parametrize(("model", "typed"), WRONG)
def test_wrong_values_are_kept_in_a_draft_and_stop_publishing(
    client: Client, model: Any, typed: dict[str, str], live: bool
) -> None:
    page = MAKERS[model](live=live)
    data = changed(shown(client, edit_address(page)), {**typed, "seo_title": LATER})

    assert save(client, edit_address(page), data, by_itself=True).status_code == 200

    assert latest_draft(page).seo_title == LATER
    again = shown(client, edit_address(page))
    assert again["seo_title"] == LATER
    _shows(again, typed)
    assert_everything_answers(client, page)
    response = save(client, edit_address(page), changed(again, typed), publish=True)
    assert response.status_code == 200
    problems = BeautifulSoup(response.content, "html.parser").select("[data-problems] a[data-problem]")
    assert {str(link["href"]) for link in problems} == {f"#id_{name}" for name in typed}
    with pytest.raises(PublishingRefused) as caught:
        latest_draft(page).get_latest_revision().publish()
    assert {problem.anchor for problem in caught.value.problems} == {f"id_{name}" for name in typed}
    assert Page.objects.get(pk=page.pk).live == live


@pytest.mark.parametrize("by_itself", [True, False], ids=["autosave", "save"])
@pytest.mark.parametrize(("model", "typed"), WRONG)
def test_a_page_is_begun_with_wrong_values(client: Client, model: Any, typed: dict[str, str], by_itself: bool) -> None:
    parent = MAKERS[model]().get_parent()
    address = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"
    data = changed(shown(client, address), {"title": "Alku", "slug": "alku", "seo_title": LATER, **typed})

    response = save(client, address, data, by_itself=by_itself)

    assert response.status_code == (200 if by_itself else 302), response.content
    page = model.objects.get(live=False)
    assert page.title
    assert page.slug
    assert page.seo_title == LATER
    _shows(shown(client, edit_address(page)), typed)


def test_what_was_typed_goes_on_being_typed(client: Client) -> None:
    """A row saved by itself again and again is one row, and is saved for good when it is right."""
    organisation = make.organisation()
    page = make.project(live=False)
    data = changed(
        shown(client, edit_address(page)),
        {"partners-TOTAL_FORMS": "1", "partners-0-organisation": "", "partners-0-role_fi": "Kumppani",
         "partners-0-ORDER": "1", "partners-0-DELETE": "", "partners-0-id": ""},
    )  # fmt: skip
    for _ in range(2):
        answer = save(client, edit_address(page), data, by_itself=True).json()
        data = changed(data, {**answer["field_updates"], "overwrite_revision_id": str(answer["revision_id"])})
    assert latest_draft(page).partners.count() == 0
    assert shown(client, edit_address(page))["partners-0-role_fi"] == "Kumppani"

    data = changed(data, {"partners-0-organisation": str(organisation.pk)})
    assert save(client, edit_address(page), data, publish=True).status_code == 302

    [partner] = ProjectPage.objects.get(pk=page.pk).partners.all()
    assert (partner.organisation, partner.role) == (organisation, {"fi": "Kumppani"})
    assert not latest_draft(page).unfinished


def test_unfinished_rows_keep_their_places(client: Client) -> None:
    first, third = make.organisation("Ensimmäinen"), make.organisation("Kolmas")
    page = make.project(live=False)
    rows = [(first.pk, "1"), ("", "2"), (third.pk, "3")]
    data = changed(shown(client, edit_address(page)), {"partners-TOTAL_FORMS": "3"})
    for index, (organisation, role) in enumerate(rows):
        names = {"organisation": organisation, "role_fi": role, "ORDER": index + 1, "DELETE": "", "id": ""}
        data = changed(data, {f"partners-{index}-{name}": str(value) for name, value in names.items()})

    save(client, edit_address(page), data)

    again = client.get(edit_address(page)).context["form"].formsets["partners"]
    assert [str(form.initial["role"]["fi"]) for form in again.forms] == ["1", "2", "3"]
