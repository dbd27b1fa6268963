"""A translator looks at what a text was before and takes it back, by the mouse and by the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser import editor


@pytest.mark.usefixtures("server")
def test_an_earlier_translation_is_taken_back(page: Page) -> None:
    article = factories.article("Verkosto kutsuu", ingress="Tule mukaan.")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    unit = page.locator("[data-unit]").filter(has=page.locator("[data-source='Tule mukaan.']"))
    field, said = unit.get_by_role("textbox"), unit.locator("[data-say]")
    history = unit.get_by_role("list", name="What this text was before")

    unit.get_by_role("button", name="History").click()
    expect(unit).to_contain_text("Nothing was saved of this text yet.")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    for words in ("Kom med.", "Följ med oss."):
        field.fill(words)
        page.keyboard.press("Control+Enter")
        expect(said).to_have_text("Saved")
    # What is typed and not saved yet stays too.
    field.fill("Häng på.")
    page.keyboard.press("Alt+h")
    expect(history.get_by_role("listitem")).to_contain_text(["Häng på.", "Följ med oss.", "Kom med."])
    expect(history.get_by_role("listitem").first).to_contain_text("translator · Person · now")
    expect(history.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Kom med.")
    expect(field).to_be_focused()
    expect(history).to_be_hidden()
    expect(said).to_have_text("Saved")

    page.reload()
    expect(field).to_have_value("Kom med.")
    page.set_viewport_size({"width": 390, "height": 844})
    unit.get_by_role("button", name="History").click()
    expect(history.get_by_role("listitem")).to_contain_text(["Kom med.", "Häng på.", "Följ med oss.", "Kom med."])
    # The earlier of the two that say the same is what it says now as well.
    expect(history.get_by_role("button", name="Take this back")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.usefixtures("server")
def test_what_another_has_written_meanwhile_is_seen_before_an_earlier_one_is_taken(page: Page) -> None:
    article = factories.article("Verkosto kutsuu", ingress="Tule mukaan.")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    editor.sign_in(page, "translator", "Translators: sv")
    address = f"/admin/pages/{swedish.pk}/edit/"
    page.goto(address)
    unit = page.locator("[data-unit]").filter(has=page.locator("[data-source='Tule mukaan.']"))
    for words in ("Kom med.", "Följ med oss."):
        unit.get_by_role("textbox").fill(words)
        page.keyboard.press("Control+Enter")
        expect(unit.locator("[data-say]")).to_have_text("Saved")
    unit.get_by_role("button", name="History").click()
    other = page.context.new_page()
    other.goto(address)
    theirs = other.locator(f"#{unit.get_attribute('id')}")
    theirs.get_by_role("textbox").fill("Anna var här.")
    other.keyboard.press("Control+Enter")
    expect(theirs.locator("[data-say]")).to_have_text("Saved")

    unit.get_by_role("button", name="Take this back").click()

    expect(unit.locator("[data-say]")).to_contain_text("Somebody else has written meanwhile: Anna var här.")
    expect(unit.get_by_role("textbox")).to_have_value("Kom med.")
