"""What is unfinished is saved by itself, goes on being typed, and is found again when it is to be published."""

import pytest
from playwright.sync_api import Page, expect

from news.models import NewsArticlePage
from tests import factories
from tests.browser import editor

pytestmark = pytest.mark.usefixtures("server")
TITLE = "ö" * 300


def _wait_until_saved(page: Page, name: str, text: str) -> None:
    """Typed into a field, and in the page's latest revision."""
    with page.expect_response(lambda found: text in (found.request.post_data or ""), timeout=60_000) as saved:
        editor.field(page, name).fill(text)
    assert saved.value.status == 200, saved.value.text()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def _problems(page: Page) -> list[str]:
    items = page.locator("[data-problems]").get_by_role("listitem")
    expect(items.first).to_be_visible()
    return items.all_inner_texts()


def test_an_empty_call_to_action_stops_publishing_and_nothing_else(page: Page) -> None:
    article = factories.article("Kutsu")
    editor.sign_in(page, "communicator", "Communicators")
    editor.open_editor(page, f"/admin/pages/{article.pk}/edit/")
    block = editor.add_block(page, "body", "Call to action")
    editor.field(page, f"{block}-url").fill("htt")
    _wait_until_saved(page, "ingress", "Jatkoa seuraa.")

    page.reload()
    expect(editor.field(page, "ingress")).to_have_value("Jatkoa seuraa.")
    expect(editor.field(page, "body-0-value-url")).to_have_value("htt")
    editor.publish(page)

    assert _problems(page) == [
        "Text › Call to action (1) › Title: This field is required.",
        "Text › Call to action (1) › Button text: This field is required.",
        "Text › Call to action (1) › or address: Enter a valid URL.",
    ]
    expect(page.locator("[data-problems]")).to_be_focused()
    editor.open_tab(page, "Facts")
    page.get_by_role("link", name="Button text: This field is required.").click()
    expect(editor.field(page, "body-0-value-link_text")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Text")).to_be_visible()
    assert NewsArticlePage.objects.get(pk=article.pk).ingress == "Ingressi."


def test_a_title_that_is_pasted_is_not_cut(page: Page) -> None:
    article = factories.article("Kutsu", live=False)
    editor.sign_in(page, "communicator", "Communicators")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    editor.field(page, "title").fill("")
    page.keyboard.insert_text(TITLE)
    counter = page.get_by_text("300 / 255 characters: too long by 45")
    expect(counter.first).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    expect(editor.messages(page)).to_contain_text("has been updated")

    expect(editor.field(page, "title")).to_have_value(TITLE)
    expect(counter.first).to_be_visible()
    editor.publish(page)

    assert "Title: Ensure this value has at most 255 characters (it has 300)." in _problems(page)
    expect(editor.field(page, "title")).to_have_value(TITLE)
    editor.field(page, "title").fill("Lyhyt")
    expect(counter).to_have_count(0)


@pytest.mark.parametrize(("record", "name"), [("contact", "title_fi"), ("theme", "names_fi")])
def test_records_count_in_each_language(page: Page, record: str, name: str) -> None:
    editor.sign_in(page, "communicator", "Communicators")
    page.goto(f"/admin/snippets/organisations/{record}/add/")
    editor.field(page, name).focus()
    page.keyboard.insert_text("x" * 300)
    expect(page.get_by_text("300 / 255 characters: too long by 45")).to_be_visible()
    page.get_by_role("button", name="Save").first.click()
    expect(editor.field(page, name)).to_have_value("x" * 300)
    expect(page.get_by_text("fi: at most 255 characters, this has 300.")).to_be_visible()
