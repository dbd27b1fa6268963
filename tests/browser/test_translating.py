"""A translator takes an article from the desk, translates every string and publishes it; a change makes it stale."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from news.models import NewsIndexPage
from tests import factories
from tests.browser import editor
from tests.browser.conftest import Ask

IN_SWEDISH = '{ newsArticles(locales: ["sv"]) { nodes { title path ingress language { served status isStale } } } }'


def _article() -> Any:
    body = factories.stream(
        ("heading", {"text": "Mitä verkosto tekee", "level": "2"}),
        ("paragraph", "<p>Verkosto auttaa <b>yhdistyksiä</b>.</p>"),
        ("table", {"data": [["Tavoite", "Näkyvyys"]], "table_caption": "Suunnitelma"}),
    )
    article = factories.article("Verkosto kutsuu mukaan", body=body)
    factories.home("sv")
    factories.translate(NewsIndexPage.objects.get(locale__language_code="fi"), "sv")
    return article


def _row(page: Page, title: str) -> Locator:
    page.goto("/admin/translations/")
    return page.get_by_role("row", name=re.compile(title))


def _translate_all(page: Page, tab: str) -> list[str]:
    """Each string becomes `sv: string`. Returns the strings."""
    editor.open_tab(page, tab)
    panel = page.get_by_role("tabpanel", name=tab)
    waiting = panel.get_by_role("button", name="Translate", exact=True)
    expect(waiting.first).to_be_visible()
    strings = []
    for left in reversed(range(waiting.count())):
        string = waiting.last.locator("xpath=ancestor::li[2]/p").inner_text()
        waiting.last.click()
        panel.get_by_role("textbox").fill(f"sv: {string}" if tab == "Text" else f"{string}-sv")
        panel.get_by_role("button", name="Save", exact=True).click()
        expect(panel.get_by_role("textbox")).to_have_count(0)
        expect(waiting).to_have_count(left)
        strings.append(string)
    return strings


@pytest.mark.usefixtures("server")
def test_from_the_desk_to_partner_sites_and_stale_again(page: Page, ask: Ask) -> None:
    article = _article()
    editor.sign_in(page, "translator", "Translators: sv")

    row = _row(page, article.title)
    expect(row).to_contain_text("Missing")
    row.get_by_role("button", name=f"Translate {article.title}").click()
    texts = _translate_all(page, "Text")
    assert {"Verkosto kutsuu mukaan", "Verkosto auttaa <b>yhdistyksiä</b>.", "Suunnitelma", "Tavoite"} <= set(texts)
    assert _translate_all(page, "Search engines") == ["verkosto-kutsuu-mukaan"]
    page.get_by_role("button", name="Publish in Swedish").click()
    expect(editor.messages(page)).to_contain_text("Published 'sv: Verkosto kutsuu mukaan' in Swedish.")
    expect(_row(page, article.title)).to_have_count(0)
    [translated] = ask(IN_SWEDISH)["newsArticles"]["nodes"]
    assert translated["title"] == "sv: Verkosto kutsuu mukaan"
    assert translated["path"].endswith("/verkosto-kutsuu-mukaan-sv/")
    assert translated["language"] == {"served": "sv", "status": "TRANSLATED", "isStale": False}

    article.ingress = "Verkosto kutsuu kaikki mukaan."
    factories.publish(article)
    row = _row(page, article.title)
    expect(row).to_contain_text("Behind the original")
    expect(row.get_by_role("button", name=f"Update the translation of {article.title}")).to_be_visible()
    [stale] = ask(IN_SWEDISH)["newsArticles"]["nodes"]
    assert stale["ingress"] == "sv: Ingressi."
    assert stale["language"] == {"served": "sv", "status": "TRANSLATED", "isStale": True}


@pytest.mark.usefixtures("server")
def test_a_corrected_original_leaves_the_translation_to_be_looked_at(page: Page, ask: Ask) -> None:
    article = _article()
    factories.translate(article, "sv")
    article.ingress = "Ingressi!"
    factories.publish(article)
    editor.sign_in(page, "translator", "Translators: sv")

    _row(page, article.title).get_by_role("button", name=f"Update the translation of {article.title}").click()
    panel = page.get_by_role("tabpanel", name="Text")
    changed = panel.locator("li", has_text="sv: Ingressi.").last
    expect(changed).to_contain_text("Originalet har ändrats. När detta översattes stod där: ”Ingressi.”")
    page.get_by_role("button", name="Publish in Swedish").click()
    expect(editor.messages(page)).to_contain_text("1 text has changed in the original since it was translated")
    assert ask(IN_SWEDISH)["newsArticles"]["nodes"][0]["ingress"] == "sv: Ingressi."

    changed = page.get_by_role("tabpanel", name="Text").locator("li", has_text="sv: Ingressi.").last
    changed.get_by_role("button", name="Edit", exact=True).click()
    panel.get_by_role("textbox").fill("sv: Ingressi!")
    panel.get_by_role("button", name="Save", exact=True).click()
    saved = panel.locator("li", has_text="sv: Ingressi!").last
    expect(saved).to_contain_text("Translated manually on")
    page.get_by_role("button", name="Publish in Swedish").click()
    expect(editor.messages(page)).to_contain_text("Published")
    [current] = ask(IN_SWEDISH)["newsArticles"]["nodes"]
    assert (current["ingress"], current["language"]["isStale"]) == ("sv: Ingressi!", False)
