"""Every block is read back as it was written; what is damaged is left out and never fails the answer."""

from typing import Any

import pytest

from content_api import ids
from news.models import NewsArticlePage
from tests import factories as make
from tests.conftest import Graphql
from tests.content_api.streams.expected import section
from tests.content_api.trees.bodies import VIDEO, Library, fetch_embed, stored

SECTION = """
  __typename
  ... on HeadingBlock { id headingText: text level anchor }
  ... on ParagraphBlock { id paragraph: text { text } }
  ... on QuoteBlock { id quotation: text speaker role }
  ... on KeyFigureBlock { id value unit label note asOf source sourceUrl }
  ... on ImageBlock { id image { id alt } caption isDecorative }
  ... on DocumentBlock { id document { id title } }
  ... on ContactBlock { id contacts { id title email } }
  ... on TableBlock { id caption header rows hasHeaderColumn }
"""
BODY = f"""
query ($id: ID!, $locales: [LanguageTag!]) {{ newsArticle(by: {{id: $id}}, locales: $locales) {{ body {{
  {SECTION}
  ... on GalleryBlock {{ id images {{ image {{ id }} caption isDecorative }} }}
  ... on EmbedBlock {{ id url embedTitle: title html }}
  ... on CallToActionBlock {{ id callTitle: title callText: text linkText url content {{ __typename title }} }}
  ... on AccordionBlock {{ id parts: items {{ title body {{ {SECTION} }} }} }}
  ... on RelatedContentBlock {{ id relatedTitle: title pages: items {{ __typename title }} }}
}} }} }}
"""


def _body(graphql: Graphql, *blocks: dict[str, Any], **variables: Any) -> list[Any]:
    page = make.article(body=list(blocks))
    found: list[Any] = graphql(BODY, id=ids.encode("NewsArticle", page.pk), **variables)["newsArticle"]["body"]
    return found


def _damaged(graphql: Graphql, *blocks: Any) -> list[Any]:
    """Written past the editor."""
    page = make.article()
    NewsArticlePage.objects.filter(pk=page.pk).update(body=[*blocks, stored("quote", {"text": "Ehjä"}, "last")])
    found: list[Any] = graphql(BODY, id=ids.encode("NewsArticle", page.pk))["newsArticle"]["body"]
    assert found.pop() == {
        "__typename": "QuoteBlock", "id": "last", "quotation": "Ehjä", "speaker": None, "role": None,
    }  # fmt: skip
    return found


