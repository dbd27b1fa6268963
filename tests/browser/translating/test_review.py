"""Two people look at a translation: one writes it, the other approves it, by the keyboard and by the mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from news.models import NewsIndexPage
from tests import factories
from tests.browser import editor
from tests.browser.accessibility.axe import faults


def _text(page: Page, original: str) -> Locator:
    return page.locator("[data-unit]").filter(has=page.locator(f"[data-source={original!r}]"))


@pytest.mark.usefixtures("server")
def test_what_one_has_written_the_other_approves_and_publishes(page: Page, settings: Settings) -> None:
    settings.TRANSLATION_REVIEW_LANGUAGES = ["sv"]
    factories.home("sv")
    headings = [("heading", {"text": f"Otsikko {number}", "level": "2"}) for number in range(3)]
    article = factories.article("Verkosto kutsuu", ingress="Tule mukaan.", body=factories.stream(*headings))
    factories.translate(NewsIndexPage.objects.get(locale__language_code="fi"), "sv")
    swedish = factories.translate(article, "sv", live=False)
    address = f"/admin/pages/{swedish.pk}/edit/"
    editor.sign_in(page, "anna", "Translators: sv")
    page.goto(address)
    _text(page, "Tule mukaan.").get_by_role("textbox").fill("Kom med.")
    page.keyboard.press("Control+Shift+Enter")
    said = _text(page, "Tule mukaan.").locator("[data-say]")
    expect(said).to_have_text("You wrote this text: somebody else approves it.")
    expect(_text(page, "Tule mukaan.")).to_contain_text("Waits for approval by somebody else")
    page.get_by_role("button", name="Publish in Swedish").click()
    expect(editor.messages(page)).to_contain_text("5 texts are not approved yet by somebody else than their writer")

    page.context.clear_cookies()
    editor.sign_in(page, "bertil", "Translators: sv")
    page.goto("/admin/translations/sv/?state=in-review")
    page.get_by_role("row").filter(has_text="Verkosto kutsuu").get_by_role("link", name="Go on").click()
    page.get_by_label("Waits for approval").check()
    expect(page.locator("[data-unit]:visible")).to_have_count(5)
    assert faults(page) == []
    _text(page, "Verkosto kutsuu").get_by_role("textbox").focus()
    for original in ("Verkosto kutsuu", "Tule mukaan."):
        expect(_text(page, original).get_by_role("textbox")).to_be_focused()
        page.keyboard.press("Control+Shift+Enter")
        expect(_text(page, original)).to_contain_text("Approved: bertil, ")
    expect(_text(page, "Otsikko 0").get_by_role("textbox")).to_be_focused()
    # Who corrects a text leaves it to another.
    _text(page, "Otsikko 0").get_by_role("textbox").fill("Rubrik noll")
    page.keyboard.press("Control+Shift+Enter")
    expect(_text(page, "Otsikko 0")).to_contain_text("Waits for approval by somebody else")
    _text(page, "Otsikko 1").get_by_role("button", name="Approve").click()
    expect(_text(page, "Otsikko 1")).to_contain_text("Approved: bertil, ")
    _text(page, "Otsikko 1").get_by_role("button", name="Take the approval back").click()
    expect(_text(page, "Otsikko 1")).not_to_contain_text("Approved: bertil, ")
    page.get_by_role("button", name="Approve all that I did not write (2)").click()
    expect(_text(page, "Otsikko 2")).to_contain_text("Approved: bertil, ")
    expect(page.get_by_role("button", name="Approve all that I did not write")).to_be_hidden()

    page.context.clear_cookies()
    page.goto("/admin/")
    page.get_by_role("textbox", name="Username").fill("anna")
    page.get_by_role("textbox", name="Password").fill(editor.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()
    page.goto(address)
    _text(page, "Otsikko 0").get_by_role("button", name="Approve").click()
    expect(_text(page, "Otsikko 0")).to_contain_text("Approved: anna, ")
    page.get_by_role("button", name="Publish in Swedish").click()
    expect(editor.messages(page)).to_contain_text("is published in Swedish.")
