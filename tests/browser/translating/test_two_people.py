"""Two people at one translation: each sees where the other is, and nothing that either typed is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import factories
from tests.browser import editor
from tests.browser.accessibility.axe import faults

pytestmark = pytest.mark.usefixtures("server")
BASE = "Kom med i nätverket i dag."


@pytest.fixture
def other(browser: Browser, server: str) -> Iterator[Page]:
    """The window of another person, who is called Bertil."""
    context = browser.new_context(base_url=server, locale="en-GB", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    editor.sign_in(page, "Bertil", "Translators: sv")
    page.set_viewport_size({"width": 390, "height": 844})
    yield page
    context.close()


@pytest.fixture
def address(page: Page) -> str:
    article = factories.article("Uutinen", ingress="Tule mukaan verkostoon tänään.")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    editor.sign_in(page, "Anna", "Translators: sv")
    address = f"/admin/pages/{swedish.pk}/edit/"
    page.goto(address)
    _write(page, BASE)
    return address


def _text(page: Page) -> Locator:
    return page.locator("[data-unit]").filter(has=page.locator("[data-source='Tule mukaan verkostoon tänään.']"))


def _write(page: Page, words: str, says: str = "Saved") -> None:
    _text(page).get_by_role("textbox").fill(words)
    page.keyboard.press("Tab")
    expect(_text(page).locator("[data-say]")).to_contain_text(says)


def _kept(address: str, page: Page) -> Any:
    page.goto(address)
    return expect(_text(page).get_by_role("textbox"))


def test_each_sees_where_the_other_is_until_she_leaves(page: Page, other: Page, address: str) -> None:
    other.goto(address)
    expect(other.locator("[data-here]")).to_contain_text("Anna is here")
    _text(other).get_by_role("textbox").focus()
    page.get_by_label("Title, Swedish").focus()

    expect(page.get_by_role("link", name="Bertil is here: Ingress")).to_be_visible()
    expect(_text(page).locator("[data-present]")).to_have_text("Bertil is here")
    expect(page.locator("[data-present]:visible")).to_have_count(1)
    _text(other).get_by_role("textbox").blur()
    other.get_by_label("Title, Swedish").focus()
    expect(other.get_by_role("link", name="Anna is here: Title")).to_be_visible()
    assert other.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    other.goto("/admin/")
    page.get_by_label("Slug, Swedish").focus()
    expect(page.locator("[data-here]")).to_be_empty()
    expect(page.locator("[data-present]:visible")).to_have_count(0)


def test_what_two_wrote_in_different_places_of_a_text_is_put_together(page: Page, other: Page, address: str) -> None:
    other.goto(address)
    _write(page, "Följ med i nätverket i dag.")

    _write(other, "Kom med i nätverket i morgon.", says="Somebody else has written meanwhile: Följ med")
    unit = _text(other)
    expect(unit.locator("blockquote")).to_have_text(
        ["Följ med i nätverket i dag.", "Kom med i nätverket i morgon.", "Följ med i nätverket i morgon."]
    )
    assert faults(other) == []
    expect(unit.locator("blockquote mark")).to_have_text(["Följ", "dag", "Kom", "morgon"])
    # What is typed now is asked about anew.
    unit.get_by_role("textbox").press("End")
    other.keyboard.type(" Nu!")
    expect(unit.locator("blockquote").last).to_have_text("Följ med i nätverket i morgon. Nu!")
    assert other.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    unit.get_by_role("button", name="Take both").click()
    expect(unit.locator("[data-say]")).to_have_text("Saved")
    expect(unit.get_by_role("textbox")).to_have_value("Följ med i nätverket i morgon. Nu!")
    _kept(address, page).to_have_value("Följ med i nätverket i morgon. Nu!")


def test_what_two_wrote_in_the_same_place_is_chosen_between(page: Page, other: Page, address: str) -> None:
    other.goto(address)
    _write(page, "Följ med i nätverket i dag.")

    _write(other, "Häng med i nätverket i dag.", says="You have written: Häng med i nätverket i dag.")
    unit = _text(other)
    expect(unit.get_by_role("button", name="Take both")).to_have_count(0)
    unit.get_by_role("button", name="Take that").click()

    expect(unit.get_by_role("textbox")).to_have_value("Följ med i nätverket i dag.")
    _kept(address, page).to_have_value("Följ med i nätverket i dag.")


def test_what_was_typed_without_a_connection_is_merged_after_another_visit(
    page: Page, other: Page, address: str
) -> None:
    other.goto(address)
    other.context.set_offline(True)
    _write(other, "Kom med i nätverket i morgon.", says="No connection")
    _write(page, "Följ med i nätverket i dag.")
    other.context.set_offline(False)
    other.on("dialog", lambda dialog: dialog.accept())
    other.reload()

    unit = _text(other)
    expect(unit.get_by_role("textbox")).to_have_value("Kom med i nätverket i morgon.")
    unit.get_by_role("button", name="Take both").click()
    expect(unit.locator("[data-say]")).to_have_text("Saved")
    _kept(address, page).to_have_value("Följ med i nätverket i morgon.")
