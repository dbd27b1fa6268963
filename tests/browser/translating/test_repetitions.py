"""A translator writes what the original says in three places once, and takes two of them back with one key."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser import editor


@pytest.mark.usefixtures("server")
def test_what_stands_in_several_places_is_written_once_and_taken_back(page: Page) -> None:
    headings = [("heading", {"text": "Lue lisää", "level": "2"})] * 3
    article = factories.article("Uutinen", ingress="Ingressi.", body=factories.stream(*headings))
    swedish = factories.translate(article, "sv", strings=0, live=False)
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    places = page.locator("[data-unit]").filter(has=page.locator("[data-source='Lue lisää']"))
    fields = places.get_by_role("textbox")
    label = "Text › Heading › Text"

    fields.nth(0).focus()
    page.keyboard.type("Läs")
    expect(places.nth(0).locator("[data-say]")).to_contain_text(
        f"Saved. Also filled in, as the original says the same there: {label}, {label}"
    )
    expect(fields.nth(2)).to_have_value("Läs")
    page.keyboard.type(" mer")
    page.keyboard.press("Control+Enter")
    # What is filled in does not wait any more: the next is the address.
    expect(page.get_by_label("Slug, Swedish")).to_be_focused()
    expect(fields.nth(1)).to_have_value("Läs mer")
    expect(fields.nth(2)).to_have_value("Läs mer")
    expect(places.nth(2).locator("[data-say]")).to_have_text(f"Filled in, as the original says the same in: {label}")
    expect(page.get_by_text("6 of 8 words")).to_be_visible()

    fields.nth(0).focus()
    page.keyboard.press("Alt+z")
    expect(fields.nth(1)).to_have_value("")
    expect(fields.nth(2)).to_have_value("")
    expect(page.get_by_text("2 of 8 words")).to_be_visible()
    # Nor is it filled in again.
    page.keyboard.press("End")
    page.keyboard.type(" här")
    page.keyboard.press("Control+Enter")
    expect(places.nth(0).locator("[data-say]")).to_have_text("Saved")
    page.reload()
    expect(fields.nth(0)).to_have_value("Läs mer här")
    expect(fields.nth(1)).to_have_value("")

    # Another visit fills in again; the button undoes it too.
    fields.nth(0).fill("Mer här")
    page.keyboard.press("Tab")
    expect(fields.nth(2)).to_have_value("Mer här")
    places.nth(0).get_by_role("button", name="Undo").click()
    expect(fields.nth(2)).to_have_value("")
    expect(fields.nth(0)).to_have_value("Mer här")
    expect(fields.nth(0)).to_be_focused()
