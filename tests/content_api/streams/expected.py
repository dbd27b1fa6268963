"""The blocks of `tests.content_api.trees.bodies` as they are read back."""

from typing import Any

from content_api import ids
from tests.content_api.trees.bodies import Library


def _of_words(anchor: str) -> list[dict[str, Any]]:
    return [
        {"__typename": "HeadingBlock", "headingText": "Mitä teemme", "level": 2, "anchor": anchor},
        {"__typename": "ParagraphBlock", "paragraph": {"text": "Lue sivu ja tiedosto."}},
        {"__typename": "QuoteBlock", "quotation": "Yhdessä.", "speaker": "Edustaja", "role": "Puheenjohtaja"},
        {
            "__typename": "KeyFigureBlock",
            "value": "59 610",
            "unit": "henkilöä",
            "label": "vieraskielistä",
            "note": "Espoossa",
            "asOf": "2021-12-31",
            "source": "espoo.fi",
            "sourceUrl": "https://espoo.fi/",
        },
    ]


def _of_records(library: Library) -> list[dict[str, Any]]:
    return [
        {
            "__typename": "ImageBlock",
            "image": {"id": ids.encode("Image", library.image.pk), "alt": "Sininen kenttä"},
            "caption": "Kokous",
            "isDecorative": False,
        },
        {
            "__typename": "DocumentBlock",
            "document": {"id": ids.encode("Document", library.document.pk), "title": "Asiakirja"},
        },
        {
            "__typename": "ContactBlock",
            "contacts": [
                {
                    "id": ids.encode("Contact", library.contact.pk),
                    "title": "Projektipäällikkö",
                    "email": "projekti@example.org",
                }
            ],
        },
        {
            "__typename": "TableBlock",
            "caption": "Suunnitelma",
            "header": ["Tavoite", "Aikataulu"],
            "rows": [["Näkyväksi", "2014–2017"]],
            "hasHeaderColumn": True,
        },
    ]


def section(library: Library, raw: list[dict[str, Any]], anchor: str) -> list[dict[str, Any]]:
    expected = [*_of_words(anchor), *_of_records(library)]
    return [{**block, "id": stored_block["id"]} for block, stored_block in zip(expected, raw, strict=True)]
