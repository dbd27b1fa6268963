"""A menu that an editor changes waits for the translator, who writes its words; partner sites see both at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from home.models import Menu
from tests import factories
from tests.browser import editor
from tests.browser.conftest import Ask
from tests.content_api.trees.bodies import listed, stored

MENU = '{ site(locales: ["sv"]) { menus { items { title lang url } } } }'


def _item(title: str, url: str) -> dict[str, Any]:
    return stored("item", {"title": title, "page": None, "url": url, "children": listed()})


@pytest.mark.usefixtures("server")
def test_a_menu_waits_at_the_desk_and_is_seen_in_the_language_when_it_is_written(page: Page, ask: Ask) -> None:
    menu = Menu.objects.create(
        handle="main", locale=factories.locale("fi"), items=[_item("Liity jäseneksi", "https://example.org/liity")]
    )
    editor.sign_in(page, "translator", "Translators: sv")

    page.goto("/admin/translations/sv/")
    page.get_by_role("link", name="Menus, labels and alternative texts").click()
    expect(page.get_by_text("(1 text waits)")).to_be_visible()
    page.get_by_role("link", name="Menu › main").click()
    page.get_by_role("textbox", name=re.compile("Title")).fill("Bli medlem")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-unit] [data-say]")).to_contain_text("Saved")
    assert ask(MENU)["site"]["menus"][0]["items"] == [
        {"title": "Bli medlem", "lang": "sv", "url": "https://example.org/liity"}
    ]

    item = menu.items.get_prep_value()[0]
    item["value"]["url"] = "https://example.org/uusi"
    menu.items = menu.items.stream_block.to_python([_item("Ohje", "https://example.org/ohje"), item])
    menu.save()
    assert ask(MENU)["site"]["menus"][0]["items"] == [
        {"title": "Ohje", "lang": "fi", "url": "https://example.org/ohje"},
        {"title": "Bli medlem", "lang": "sv", "url": "https://example.org/uusi"},
    ]
    page.reload()
    expect(page.locator("[data-unit]")).to_have_count(2)
    page.get_by_label("Open").check()
    expect(page.locator("[data-unit]:visible")).to_have_count(1)
