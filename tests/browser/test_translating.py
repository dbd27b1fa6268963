"""A translator takes an article from the desk, translates every text and publishes it; a change is looked at again."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from news.models import NewsIndexPage
from tests import factories
from tests.browser import editor
from tests.browser.conftest import Ask
from tests.translation.terms.lists import volunteering

ROOT = Path(__file__).resolve().parents[2]
IN_SWEDISH = '{ newsArticles(locales: ["sv"]) { nodes { title path ingress language { served status isStale } } } }'


def _article(**fields: Any) -> Any:
    body = factories.stream(
        ("heading", {"text": "Mitä verkosto tekee", "level": "2"}),
        ("paragraph", '<p>Verkosto auttaa <b>yhdistyksiä</b>: <a href="https://example.org/">lue lisää</a>.</p>'),
        ("table", {"data": [["Tavoite", "Näkyvyys"]], "table_caption": "Suunnitelma"}),
    )
    article = factories.article("Verkosto kutsuu mukaan", **{"body": body, **fields})
    factories.home("sv")
    factories.translate(NewsIndexPage.objects.get(locale__language_code="fi"), "sv")
    return article


def _row(page: Page, title: str) -> Locator:
    page.goto("/admin/translations/")
    return page.get_by_role("row", name=re.compile(title))


def _text(page: Page, original: str) -> Locator:
    """The part of the screen with this text of the original."""
    return page.locator("[data-unit]").filter(has=page.locator(f"[data-source={original!r}]"))


def _says(unit: Locator, words: str) -> None:
    expect(unit.locator("[data-say]")).to_contain_text(words)


def _publish(page: Page) -> None:
    page.get_by_role("button", name="Publish in Swedish").click()


def _writes_all(page: Page) -> tuple[list[str], int]:
    """Writes `sv: text` into each open text, by the keyboard alone. Returns the texts, and how many chords it took."""
    page.locator("[data-unit] [data-field]").first.focus()
    texts: list[str] = []
    for _ in range(page.locator("[data-unit]").count()):
        focused = page.evaluate("document.activeElement.closest('[data-unit]').id")
        unit = page.locator(f"#{focused}")
        original = unit.locator("[data-source]").inner_text()
        if "link" in original or unit.locator("[data-source] a").count():
            page.keyboard.press("Alt+c")
            page.keyboard.press("Control+Home")
            page.keyboard.type("sv: ")
        else:
            page.keyboard.type(f"sv: {original}")
        texts.append(original)
        page.keyboard.press("Control+Enter")
        _says(unit, "Saved")
    return texts, len(texts)


def _take_picture(page: Page) -> None:
    """For docs/translators.md: `make screenshots`."""
    if not os.environ.get("WRITE_SCREENSHOTS"):
        return
    page.get_by_label("All").check()
    _text(page, "Ingressi tänään!").get_by_role("textbox").focus()
    page.screenshot(path=ROOT / "docs" / "images" / "translating.png")


@pytest.mark.usefixtures("server")
def test_from_the_desk_to_partner_sites_and_behind_again(page: Page, ask: Ask) -> None:
    article = _article()
    editor.sign_in(page, "translator", "Translators: sv")

    row = _row(page, article.title)
    expect(row).to_contain_text("Missing")
    row.get_by_role("button", name=f"Translate {article.title}").click()
    texts, _chords = _writes_all(page)
    assert {"Verkosto kutsuu mukaan", "Verkosto auttaa yhdistyksiä: lue lisää.", "Suunnitelma", "Tavoite"} <= set(texts)
    expect(page.get_by_text("15 of 15 words")).to_be_visible()
    _publish(page)
    expect(editor.messages(page)).to_contain_text("“sv: Verkosto kutsuu mukaan” is published in Swedish.")
    expect(_row(page, article.title)).to_have_count(0)
    [translated] = ask(IN_SWEDISH)["newsArticles"]["nodes"]
    assert translated["title"] == "sv: Verkosto kutsuu mukaan"
    assert translated["path"].endswith("/sv-verkosto-kutsuu-mukaan/")
    assert translated["language"] == {"served": "sv", "status": "TRANSLATED", "isStale": False}

    article.ingress = "Verkosto kutsuu kaikki mukaan."
    factories.publish(article)
    row = _row(page, article.title)
    expect(row).to_contain_text("Behind the original")
    expect(row.get_by_role("link", name=f"Go on with {article.title}")).to_be_visible()
    [stale] = ask(IN_SWEDISH)["newsArticles"]["nodes"]
    assert stale["ingress"] == "sv: Ingressi."
    assert stale["language"] == {"served": "sv", "status": "TRANSLATED", "isStale": True}


@pytest.mark.usefixtures("server")
def test_a_corrected_original_shows_what_changed_and_the_translation_to_be_looked_at(page: Page, ask: Ask) -> None:
    article = _article()
    factories.translate(article, "sv")
    article.ingress = "Ingressi tänään!"
    factories.publish(article)
    editor.sign_in(page, "translator", "Translators: sv")

    _row(page, article.title).get_by_role("link", name=f"Go on with {article.title}").click()
    page.get_by_label("Original changed").check()
    changed = _text(page, "Ingressi tänään!")
    expect(page.locator("[data-unit]:visible")).to_have_count(1)
    expect(changed.locator("del")).to_have_text(".")
    expect(changed.locator("ins")).to_have_text(" tänään!")
    expect(changed.get_by_role("textbox")).to_have_value("sv: Ingressi.")
    _take_picture(page)
    _publish(page)
    expect(editor.messages(page)).to_contain_text("1 text has changed in the original since it was translated")
    assert ask(IN_SWEDISH)["newsArticles"]["nodes"][0]["ingress"] == "sv: Ingressi."

    changed = _text(page, "Ingressi tänään!")
    changed.get_by_role("textbox").fill("sv: Ingressi i dag!")
    _publish(page)
    expect(editor.messages(page)).to_contain_text("is published in Swedish.")
    [current] = ask(IN_SWEDISH)["newsArticles"]["nodes"]
    assert (current["ingress"], current["language"]["isStale"]) == ("sv: Ingressi i dag!", False)


@pytest.mark.usefixtures("server")
def test_twenty_texts_take_twenty_chords_beside_the_words(page: Page) -> None:
    headings = [("heading", {"text": f"Otsikko {number}", "level": "2"}) for number in range(17)]
    article = _article(body=factories.stream(*headings))
    swedish = factories.translate(article, "sv", strings=0, live=False)
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{swedish.pk}/edit/")

    texts, chords = _writes_all(page)

    assert (len(texts), chords) == (20, 20)
    expect(page.get_by_role("button", name="Publish in Swedish")).to_be_focused()


@pytest.mark.usefixtures("server")
def test_what_two_translators_write_at_once_is_shown_to_the_second(page: Page) -> None:
    article = _article()
    swedish = factories.translate(article, "sv")
    editor.sign_in(page, "translator", "Translators: sv")
    address = f"/admin/pages/{swedish.pk}/edit/"
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    _text(other, "Ingressi.").get_by_role("textbox").fill("Anna")
    other.keyboard.press("Tab")
    _says(_text(other, "Ingressi."), "Saved")

    unit = _text(page, "Ingressi.")
    unit.get_by_role("textbox").fill("Bertil")
    page.keyboard.press("Tab")
    _says(unit, "Somebody else has written meanwhile: Anna")
    unit.get_by_role("button", name="Keep mine").click()
    _says(unit, "Saved")
    other.reload()
    expect(_text(other, "Ingressi.").get_by_role("textbox")).to_have_value("Bertil")

    _text(page, "Suunnitelma").get_by_role("textbox").fill("Plan")
    page.keyboard.press("Tab")
    _says(_text(page, "Suunnitelma"), "Saved")
    unit = _text(other, "Suunnitelma")
    unit.get_by_role("textbox").fill("En plan")
    other.keyboard.press("Tab")
    unit.get_by_role("button", name="Take that").click()
    expect(unit.get_by_role("textbox")).to_have_value("Plan")


@pytest.mark.usefixtures("server")
def test_what_is_typed_without_a_connection_is_kept_and_saved_later(page: Page) -> None:
    article = _article()
    swedish = factories.translate(article, "sv")
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    unit = _text(page, "Ingressi.")

    page.context.set_offline(True)
    unit.get_by_role("textbox").fill("Skrivet på tåget.")
    page.keyboard.press("Tab")
    _says(unit, "No connection: what you typed is kept in this browser")
    page.context.set_offline(False)

    _says(unit, "Saved")
    page.reload()
    expect(unit.get_by_role("textbox")).to_have_value("Skrivet på tåget.")


@pytest.mark.usefixtures("server")
def test_who_is_signed_out_keeps_what_was_typed(page: Page) -> None:
    article = _article()
    swedish = factories.translate(article, "sv")
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    cookies: Any = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    unit = _text(page, "Ingressi.")

    unit.get_by_role("textbox").fill("Skrivet utan session.")
    page.keyboard.press("Tab")
    _says(unit, "You are signed out: what you typed is kept in this browser.")
    page.context.add_cookies(cookies)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    _says(unit, "Saved")


@pytest.mark.usefixtures("server")
def test_an_earlier_translation_is_taken_from_memory(page: Page) -> None:
    earlier = factories.article(ingress="Verkosto auttaa yhdistyksiä vaikuttamaan.")
    swedish = factories.translate(earlier, "sv", strings=0, live=False)
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    unit = _text(page, "Verkosto auttaa yhdistyksiä vaikuttamaan.")
    unit.get_by_role("textbox").fill("Nätverket hjälper.")
    page.keyboard.press("Tab")
    _says(unit, "Saved")
    later = factories.article(ingress="Verkosto auttaa yhdistyksiä vaikuttamaan!")
    swedish = factories.translate(later, "sv", strings=0, live=False)

    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    unit = _text(page, "Verkosto auttaa yhdistyksiä vaikuttamaan!")
    unit.get_by_role("textbox").focus()
    expect(unit.get_by_role("button", name="98 % · Nätverket hjälper.")).to_be_visible()
    page.keyboard.press("Alt+m")

    expect(unit.get_by_role("textbox")).to_have_value("Nätverket hjälper.")
    _says(unit, "Saved")
    expect(unit).to_contain_text("Ends with another punctuation mark than the original.")


@pytest.mark.usefixtures("server", "dictionaries")
def test_a_term_is_told_beside_its_text_and_missed_in_a_translation_without_it(page: Page) -> None:
    volunteering()
    article = _article(ingress="Iloa vapaaehtoistoiminnasta.")
    swedish = factories.translate(article, "sv", strings=0, live=False)
    editor.sign_in(page, "translator", "Translators: sv")
    page.goto(f"/admin/pages/{swedish.pk}/edit/")
    unit = _text(page, "Iloa vapaaehtoistoiminnasta.")

    expect(unit.locator("mark")).to_have_text("vapaaehtoistoiminnasta")
    expect(unit.get_by_role("list", name="Terms")).to_have_text(
        re.compile(r"vapaaehtoistoiminta\s+→\s+volontärverksamhet, frivilligverksamhet")
    )
    unit.get_by_role("textbox").fill("Glädje av arbete.")
    page.keyboard.press("Control+Enter")
    _says(unit, "Saved")
    expect(unit.locator("[data-warnings] li")).to_have_text(
        "“volontärverksamhet” or “frivilligverksamhet” is missing, the term for “vapaaehtoistoiminta”."
    )
    page.get_by_label("With warnings").check()
    expect(page.locator("[data-unit]:visible")).to_have_count(1)

    unit.get_by_role("textbox").fill("Glädje av volontärverksamheten.")
    page.keyboard.press("Control+Enter")
    expect(unit.locator("[data-warnings] li")).to_have_count(0)
