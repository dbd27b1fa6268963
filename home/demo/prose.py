"""Writes an entry's texts into a page, a menu or a footer, in one language.

The identifiers of blocks follow from their places, so that the same block has the same one in each language. That is
how a translation finds its segments.
"""

import json
import re
import uuid
from typing import Any

from wagtail.coreutils import string_to_ascii
from wagtail.models import Page

from cms.media.models import Document, Image
from home.demo.content import ContentError, Entry, Shelf, Texts
from organisations.models import Contact, KeyFigure

NAMESPACE = uuid.UUID("0d5f4a53-6f0e-4f4c-9f1b-6c7a3f6f2a10")
# Stands where a language has no text. It is from Unicode's private use area, so no text contains it.
MISSING = "\ue000"
PLAIN = (
    "title",
    "ingress",
    "summary",
    "short_name",
    "slogan",
    "place_name",
    "price",
    "applicants",
    "schedule",
    "skills",
)
STATEMENTS = ("decisions", "demands", "ways_of_working", "supported", "support")
STREAMS = ("agenda", "body", "goals", "minutes", "results", "how_to_apply", "modules", *STATEMENTS)
_PAGE_LINK = re.compile(r'<a page="([^"]+)">')
_WORD = re.compile(r"[a-z0-9]+")
_SLUG_LENGTH = 60

Block = dict[str, Any]


def identifier(place: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, place)


def slug(title: str) -> str:
    """Returns an address made from a title, which can be read aloud: whole words in plain letters.

    Titles in other alphabets are transliterated.
    """
    # A transliteration writes a hard or soft sign as an apostrophe, which divides no word.
    words = _WORD.findall(re.sub("['\"]", "", string_to_ascii(title)).lower())
    result = words[0]
    for word in words[1:]:
        if len(result) + 1 + len(word) > _SLUG_LENGTH:
            break
        result = f"{result}-{word}"
    return result


