"""A communicator writes an article with every block, and a partner site reads it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from playwright.sync_api import Page, expect

from cms.core.blocks import BodyBlock
from home.demo.files.drawing import draw
from news.models import NewsIndexPage
from organisations.models import Theme
from tests import factories
from tests.browser import editor
from tests.browser.conftest import Ask

ROOT = Path(__file__).resolve().parents[2]
OPERATION = (ROOT / "graphql" / "operations" / "news-article.graphql").read_text(encoding="utf-8")
TITLE = "Verkosto kutsuu mukaan"
TABLE = [["Tavoite", "Aika", "Vastuu"], ["Näkyvyys", "2014", "Hallitus"], ["Jäsenet", "2015", "Toimisto"]]
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
    editor.fill_table(page, prefix, TABLE, caption="Suunnitelma")


def _gallery(page: Page, prefix: str) -> None:
    editor.choose(page, f"{prefix}-images-0-value-image", "Juhlasali")
    second = editor.add_item(page, f"{prefix}-images")
    editor.choose(page, f"{second}-image", "Kokous")


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


def _picture(motif: str) -> ContentFile[bytes]:
    return ContentFile(draw(motif), f"{motif}.jpg")


def _prerequisites() -> None:
    organisation = factories.organisation("HyTe ry")
    index = factories.article("Vanha uutinen").get_parent().specific
    index.title = "Uutiset"
    factories.publish(index)
    factories.content_page("Näin toimimme")
    factories.contact(organisation=organisation, title={"fi": "Projektipäällikkö", "en": "Project manager"})
    factories.key_figure(label={"fi": "vieraskielistä", "en": "foreign-language speakers"})
    factories.image("Juhlasali", file=_picture("celebration"), alt={"fi": "Piirros: katettu juhlapöytä"})
    factories.image("Kokous", file=_picture("meeting"), alt={"fi": "Piirros: kokous pöydän ääressä"})
    factories.document("Toimintasuunnitelma")
    Theme.objects.create(slug="participation", names={"fi": "Osallisuus", "en": "Participation"})


def _take_picture(page: Page) -> None:
    """For README.md: `make screenshots`."""
    if not os.environ.get("WRITE_SCREENSHOTS"):
        return
    editor.open_tab(page, "Text")
    page.get_by_role("region", name="Main image").get_by_role("heading").first.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#panel-child-text-hero_image-section').scrollIntoView()")
    page.mouse.move(600, 400)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(page.get_by_role("tooltip")).to_have_count(0)
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

    articles = ask("{ newsArticles { nodes { title path } } }")["newsArticles"]["nodes"]
    paths = {article["title"]: article["path"] for article in articles}
    _is_complete(ask(OPERATION, path=paths[TITLE], locales=["fi"])["newsArticle"])


def _is_complete(article: dict[str, Any]) -> None:
    body = article["body"]
    assert [block["__typename"] for block in body] == [
        type(block).__name__ for block in BodyBlock().child_blocks.values()
    ]
    block = dict(zip(FILL, body, strict=True))
    assert (article["title"], article["ingress"], article["date"]) == (TITLE, INGRESS, "2026-03-17")
    assert article["language"]["status"] == "ORIGINAL"
    assert article["heroImage"]["alt"] == "Piirros: katettu juhlapöytä"
    assert [row["name"] for row in article["themes"] + article["areas"]] == ["Osallisuus", "Espoo"]
    assert [row["title"] for row in article["organisations"] + article["contacts"]] == ["HyTe ry", "Projektipäällikkö"]

    assert block["heading"]["headingText"] == "Mitä verkosto tekee"
    assert block["paragraph"]["paragraph"]["html"].startswith("<p>Verkosto tukee <b>yhdistyksiä</b> <a href=")
    [link] = block["paragraph"]["paragraph"]["links"]
    assert (link["text"], link["content"]["path"]) == ("Lisää", "/fi/näin-toimimme/")
    assert block["quote"]["speaker"] == "Verkoston edustaja"
    assert block["key_figure"]["value"] == "59 610"
    assert block["image"]["caption"] == "Vuoden viimeinen tapaaminen"
    assert block["document"]["document"]["title"] == "Toimintasuunnitelma"
    assert [row["title"] for row in block["contact"]["contacts"]] == ["Projektipäällikkö"]
    assert (block["table"]["caption"], [block["table"]["header"], *block["table"]["rows"]]) == ("Suunnitelma", TABLE)
    assert [row["image"]["alt"] for row in block["gallery"]["images"]] == [
        "Piirros: katettu juhlapöytä",
        "Piirros: kokous pöydän ääressä",
    ]
    assert block["embed"]["url"] == "https://vimeo.com/1084537"
    assert block["call_to_action"]["content"]["title"] == "Näin toimimme"
    [item] = block["accordion"]["accordionItems"]
    assert item["title"] == "Kuka voi liittyä?"
    assert item["body"][0]["paragraph"]["html"] == "<p>Jokainen yhdistys.</p>"
    assert [row["title"] for row in block["related_content"]["relatedItems"]] == ["Näin toimimme"]
