"""A translator asks at a text; the author finds the question in the editor and the menu, and answers it there."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser import editor


@pytest.mark.usefixtures("server")
def test_a_question_and_its_answer(page: Page) -> None:
    article = factories.article("Verkosto kutsuu", ingress="Tule mukaan.")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    address = f"/admin/pages/{swedish.pk}/edit/"
    editor.sign_in(page, "anna", "Translators: sv")
    page.goto(address)
    unit = page.locator("[data-unit]").filter(has=page.locator("[data-source='Tule mukaan.']"))
    unit.get_by_label("Ingress, Swedish").focus()
    page.keyboard.press("Alt+q")
    asking = unit.get_by_role("textbox", name="Ask those who wrote the page")
    expect(asking).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(unit).to_contain_text("Write something first.")
    asking.fill("Mihin mukaan?")
    page.keyboard.press("Escape")
    expect(unit.get_by_label("Ingress, Swedish")).to_be_focused()
    # What is not sent yet is still there.
    page.keyboard.press("Alt+q")
    expect(asking).to_have_value("Mihin mukaan?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(unit.get_by_role("listitem")).to_contain_text("Mihin mukaan?")
    expect(asking).to_have_value("")
    expect(unit.get_by_role("button", name="Questions (1)")).to_be_visible()

    page.context.clear_cookies()
    editor.sign_in(page, "author", "Communicators")
    editor.open_editor(page, f"/admin/pages/{article.pk}/edit/")
    expect(page.get_by_text("Translators wait for an answer to 1 question:")).to_be_visible()
    editor.open_menu(page, "Questions (1)")
    question = page.get_by_role("listitem").filter(has_text="Mihin mukaan?")
    expect(question).to_contain_text("Ingress · Swedish")
    expect(question.locator("blockquote")).to_have_text("Tule mukaan.")
    question.get_by_label("Answer").fill("Verkostoon.")
    question.get_by_role("button", name="Send", exact=True).click()
    expect(question).to_contain_text("Verkostoon.")
    fresh = type(article).objects.get(pk=article.pk)
    fresh.ingress = "Tule mukaan verkostoon."
    factories.publish(fresh)

    page.context.clear_cookies()
    page.goto("/admin/")
    page.get_by_role("textbox", name="Username").fill("anna")
    page.get_by_role("textbox", name="Password").fill(editor.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    unit = page.locator("[data-unit]").filter(has=page.locator("[data-source='Tule mukaan verkostoon.']"))
    thread = unit.get_by_role("listitem").filter(has_text="Mihin mukaan?")
    expect(thread).to_contain_text(
        re.compile("It was asked about these words: Tule mukaan.*Mihin mukaan.*author.*Verkostoon")
    )
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    thread.get_by_role("textbox", name="Answer").fill("Kiitos!")
    thread.get_by_role("button", name="Close the question").click()
    expect(thread).to_contain_text("closed")
    expect(thread).to_contain_text("Kiitos!")
    expect(unit.get_by_role("button", name="Closed questions (1)")).to_be_visible()
    thread.get_by_role("button", name="Open again").click()
    expect(unit.get_by_role("button", name="Questions (1)", exact=True)).to_be_visible()
