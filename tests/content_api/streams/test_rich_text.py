"""One stored text, four faces: HTML, plain text, Markdown and links; safe whatever was pasted into it."""

from typing import Any

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from cms.core.text.rich_text import ResolvedText
from content_api import ids
from news.models import NewsArticlePage
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.trees.bodies import stored

TEXT = """
query ($id: ID!, $locales: [LanguageTag!]) {
  newsArticle(by: {id: $id}, locales: $locales) {
    body { ... on ParagraphBlock { text {
      html text markdown
      links { url text content { __typename title } document { title } }
    } } }
  }
}
"""


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://www.example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://api.example.org"


def _text(graphql: Graphql, html: str, *locales: str) -> Any:
    """As it is stored, also when no editor could publish it."""
    page = make.article()
    NewsArticlePage.objects.filter(pk=page.pk).update(body=[stored("paragraph", html)])
    found = graphql(TEXT, id=ids.encode("NewsArticle", page.pk), locales=list(locales) or None)
    return found["newsArticle"]["body"][0]["text"]


def test_a_text_has_four_faces(graphql: Graphql) -> None:
    html = (
        "<p>Verkosto <b>auttaa</b> &amp; <i>tukee</i>.</p><ul><li>yksi</li><li>kaksi</li></ul>"
        '<p>Lue <a href="https://example.com/?a=1&amp;b=2">lisää</a>.</p>'
    )

    assert _text(graphql, html) == {
        "html": html,
        "text": "Verkosto auttaa & tukee.\nyksi\nkaksi\nLue lisää.",
        "markdown": "Verkosto **auttaa** & *tukee*.\n\n- yksi\n- kaksi\n\nLue [lisää](https://example.com/?a=1&b=2).",
        "links": [{"url": "https://example.com/?a=1&b=2", "text": "lisää", "content": None, "document": None}],
    }


def test_links_to_pages_and_documents_are_resolved_in_reading_order(graphql: Graphql) -> None:
    page, document = make.content_page("Sivu", slug="sivu"), make.document("Tiedosto")

    found = _text(
        graphql,
        f'<p><a linktype="document" id="{document.pk}">tiedosto</a> ja '
        f'<a id="{page.pk}" linktype="page">sivu <b>tämä</b></a> '
        '<a href="mailto:a@example.org">posti</a> <a href="tel:+358401234567">soita</a></p>',
    )

    url = f"https://api.example.org/documents/{document.pk}/{document.filename}"
    assert found["html"] == (
        f'<p><a href="{url}">tiedosto</a> ja <a href="https://www.example.org/fi/sivu/">sivu <b>tämä</b></a> '
        '<a href="mailto:a@example.org">posti</a> <a href="tel:+358401234567">soita</a></p>'
    )
    assert found["links"] == [
        {"url": url, "text": "tiedosto", "content": None, "document": {"title": "Tiedosto"}},
        {
            "url": "https://www.example.org/fi/sivu/",
            "text": "sivu tämä",
            "content": {"__typename": "ContentPage", "title": "Sivu"},
            "document": None,
        },
        {"url": "mailto:a@example.org", "text": "posti", "content": None, "document": None},
        {"url": "tel:+358401234567", "text": "soita", "content": None, "document": None},
    ]


def test_a_link_leads_to_the_readers_language_and_tells_when_it_is_another(graphql: Graphql) -> None:
    both, finnish = make.content_page("Molemmat"), make.content_page("Suomeksi", slug="suomeksi")
    swedish = make.translate(both, "sv")
    html = f'<p><a linktype="page" id="{both.pk}">a</a><a linktype="page" id="{finnish.pk}">b</a></p>'

    assert _text(graphql, html, "sv", "fi")["html"] == (
        f'<p><a href="https://www.example.org{swedish.url_path}">a</a>'
        '<a href="https://www.example.org/fi/suomeksi/" hreflang="fi">b</a></p>'
    )


def test_a_link_to_what_is_not_public_keeps_its_words_only(graphql: Graphql) -> None:
    draft, document = make.content_page(live=False), make.document()
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type=CollectionViewRestriction.LOGIN
    )

    found = _text(
        graphql,
        f'<p>A <a linktype="page" id="{draft.pk}">luonnos <b>x</b></a>, '
        f'<a linktype="document" id="{document.pk}">salainen</a>, '
        '<a linktype="page" id="999999999">poistettu</a>, <a linktype="page" id="x">outo</a>.</p>',
    )

    assert found == {
        "html": "<p>A luonnos <b>x</b>, salainen, poistettu, outo.</p>",
        "text": "A luonnos x, salainen, poistettu, outo.",
        "markdown": "A luonnos **x**, salainen, poistettu, outo.",
        "links": [],
    }


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p>a<style>p{}</style>b</p>", "<p>ab</p>"),
        ('<p onclick="alert(1)" style="color:red" class="x" id="y">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href="JaVaScRiPt:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href=" javascript:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href="java&#10;script:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href="data:text/html,x">a</a></p>', "<p>a</p>"),
        ('<p><a href="vbscript:x">a</a></p>', "<p>a</p>"),
        (
            '<p><a href="https://example.com/" onclick="x()" target="_blank">a</a></p>',
            '<p><a href="https://example.com/">a</a></p>',
        ),
        ('<p><img src="x" onerror="alert(1)">a</p>', "<p>a</p>"),
        ('<p><iframe src="https://example.com/"></iframe>a</p>', "<p>a</p>"),
        ('<p>a<svg onload="alert(1)"><a href="x">b</a></svg></p>', None),
        ("<p>a<!-- b -->c</p>", "<p>ac</p>"),
        ("<h1>a</h1>", "a"),
        ("<p>a", "<p>a</p>"),
        ('<embed embedtype="image" id="1" alt="x" format="left"/><p>a</p>', "<p>a</p>"),
    ],
)
def test_markup_that_could_do_harm_is_taken_away(graphql: Graphql, html: str, clean: str | None) -> None:
    found = _text(graphql, html)

    assert clean is None or found["html"] == clean
    for face in (found["html"], found["markdown"]):
        assert not any(word in face.lower() for word in ("script", "onload", "onerror", "onclick", "style", "svg"))
    assert [link["url"] for link in found["links"]] in ([], ["https://example.com/"])


def test_escaped_markup_stays_text(graphql: Graphql) -> None:
    found = _text(graphql, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")

    assert found["html"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert found["text"] == "<script>alert(1)</script>"


def test_an_empty_text_is_empty_in_every_face(graphql: Graphql) -> None:
    assert _text(graphql, "") == {"html": "", "text": "", "markdown": "", "links": []}


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Otsikko</h2><p>Teksti</p>", "## Otsikko\n\nTeksti"),
        ("<ol><li>yksi</li><li>kaksi</li></ol>", "1. yksi\n2. kaksi"),
        ("<p>rivi<br>toinen</p>", "rivi  \ntoinen"),
        ("<p>2 * 3 _x_</p>", "2 \\* 3 \\_x\\_"),
        ("<blockquote><p>Sanottu</p></blockquote>", "> Sanottu"),
    ],
)
def test_markdown_says_the_same(html: str, markdown: str) -> None:
    assert ResolvedText(html, {}).markdown == markdown


def test_lines_of_plain_text_are_the_paragraphs_and_items(graphql: Graphql) -> None:
    assert _text(graphql, "<p>a<br/>b</p>\n<p>  c   d </p><ol><li>e</li></ol>")["text"] == "a\nb\nc d\ne"
