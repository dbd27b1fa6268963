"""A communicator writes an article with every block, and a partner site reads it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from cms.core.blocks import BodyBlock
from news.models import NewsIndexPage
from organisations.models import Theme
from tests import factories
from tests.browser import editor
from tests.browser.conftest import Ask

ROOT = Path(__file__).resolve().parents[2]
OPERATION = (ROOT / "graphql" / "operations" / "news-article.graphql").read_text(encoding="utf-8")
TITLE = "Kumppanuushautomo kutsuu mukaan"
INGRESS = "Verkosto auttaa vieraskielisten yhdistyksiä vaikuttamaan palveluihin."


def _heading(page: Page, prefix: str) -> None:
    editor.field(page, f"{prefix}-text").fill("Mitä verkosto tekee")


def _paragraph(page: Page, prefix: str) -> None:
    editor.write(page, prefix, before="Verkosto tukee ", bold="yhdistyksiä", link=("Lisää", "Näin toimimme"))


def _quote(page: Page, prefix: str) -> None:
    editor.field(page, f"{prefix}-text").fill("Yhdessä meitä kuullaan.")
    editor.field(page, f"{prefix}-speaker").fill("Verkoston edustaja")
    editor.field(page, f"{prefix}-role").fill("Puheenjohtaja")


def _key_figure(page: Page, prefix: str) -> None:
    editor.choose(page, prefix, "59 610")


def _image(page: Page, prefix: str) -> None:
    editor.choose(page, f"{prefix}-image", "Juhlasali")
    editor.field(page, f"{prefix}-caption").fill("Vuoden viimeinen tapaaminen")


def _document(page: Page, prefix: str) -> None:
    editor.choose(page, prefix, "Toimintasuunnitelma")


def _contact(page: Page, prefix: str) -> None:
    editor.choose(page, f"{prefix}-contacts-0-value", "Project manager")


def _table(page: Page, prefix: str) -> None:
    editor.fill_table(page, prefix, [["Tavoite", "Aika"], ["Näkyvyys", "2014"]], caption="Suunnitelma")


def _gallery(page: Page, prefix: str) -> None:
    editor.choose(page, f"{prefix}-images-0-value-image", "Juhlasali")
    second = editor.add_item(page, f"{prefix}-images")
    editor.choose(page, f"{second}-image", "Kahvipöytä")


def _embed(page: Page, prefix: str) -> None:
    editor.field(page, f"{prefix}-url").fill("https://vimeo.com/1084537")
    editor.field(page, f"{prefix}-title").fill("Video verkostosta")


def _call_to_action(page: Page, prefix: str) -> None:
    editor.field(page, f"{prefix}-title").fill("Tule mukaan")
    editor.field(page, f"{prefix}-link_text").fill("Liity")
    editor.choose(page, f"{prefix}-page", "Näin toimimme")


def _accordion(page: Page, prefix: str) -> None:
    editor.field(page, f"{prefix}-items-0-value-title").fill("Kuka voi liittyä?")
    paragraph = editor.add_block(page, f"{prefix}-items-0-value-body", "Text")
    editor.write(page, paragraph, before="Jokainen yhdistys.")


def _related_content(page: Page, prefix: str) -> None:
    editor.field(page, f"{prefix}-title").fill("Lue myös")
    editor.choose(page, f"{prefix}-items-0-value", "Näin toimimme")


FILL: dict[str, Callable[[Page, str], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "quote": _quote,
    "key_figure": _key_figure,
    "image": _image,
    "document": _document,
    "contact": _contact,
    "table": _table,
    "gallery": _gallery,
    "embed": _embed,
    "call_to_action": _call_to_action,
    "accordion": _accordion,
    "related_content": _related_content,
}


def _prerequisites() -> None:
    organisation = factories.organisation("HyTe ry")
    factories.article("Vanha uutinen")
    factories.content_page("Näin toimimme")
    factories.contact(organisation=organisation, title={"fi": "Projektipäällikkö", "en": "Project manager"})
    factories.key_figure(label={"fi": "vieraskielistä", "en": "foreign-language speakers"})
    factories.image("Juhlasali", size=(1280, 720))
    factories.image("Kahvipöytä", size=(1280, 720))
    factories.document("Toimintasuunnitelma")
    Theme.objects.create(slug="participation", names={"fi": "Osallisuus", "en": "Participation"})


def _take_picture(page: Page) -> None:
    """For README.md."""
    if os.environ.get("WRITE_SCREENSHOTS"):
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=ROOT / "docs" / "images" / "editor.png")


def _body(page: Page) -> None:
    with translation.override("en"):
        labels = {name: str(block.label) for name, block in BodyBlock().child_blocks.items()}
    for name, label in labels.items():
        FILL[name](page, editor.add_block(page, "body", label))


def _facts(page: Page) -> None:
    editor.open_tab(page, "Facts")
    editor.field(page, "date").fill("2026-03-17")
    page.get_by_role("checkbox", name="Participation").check()
    editor.choose_several(page, "Add areas", "Espoo")
    editor.choose_several(page, "Add organisations", "HyTe ry")
    editor.choose_several(page, "Add contacts", "Project manager")


@pytest.mark.usefixtures("server")
def test_an_article_with_every_block_reaches_partner_sites(page: Page, ask: Ask) -> None:
    assert list(FILL) == list(BodyBlock().child_blocks), "A block that no editor has tried here."
    _prerequisites()
    editor.sign_in(page, "communicator", "Communicators")
    editor.open_menu(page, "News")
    page.get_by_role("link", name="Add news article").click()
    assert page.url.endswith(f"/news/newsarticlepage/{NewsIndexPage.objects.get(locale__language_code='fi').pk}/")

    editor.field(page, "title").fill(TITLE)
    editor.field(page, "ingress").fill(INGRESS)
    editor.choose(page, "id_hero_image", "Juhlasali")
    _body(page)
    _facts(page)

    expect(editor.preview(page).get_by_role("heading", level=1)).to_have_text(TITLE)
    _take_picture(page)
    editor.publish(page)
    expect(editor.messages(page)).to_contain_text(TITLE)

    [path] = [
        node["path"] for node in ask("{ newsArticles(first: 1) { nodes { path title } } }")["newsArticles"]["nodes"]
    ]
    _is_complete(ask(OPERATION, path=path, locales=["fi"])["newsArticle"])


def _is_complete(article: dict[str, Any]) -> None:
    print(article)
