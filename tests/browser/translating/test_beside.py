"""The page beside its texts: as it will look, at the text that is written, and only when somebody wants to see it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser import editor

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The previews that were asked for, of a page whose screen is open on a wide screen."""
    headings = [("heading", {"text": "Lue lisää", "level": "2"})] * 2
    paragraphs = [("paragraph", f"<p>{'Pitkä teksti. ' * 40}</p>")] * 3
    body = factories.stream(*paragraphs, *headings)
    article: Any = factories.article("Uutinen", ingress="Tule mukaan.", body=body)
    swedish = factories.translate(article, "sv", strings=1)
    found: list[str] = []
    editor.sign_in(page, "translator", "Translators: sv")
    page.on("request", lambda request: found.append(request.url) if "/preview/" in request.url else None)
    page.set_viewport_size({"width": 1366, "height": 844})
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    return found


def test_it_shows_what_is_saved_and_follows_the_text_that_is_written(page: Page, asked: list[str]) -> None:
    preview = page.frame_locator("iframe[title=Preview]")
    expect(preview.get_by_role("heading", name="sv: Uutinen")).to_be_visible()
    expect(preview.get_by_text("Tule mukaan.")).to_be_visible()

    page.get_by_label("Ingress, Swedish").fill("Kom med.")
    page.keyboard.press("Control+Enter")
    expect(preview.get_by_text("Kom med.")).to_be_visible()
    second = page.locator("[data-unit]").filter(has=page.locator("[data-source='Lue lisää']")).nth(1)
    second.get_by_role("textbox").focus()
    expect(preview.locator("[style*=outline]")).to_have_text("Lue lisää")
    expect(preview.locator("[style*=outline]")).to_be_in_viewport()
    expect(preview.locator("h2").last).to_have_attribute("style", "outline: rgb(0, 125, 126) solid 3px;")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_hidden_it_stays_hidden_and_asks_for_nothing(page: Page, asked: list[str]) -> None:
    expect(page.locator("iframe")).to_be_visible()
    page.get_by_role("complementary", name="Preview").get_by_role("button", name="Hide").click()
    expect(page.locator("iframe")).to_have_count(0)
    toggle = page.get_by_role("button", name="Preview beside the texts")
    expect(toggle).to_be_focused()
    page.reload()
    asked.clear()

    page.get_by_label("Ingress, Swedish").fill("Kom med.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-say]").filter(has_text="Saved")).to_have_count(1)
    expect(page.locator("iframe")).to_have_count(0)
    assert asked == []
    toggle.click()
    expect(page.frame_locator("iframe[title=Preview]").get_by_text("Kom med.")).to_be_visible()
    page.reload()
    expect(page.locator("iframe")).to_be_visible()


def test_on_a_phone_it_is_opened_and_closed(page: Page, asked: list[str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    asked.clear()
    toggle = page.get_by_role("button", name="Preview beside the texts")
    expect(toggle).to_be_visible()
    assert asked == []

    toggle.click()
    expect(page.frame_locator("iframe[title=Preview]").get_by_role("heading", name="sv: Uutinen")).to_be_visible()
    expect(page.get_by_role("button", name="Hide")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_have_count(0)
    expect(toggle).to_be_focused()
