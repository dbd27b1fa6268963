"""What is wrong is said where it was typed, and nothing of it is saved."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Revision

from organisations.models import OrganisationPage, ProjectPage
from tests import factories
from tests.browser import editor

pytestmark = pytest.mark.usefixtures("server")


def test_a_wrong_business_id(page: Page) -> None:
    factories.organisation("HyTe ry")
    editor.sign_in(page, "communicator", "Communicators")
    editor.open_menu(page, "Organisations")
    page.get_by_role("link", name="Add organisation").click()
    # First, as the editor saves by itself whatever is in order.
    editor.open_tab(page, "Facts")
    editor.field(page, "business_id").fill("1234567-8")
    editor.open_tab(page, "Text")
    editor.field(page, "title").fill("Väärä ry")
    editor.field(page, "summary").fill("Lyhyesti.")
    editor.publish(page)
    expect(editor.messages(page)).to_contain_text("could not be created due to validation errors")
    page.get_by_role("link", name="Business ID: The check digit").click()
    expect(editor.errors(page, "Business ID")).to_have_text(
        "The check digit of the business ID 1234567-8 is wrong: look for a typing error."
    )
    assert [page.title for page in OrganisationPage.objects.all()] == ["HyTe ry"]


def test_a_project_that_ends_before_it_starts(page: Page) -> None:
    project = factories.project("Sakke", starts_on=date(2019, 12, 31))
    revisions = Revision.objects.count()
    editor.sign_in(page, "communicator", "Communicators")
    editor.open_menu(page, "Projects")
    page.get_by_role("link", name="Sakke", exact=True).click()
    editor.open_tab(page, "Facts")
    editor.field(page, "ends_on").fill("2017-03-01")
    editor.publish(page)
    expect(editor.messages(page)).to_contain_text("could not be saved due to validation errors")
    page.get_by_role("link", name="Ends on: The end is before the start.").click()
    expect(editor.errors(page, "Ends on")).to_have_text("The end is before the start.")
    assert ProjectPage.objects.get(pk=project.pk).ends_on is None
    assert Revision.objects.count() == revisions


def test_a_translator_is_sent_away_from_another_language(page: Page) -> None:
    article = factories.article()
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    expect(page).to_have_url("/admin/")
    expect(editor.messages(page)).to_contain_text("you do not have permission")
    expect(page.get_by_role("heading", name=article.title)).to_have_count(0)