def test_every_block_is_read_back_exactly_nested_ones_too(graphql: Graphql, settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://www.example.org"
    library = Library()
    fetch_embed()
    raw = library.body()

    body = _body(graphql, *raw)

    image = {"image": {"id": ids.encode("Image", library.image.pk)}}
    identifiers = [block["id"] for block in raw]
    assert body[:8] == section(library, raw[:8], "mitä-teemme")
    assert body[8:] == [
        {
            "__typename": "GalleryBlock",
            "id": identifiers[8],
            "images": [
                {**image, "caption": None, "isDecorative": False},
                {**image, "caption": "Toinen", "isDecorative": True},
            ],
        },
        {
            "__typename": "EmbedBlock",
            "id": identifiers[9],
            "url": VIDEO,
            "embedTitle": "Video",
            "html": "<iframe></iframe>",
        },
        {
            "__typename": "CallToActionBlock",
            "id": identifiers[10],
            "callTitle": "Tule mukaan",
            "callText": "Avoin",
            "linkText": "Liity",
            "url": f"https://www.example.org{library.page.url_path}",
            "content": {"__typename": "ContentPage", "title": "Liity mukaan"},
        },
        {
            "__typename": "AccordionBlock",
            "id": identifiers[11],
            "parts": [
                {
                    "title": "Kuka?",
                    "body": section(library, raw[11]["value"]["items"][0]["value"]["body"], "mitä-teemme-2"),
                }
            ],
        },
        {
            "__typename": "RelatedContentBlock",
            "id": identifiers[12],
            "relatedTitle": "Lue myös",
            "pages": [{"__typename": "ContentPage", "title": "Liity mukaan"}],
        },
    ]


def test_anchors_are_unique_within_a_page(graphql: Graphql) -> None:
    texts = ["Sama", "Sama", "Sama 2", "sama", "!!!"]
    body = _body(graphql, *(stored("heading", {"text": text, "level": "3"}, f"block-{text}") for text in texts))

    assert [block["anchor"] for block in body] == ["sama", "sama-2", "sama-2-2", "sama-3", "block-!!"]
    assert {block["level"] for block in body} == {3}


def test_a_list_stored_in_the_older_form_is_read_too(graphql: Graphql) -> None:
    page, contact = make.content_page("Sivu"), make.contact()

    related, contacts = _body(
        graphql,
        stored("related_content", {"title": "", "items": [page.pk]}),
        stored("contact", {"contacts": [contact.pk]}),
    )

    assert (related["relatedTitle"], related["pages"]) == (None, [{"__typename": "ContentPage", "title": "Sivu"}])
    assert [row["id"] for row in contacts["contacts"]] == [ids.encode("Contact", contact.pk)]


def test_a_table_may_have_no_header_and_empty_cells(graphql: Graphql) -> None:
    table = {"data": [["a", None], ["", 0]], "table_caption": "", "first_row_is_table_header": False}

    (found,) = _body(graphql, stored("table", table))

    assert (found["caption"], found["header"], found["rows"]) == (None, [], [["a", ""], ["", "0"]])


def test_a_call_to_action_may_lead_elsewhere(graphql: Graphql) -> None:
    call = {"title": "T", "text": "", "link_text": "L", "page": None, "url": "https://example.com/"}

    (found,) = _body(graphql, stored("call_to_action", call))

    assert (found["callText"], found["url"], found["content"]) == (None, "https://example.com/", None)


def test_an_embed_that_nobody_fetched_has_no_markup_and_nothing_is_fetched(graphql: Graphql) -> None:
    (found,) = _damaged(graphql, stored("embed", {"url": VIDEO, "title": ""}))

    assert (found["url"], found["embedTitle"], found["html"]) == (VIDEO, None, None)


def test_what_blocks_refer_to_comes_in_the_readers_language(graphql: Graphql) -> None:
    library = Library()
    make.translate(library.page, "sv")
    page = make.article(body=library.body())

    found = graphql(BODY, id=ids.encode("NewsArticle", page.pk), locales=["sv", "fi"])["newsArticle"]["body"]
    blocks = {block["__typename"]: block for block in found}

    assert blocks["ImageBlock"]["image"]["alt"] == "Ett blått fält"
    assert blocks["ContactBlock"]["contacts"][0]["title"] == "Projektledare"
    assert blocks["RelatedContentBlock"]["pages"][0]["title"] == "sv: Liity mukaan"
    assert blocks["CallToActionBlock"]["content"]["title"] == "sv: Liity mukaan"
    assert blocks["KeyFigureBlock"]["label"] == "vieraskielistä"


def test_a_block_whose_target_has_gone_is_left_out(graphql: Graphql) -> None:
    library = Library()
    library.page.unpublish()
    for row in (library.image, library.document, library.contact, library.key_figure):
        row.delete()

    body = _damaged(graphql, *library.body())

    assert [block["__typename"] for block in body] == [
        "HeadingBlock", "ParagraphBlock", "QuoteBlock", "TableBlock", "EmbedBlock", "AccordionBlock",
    ]  # fmt: skip
    assert body[1]["paragraph"]["text"] == "Lue sivu ja tiedosto."
    assert [block["__typename"] for block in body[5]["parts"][0]["body"]] == [
        "HeadingBlock", "ParagraphBlock", "QuoteBlock", "TableBlock",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "block",
    [
        stored("unknown", {"text": "?"}),
        stored("image", {"image": None}),
        stored("image", {"image": "x"}),
        stored("image", {"image": -1}),
        stored("image", {"image": 10**30}),
        stored("image", None),
        stored("gallery", {"images": "x"}),
        stored("gallery", {"images": [None, 5, {"type": "item"}]}),
        stored("document", "x"),
        stored("document", True),
        stored("document", 10**30),
        stored("key_figure", {}),
        stored("key_figure", 10**30),
        stored("contact", {"contacts": [None, "x", 10**30]}),
        stored("contact", []),
        stored("call_to_action", {}),
        stored("call_to_action", {"page": 10**30}),
        stored("related_content", {"items": [None, {"type": "item", "value": "x"}, 10**30]}),
        stored("embed", {"url": None}),
        stored("paragraph", None),
        stored("paragraph", {"html": "x"}),
        {"type": "image", "id": "without-value"},
    ],
    ids=lambda block: f"{block['type']} {block.get('value')}",
)
def test_a_damaged_block_is_left_out(graphql: Graphql, block: dict[str, Any]) -> None:
    assert _damaged(graphql, block) == []


def test_a_block_with_parts_missing_shows_what_is_left(graphql: Graphql) -> None:
    heading, quote, table, accordion = _damaged(
        graphql,
        stored("heading", {"text": None, "level": "9"}, "heading-id"),
        stored("quote", {}, "quote-id"),
        stored("table", {"data": 5}, "table-id"),
        stored("accordion", {"items": [None, {"title": None, "body": [None, stored("unknown", 1)]}]}, "accordion-id"),
    )

    assert (heading["headingText"], heading["level"]) == ("", 2)
    assert (quote["quotation"], quote["speaker"]) == ("", None)
    assert (table["header"], table["rows"]) == ([], [])
    assert accordion["parts"] == [{"title": "", "body": []}, {"title": "", "body": []}]


def test_a_block_stored_without_an_id_has_one_that_lasts(graphql: Graphql) -> None:
    page = make.article()
    NewsArticlePage.objects.filter(pk=page.pk).update(body=[{"type": "quote", "value": {"text": "A"}}] * 2)

    first, second = (
        [block["id"] for block in graphql(BODY, id=ids.encode("NewsArticle", page.pk))["newsArticle"]["body"]]
        for _ in range(2)
    )

    assert first == second
    assert len(set(first)) == 2


def test_a_stored_block_that_an_accordion_may_not_hold_is_left_out(graphql: Graphql) -> None:
    kept = stored("heading", {"text": "Otsikko", "level": "2"}, "kept")
    inner = [stored("embed", {"url": VIDEO, "title": "Video"}), stored("accordion", {"items": []}), kept]
    item = {"type": "item", "id": "item", "value": {"title": "Osa", "body": inner}}

    (accordion,) = _damaged(graphql, stored("accordion", {"items": [item]}, "accordion"))

    assert [block["__typename"] for block in accordion["parts"][0]["body"]] == ["HeadingBlock"]
