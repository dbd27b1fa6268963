"""A coordinator gives pages to a translator, who finds them at her desk."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser import editor


@pytest.mark.usefixtures("server")
def test_pages_that_were_ticked_are_given_with_a_day(page: Page) -> None:
    anna = factories.user("anna", "Translators: sv", first_name="Anna")
    for title in ("Ensimmäinen uutinen", "Toinen uutinen", "Kolmas uutinen"):
        factories.article(title)
    editor.sign_in(page, "coordinator", "Communicators")
    page.goto("/admin/translations/sv/")

    page.get_by_role("button", name="Give to somebody…").click()
    expect(page.get_by_text("Choose pages first")).to_be_visible()
    page.get_by_label("Choose Ensimmäinen uutinen").check()
    page.get_by_label("Choose Kolmas uutinen").check()
    page.get_by_role("button", name="Give to somebody…").click()
    page.get_by_label("Given to").select_option(str(anna.pk))
    page.get_by_label("To be done by").fill("2099-03-05")
    # The calendar closes when the field is left.
    calendar = page.locator(".xdsoft_datetimepicker").filter(visible=True)
    expect(calendar).to_have_count(1)
    page.get_by_label("To be done by").press("Tab")
    expect(calendar).to_have_count(0)
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("2 pages are given to Anna.")).to_be_visible()
    for title, given in (("Ensimmäinen", True), ("Toinen", False), ("Kolmas", True)):
        row = page.get_by_role("row").filter(has_text=f"{title} uutinen")
        expect(row.get_by_text("Anna")).to_have_count(int(given))
        expect(row.get_by_text("by 03/05/2099")).to_have_count(int(given))
