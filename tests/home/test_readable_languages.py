"""The readable page says in which language words are that a translator left or that were read along fallbacks."""

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.admin import text_of
from tests.content_api.base.test_foreign_words import translate_but
from tests.content_api.trees.bodies import listed, stored

pytestmark = pytest.mark.django_db
FI = 'lang="fi" dir="ltr"'


def _read(page: Any) -> str:
    response = Client().get(page.url)
    assert response.status_code == 200
    return text_of(response)


def _body() -> list[dict[str, Any]]:
    question = {
        "title": "Jäi kysymys",
        "body": [stored("heading", {"text": "Jäi alla", "level": "3"})],
    }
    image = {"image": make.image(alt={"fi": "Väkeä"}).pk, "caption": "Jäi kuvateksti", "decorative": False}
    return [
        stored("heading", {"text": "Otsikko", "level": "2"}),
        stored("heading", {"text": "Jäi otsikko", "level": "2"}),
        stored("paragraph", "<p>Jäi alku.</p><p>Loppu.</p>"),
        stored("paragraph", "<p>Jäi kaikki.</p>"),
        stored("quote", {"text": "Sitaatti", "speaker": "", "role": "Jäi rooli"}),
        stored(
            "table",
            {
                "data": [["Jäi A", "B"], ["C", "Jäi D"]],
                "table_caption": "Jäi taulukko",
                "first_row_is_table_header": True,
            },
        ),
        stored("image", image),
        stored("accordion", {"items": listed(question)}),
        stored("key_figure", make.key_figure(label={"fi": "puhujaa"}).pk),
    ]  # fmt: skip


def test_what_a_translator_left_is_marked() -> None:
    make.home("sv")
    section = make.content_page("Jäi osio")
    translate_but(section, "sv", "Jäi")
    page = translate_but(make.content_page("Jäi sivu", parent=section, ingress="Ingressi.", body=_body()), "sv", "Jäi")

    shown = _read(page)

    assert '<html lang="sv" dir="ltr">' in shown
    for marked in (
        f"<h1 {FI}>Jäi sivu</h1>",
        f"<h2 {FI}>Jäi otsikko</h2>",
        '<div class="text"><p dir="ltr" lang="fi">Jäi alku.</p><p>sv: Loppu.</p></div>',
        f'<div class="text" {FI}><p dir="ltr" lang="fi">Jäi kaikki.</p></div>',
        f"<span {FI}>Jäi rooli</span>",
        f"<caption {FI}>Jäi taulukko</caption>",
        f"<span {FI}>Jäi kuvateksti</span>",
        f"<summary {FI}>Jäi kysymys</summary>",
        f"<h3 {FI}>Jäi alla</h3>",
        f"<span {FI}>puhujaa</span>",
        f"{FI}>Jäi osio</a>",
    ):
        assert marked in shown, marked
    for plain in ("<h2>sv: Otsikko</h2>", '<p class="ingress">sv: Ingressi.</p>', "<blockquote><p>sv: Sitaatti"):
        assert plain in shown, plain
    head, _, body = shown.partition("<tbody>")
    assert f'<th scope="col" {FI}' in head
    assert '<th scope="col" >sv: B</th>' in head
    assert f"<td {FI}" in body
    assert f'alt="Väkeä" loading="lazy" {FI}>' in shown


def test_a_page_in_one_language_marks_nothing() -> None:
    page = make.content_page("Sivu", ingress="Ingressi.", body=_body())

    for shown in (_read(page), _read(translate_but(page, "sv")).replace("puhujaa", "").replace('alt="Väkeä"', "")):
        main = shown.partition('<main id="content">')[2].partition("</main>")[0]
        assert main.count("lang=") == (0 if "sv: " not in main else 2)


def test_a_page_on_which_nothing_is_translated_says_so_of_every_text() -> None:
    copy = make.translate(make.content_page("Sivu", ingress="Ingressi."), "sv", strings=0)

    shown = _read(copy)

    assert f"<h1 {FI}>Sivu</h1>" in shown
    assert f'<p class="ingress" {FI}>Ingressi.</p>' in shown