class Writer:
    """Writes one thing in one language. `place` is the thing's key, with which every identifier begins.

    `fallback` is the language whose text is used where the other has none.
    """

    def __init__(self, shelf: Shelf, tag: str, place: str, fallback: str = "") -> None:
        self.shelf = shelf
        self.tag = tag
        self.place = place
        self.fallback = fallback

    def text(self, texts: Texts | None) -> str:
        return (texts.get(self.tag) or texts.get(self.fallback) or MISSING) if texts else ""

    def rich(self, texts: Texts) -> str:
        def link(match: re.Match[str]) -> str:
            return f'<a id="{self.shelf.page(match[1]).pk}" linktype="page">'

        return _PAGE_LINK.sub(link, self.text(texts))

    def write_plain(self, page: Page, entry: Entry) -> None:
        names = {field.name for field in page._meta.get_fields()}
        for name in PLAIN:
            if name in entry and name not in names:
                raise ContentError(f"{self.place}: a {type(page).__name__} has no {name}.")
            if name in names:
                setattr(page, name, self.text(entry.get(name)))
        page.draft_title = page.title
        page.slug = slug(page.title)

    def write_streams(self, page: Page, entry: Entry) -> None:
        for name in STREAMS:
            if name in entry:
                write = self.statements if name in STATEMENTS else self.blocks
                setattr(page, name, json.dumps(write(entry[name], name)))

    def _block(self, kind: str, value: Any, place: str) -> Block:
        return {"type": kind, "value": value, "id": str(identifier(f"{self.place}/{place}"))}

    def _items(self, values: list[Any], place: str) -> list[Block]:
        return [self._block("item", value, f"{place}/{number}") for number, value in enumerate(values)]

    def statements(self, items: list[Texts], place: str) -> list[Block]:
        return [self._block("statement", self.text(texts), f"{place}/{number}") for number, texts in enumerate(items)]

    def blocks(self, entries: list[Entry], place: str) -> list[Block]:
        result = []
        for number, entry in enumerate(entries):
            here = f"{place}/{number}"
            kind, value = self._value(entry, here)
            result.append(self._block(kind, value, here))
        return result

    def _value(self, entry: Entry, place: str) -> tuple[str, Any]:
        """Returns the block's type and its value as the database keeps it. Raises ContentError for an unknown type."""
        text = self.text
        match entry["type"]:
            case "module" | "agenda_item" | "goal" as kind:
                return kind, self._part(entry, place)
            case "heading":
                return "heading", {"text": text(entry["text"]), "level": str(entry["level"])}
            case "paragraph":
                return "paragraph", f"<p>{self.rich(entry['text'])}</p>"
            case "list":
                points = "".join(f"<li>{self.rich(item)}</li>" for item in entry["items"])
                return "paragraph", f"<ul>{points}</ul>"
            case "quote":
                return "quote", {name: text(entry.get(name)) for name in ("text", "speaker", "role")}
            case "key_figure":
                return "key_figure", self.shelf.get(KeyFigure, entry["key"]).pk
            case "image":
                return "image", self._image(entry)
            case "gallery":
                images = [self._image(item) for item in entry["images"]]
                return "gallery", {"images": self._items(images, place)}
            case "document":
                return "document", self.shelf.get(Document, entry["key"]).pk
            case "contact":
                contacts = [self.shelf.get(Contact, key).pk for key in entry["contacts"]]
                return "contact", {"contacts": self._items(contacts, place)}
            case "table":
                return "table", self._table(entry)
            case "accordion":
                return "accordion", {"items": self._items(self._accordion(entry, place), place)}
            case "call_to_action":
                words = {name: text(entry.get(name)) for name in ("title", "text", "link_text")}
                return "call_to_action", {**words, **self._destination(entry)}
            case "related_content":
                pages = [self.shelf.page(key).pk for key in entry["items"]]
                return "related_content", {"title": text(entry.get("title")), "items": self._items(pages, place)}
            case other:
                raise ContentError(f"{self.place}: no block has the type {other!r}.")

    def _image(self, entry: Entry) -> dict[str, Any]:
        return {
            "image": self.shelf.get(Image, entry["key"]).pk,
            "caption": self.text(entry.get("caption")),
            "decorative": entry.get("decorative", False),
        }

    def _accordion(self, entry: Entry, place: str) -> list[dict[str, Any]]:
        return [
            {"title": self.text(item["title"]), "body": self.blocks(item["body"], f"{place}/{number}/body")}
            for number, item in enumerate(entry["items"])
        ]

    def _part(self, entry: Entry, place: str) -> dict[str, Any]:
        """Returns the value of a block that stands in a stream of its own kind."""
        match entry["type"]:
            case "module":
                return {name: self.text(entry.get(name)) for name in ("title", "text")}
            case "agenda_item":
                words = {name: self.text(entry.get(name)) for name in ("title", "speakers", "text")}
                return {**words, **{name: entry.get(name) for name in ("starts_at", "ends_at")}}
        return self._goal(entry, place)

    def _goal(self, entry: Entry, place: str) -> dict[str, Any]:
        parts = [
            {"title": self.text(part["title"]), "measures": self._items(self._measures(part, at), at)}
            for number, part in enumerate(entry["sub_goals"])
            for at in [f"{place}/{number}"]
        ]
        return {"title": self.text(entry["title"]), "sub_goals": self._items(parts, place)}

    def _measures(self, part: Entry, place: str) -> list[dict[str, Any]]:
        measures = []
        for number, measure in enumerate(part["measures"]):
            responsible = [
                {
                    "organisation": self.shelf.page(who["organisation"]).pk if "organisation" in who else None,
                    "role": self.text(who.get("role")),
                }
                for who in measure["responsible"]
            ]
            texts = {name: self.text(measure.get(name)) for name in ("title", "text", "status_text")}
            facts = {name: measure.get(name, "") for name in ("starts", "ends", "status")}
            items = self._items(responsible, f"{place}/{number}")
            measures.append({**texts, **facts, "status_on": measure.get("status_on"), "responsible": items})
        return measures

    def _table(self, entry: Entry) -> dict[str, Any]:
        rows = [entry["header"], *entry["rows"]]
        return {
            "data": [[self.text(cell) for cell in row] for row in rows],
            "table_caption": self.text(entry["caption"]),
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }

    def _destination(self, entry: Entry) -> dict[str, Any]:
        page = self.shelf.page(entry["page"]).pk if "page" in entry else None
        return {"page": page, "url": entry.get("url", "")}

    def menu(self, entries: list[Entry]) -> list[Block]:
        result = []
        for number, entry in enumerate(entries):
            children = [self._menu_item(child) for child in entry.get("children", [])]
            value = {**self._menu_item(entry), "children": self._items(children, str(number))}
            result.append(self._block("item", value, str(number)))
        return result

    def _menu_item(self, entry: Entry) -> dict[str, Any]:
        return {"title": self.text(entry.get("title")), **self._destination(entry)}
