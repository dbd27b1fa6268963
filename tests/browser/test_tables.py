"""A table in the editor, without a mouse."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from news.models import NewsArticlePage
from tests import factories
from tests.browser import editor

pytestmark = pytest.mark.usefixtures("server")


def _press(page: Page, button: Locator) -> None:
    button.focus()
    page.keyboard.press("Enter")


def _cells(page: Page, prefix: str) -> Locator:
    return page.locator(f'[id="{prefix}-handsontable-container"] .ht_master tbody td')


def test_rows_and_columns_by_the_keyboard(page: Page) -> None:
    article = factories.article("Taulukko", live=False)
    editor.sign_in(page, "communicator", "Communicators")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    prefix = editor.add_block(page, "body", "Table")
    page.locator(f'[id="{prefix}-table-header-choice"]').select_option(label="Display the first row as a header")
    cells = _cells(page, prefix)
    expect(cells).to_have_count(9)

    # From the field before, Tab leads into the grid.
    page.locator(f'[id="{prefix}-handsontable-col-caption"]').focus()
    page.keyboard.press("Tab")
    expect(cells.first).to_have_class(re.compile("current"))
    for text, key in (("Tavoite", "Tab"), ("Vuosi", "Enter")):
        page.keyboard.type(text)
        page.keyboard.press(key)
    expect(cells.nth(0)).to_have_text("Tavoite")
    expect(cells.nth(1)).to_have_text("Vuosi")

    buttons = page.get_by_role("group", name="Rows and columns")
    _press(page, buttons.get_by_role("button", name="Add row below"))
    expect(cells).to_have_count(12)
    _press(page, buttons.get_by_role("button", name="Remove column"))
    expect(cells).to_have_count(8)
    _press(page, buttons.get_by_role("button", name="Add column after"))
    expect(cells).to_have_count(12)
    _press(page, buttons.get_by_role("button", name="Remove row"))
    expect(cells).to_have_count(9)


def test_readers_get_no_empty_column_of_a_new_table(page: Page) -> None:
    article = factories.article("Taulukko", live=False)
    editor.sign_in(page, "communicator", "Communicators")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    prefix = editor.add_block(page, "body", "Table")
    editor.fill_table(page, prefix, [["Tavoite", "Vuosi"], ["Näkyväksi", "2026"]], caption="Suunnitelma")
    editor.publish(page)
    expect(editor.messages(page)).to_contain_text("has been published")
    block = NewsArticlePage.objects.get(pk=article.pk).body[0]
    assert block.value["data"] == [["Tavoite", "Vuosi"], ["Näkyväksi", "2026"]]
    # What is stored is shown again.
    page.goto(f"/admin/pages/{article.pk}/edit/")
    expect(_cells(page, "body-0-value")).to_have_text(["Tavoite", "Vuosi", "Näkyväksi", "2026"])
