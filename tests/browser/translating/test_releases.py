"""An editor plans a release on its form, looks how far it is, and lets it go out."""

import pytest
from playwright.sync_api import Page, expect

from cms.translation.models import Release
from cms.translation.releases import drafts
from tests import factories
from tests.browser import editor
from tests.translation.releases.planned import live


@pytest.mark.usefixtures("server")
def test_a_release_is_planned_looked_at_and_published(page: Page) -> None:
    article = factories.article("Kevään kampanja alkaa", live=False)
    drafts.give(article, None)
    factories.translate(article, "sv", strings=1, live=False)
    editor.sign_in(page, "editor", "Communicators")

    editor.open_menu(page, "Releases")
    expect(page.get_by_text("No release yet")).to_be_visible()
    page.get_by_role("link", name="Plan the first one.").click()
    page.get_by_role("textbox", name="Name").fill("Kevät")
    page.get_by_role("textbox", name="Goes out at").fill("2030-03-01 09:00")
    page.keyboard.press("Escape")
    page.locator("[name=must_be_ready]").and_(page.get_by_label("Swedish")).check()
    page.get_by_role("button", name="Add page").click()
    page.get_by_role("button", name="Choose a page").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Search").fill("Kevään")
    dialog.get_by_role("link", name="Kevään kampanja alkaa", exact=True).click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Create").click()

    expect(page.get_by_role("heading", name="Kevään kampanja alkaa")).to_be_visible()
    expect(page.get_by_text("1 text is not ready yet")).to_be_visible()
    swedish = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Swedish"))
    expect(swedish.last).to_contain_text("Not ready")
    expect(swedish.last).to_contain_text("1 of 2 texts is not translated yet.")
    page.get_by_text("Publish now…").click()
    page.get_by_role("button", name="Publish everything now").click()
    expect(page.get_by_text("“Kevään kampanja alkaa” (Swedish): 1 of 2 texts is not translated yet.")).to_be_visible()
    assert live(article) == {"fi": False, "sv": False}

    factories.translate(article, "sv", live=False)
    page.reload()
    expect(page.get_by_text("Everything that must be ready is ready.")).to_be_visible()
    page.get_by_text("Publish now…").click()
    page.get_by_role("button", name="Publish everything now").click()
    expect(page.get_by_text("“Kevät” is out: readers get it now.")).to_be_visible()
    expect(page.get_by_text("It went out on")).to_be_visible()
    assert live(article) == {"fi": True, "sv": True}
    assert Release.objects.get().state == "out"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
