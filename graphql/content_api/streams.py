"""From stored StreamFields to blocks: references are gathered from all rows at once, each kind is loaded once.

The stored JSON is read as it is, so that an unknown or damaged block is left out instead of failing the answer.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import strawberry
from django.utils.text import slugify

from cms.core import rich_text
from cms.core.rich_text import Reference, ResolvedText, Target
from content_api import loading
from content_api.loading import Peers, Wish
from content_api.types import blocks as types
from content_api.types.language import page_url
from content_api.types.media import absolute

Raw = dict[str, Any]


def items(value: Any) -> list[Any]:
    """Values of a stored ListBlock, in its present form or the older one without ids."""
    if not isinstance(value, list):
        return []
    return [
        entry["value"] if isinstance(entry, dict) and entry.get("type") == "item" and "value" in entry else entry
        for entry in value
    ]


def _struct(value: Any) -> Raw:
    return value if isinstance(value, dict) else {}


def _integer(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass
class Wanted:
    """Ids of everything that the blocks of a question refer to."""

    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    contacts: set[int] = field(default_factory=set)
    key_figures: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    embeds: set[str] = field(default_factory=set)

    def gather(self, raw: Any) -> None:
        for block in raw if isinstance(raw, list) else []:
            if isinstance(block, dict):
                self._gather_one(block.get("type"), block.get("value"))

    def _add(self, kind: set[int], value: Any) -> None:
        if (pk := _integer(value)) is not None:
            kind.add(pk)

    def _gather_one(self, name: Any, value: Any) -> None:
        struct = _struct(value)
        if name == "paragraph" and isinstance(value, str):
            for reference in rich_text.references(value):
                (self.pages if reference.kind == "page" else self.documents).add(reference.pk)
        elif name == "image":
            self._add(self.images, struct.get("image"))
        elif name == "gallery":
            for image in items(struct.get("images")):
                self._add(self.images, _struct(image).get("image"))
        elif name == "document":
            self._add(self.documents, value)
        elif name == "key_figure":
            self._add(self.key_figures, value)
        elif name == "contact":
            for contact in items(struct.get("contacts")):
                self._add(self.contacts, contact)
        elif name == "call_to_action":
            self._add(self.pages, struct.get("page"))
        elif name == "related_content":
            for page in items(struct.get("items")):
                self._add(self.pages, page)
        elif name == "embed" and isinstance(struct.get("url"), str):
            self.embeds.add(struct["url"])
        elif name == "accordion":
            for item in items(struct.get("items")):
                self.gather(_struct(item).get("body"))


def _embed_markup(urls: set[str]) -> dict[str, str]:
    """What a job fetched when the page was published; nothing is fetched here."""
    from wagtail.embeds.models import Embed

    return dict(Embed.objects.filter(url__in=urls, max_width__isnull=True).values_list("url", "html")) if urls else {}


class Library:
    """Everything that the blocks refer to, as far as it is public."""

    def __init__(self, wanted: Wanted, wish: Wish) -> None:
        self.wish = wish
        self.images = loading.images(wanted.images, wish)
        self.documents = loading.documents(wanted.documents, wish)
        self.contacts = loading.contacts(wanted.contacts, wish)
        self.key_figures = loading.key_figures(wanted.key_figures, wish)
        self.pages = loading.best_of_any_type(wanted.pages, wish)
        self.embeds = _embed_markup(wanted.embeds)

    def targets(self, source: str) -> dict[Reference, Target]:
        found: dict[Reference, Target] = {}
        for reference in rich_text.references(source):
            if reference.kind == "page" and (page := self.pages.get(reference.pk)):
                tag = page.locale.language_code
                found[reference] = Target(page_url(page), tag if tag != self.wish[0] else None, page)
            elif reference.kind == "document" and (document := self.documents.get(reference.pk)):
                found[reference] = Target(absolute(document.url), None, document)
        return found


class Builder:
    """Blocks of one page: anchors are unique within it."""

    def __init__(self, library: Library, anchors: set[str]) -> None:
        self._library = library
        self._anchors = anchors

    def blocks(self, raw: Any) -> list[Any]:
        return list(self._blocks(raw))

    def _blocks(self, raw: Any) -> Iterator[Any]:
        for position, block in enumerate(raw if isinstance(raw, list) else []):
            if not isinstance(block, dict) or (build := BUILDERS.get(block.get("type", ""))) is None:
                continue
            value = block.get("value")
            identifier = block.get("id") or hashlib.sha256(f"{position}{value}".encode()).hexdigest()[:32]
            built = build(self, strawberry.ID(identifier), value)
            if built is not None:
                yield built

    def _heading(self, identifier: strawberry.ID, value: Any) -> Any:
        text = str(_struct(value).get("text") or "")
        level = str(_struct(value).get("level") or "2")
        anchor = base = slugify(text, allow_unicode=True) or identifier[:8]
        number = 2
        while anchor in self._anchors:
            anchor, number = f"{base}-{number}", number + 1
        self._anchors.add(anchor)
        return types.HeadingBlock(
            id=identifier, text=text, level=int(level) if level in {"2", "3", "4"} else 2, anchor=anchor
        )

    def _paragraph(self, identifier: strawberry.ID, value: Any) -> Any:
        if not isinstance(value, str):
            return None
        resolved = ResolvedText(value, self._library.targets(value))
        return types.ParagraphBlock(id=identifier, text=types.RichText(resolved=resolved))

    def _quote(self, identifier: strawberry.ID, value: Any) -> Any:
        struct = _struct(value)
        return types.QuoteBlock(
            id=identifier,
            text=str(struct.get("text") or ""),
            speaker=struct.get("speaker") or None,
            role=struct.get("role") or None,
        )

    def _key_figure(self, identifier: strawberry.ID, value: Any) -> Any:
        figure = self._library.key_figures.get(_integer(value) or 0)
        if figure is None:
            return None
        wish = self._library.wish
        organisation = loading.organisation_at(figure, "source_organisation_key")
        return types.KeyFigureBlock(
            id=identifier,
            value=figure.value,
            unit=figure.unit.best(wish) or None,
            label=figure.label.best(wish),
            note=figure.note.best(wish) or None,
            as_of=figure.as_of,
            source=figure.source or (organisation.title if organisation else None),
            source_url=figure.source_url or None,
        )

    def _image(self, identifier: strawberry.ID, value: Any) -> Any:
        struct = _struct(value)
        image = self._library.images.get(_integer(struct.get("image")) or 0)
        if image is None:
            return None
        return types.ImageBlock(
            id=identifier,
            image=image,
            caption=struct.get("caption") or None,
            is_decorative=bool(struct.get("decorative")) or image.is_decorative,
        )

    def _gallery(self, identifier: strawberry.ID, value: Any) -> Any:
        built = (
            self._image(strawberry.ID(f"{identifier}-{position}"), image)
            for position, image in enumerate(items(_struct(value).get("images")))
        )
        images = [image for image in built if image is not None]
        return types.GalleryBlock(id=identifier, images=images) if images else None

    def _embed(self, identifier: strawberry.ID, value: Any) -> Any:
        struct = _struct(value)
        if not isinstance(struct.get("url"), str):
            return None
        return types.EmbedBlock(
            id=identifier,
            url=struct["url"],
            title=struct.get("title") or None,
            html=self._library.embeds.get(struct["url"]) or None,
        )

    def _call_to_action(self, identifier: strawberry.ID, value: Any) -> Any:
        struct = _struct(value)
        page = self._library.pages.get(_integer(struct.get("page")) or 0)
        url = page_url(page) if page else struct.get("url")
        if not url:
            return None  # Its page is not public: a button that leads nowhere is worse than none.
        return types.CallToActionBlock(
            id=identifier,
            title=str(struct.get("title") or ""),
            text=struct.get("text") or None,
            link_text=str(struct.get("link_text") or ""),
            url=url,
            content=page,
        )

    def _contact(self, identifier: strawberry.ID, value: Any) -> Any:
        keys = (_integer(key) for key in items(_struct(value).get("contacts")))
        contacts = [self._library.contacts[key] for key in keys if key in self._library.contacts]
        return types.ContactBlock(id=identifier, contacts=contacts) if contacts else None

    def _document(self, identifier: strawberry.ID, value: Any) -> Any:
        document = self._library.documents.get(_integer(value) or 0)
        return types.DocumentBlock(id=identifier, document=document) if document else None

    def _table(self, identifier: strawberry.ID, value: Any) -> Any:
        struct = _struct(value)
        data = struct.get("data")
        rows = [
            ["" if cell is None else str(cell) for cell in row]
            for row in (data if isinstance(data, list) else [])
            if isinstance(row, list)
        ]
        has_header = bool(struct.get("first_row_is_table_header")) and bool(rows)
        return types.TableBlock(
            id=identifier,
            caption=struct.get("table_caption") or None,
            header=rows[0] if has_header else [],
            rows=rows[1:] if has_header else rows,
        )

    def _related_content(self, identifier: strawberry.ID, value: Any) -> Any:
        keys = (_integer(key) for key in items(_struct(value).get("items")))
        found = [self._library.pages[key] for key in keys if key in self._library.pages]
        if not found:
            return None
        return types.RelatedContentBlock(id=identifier, title=_struct(value).get("title") or None, items=found)

    def _accordion(self, identifier: strawberry.ID, value: Any) -> Any:
        parts = [
            types.AccordionItem(
                title=str(_struct(item).get("title") or ""), body=self.blocks(_struct(item).get("body"))
            )
            for item in items(_struct(value).get("items"))
        ]
        return types.AccordionBlock(id=identifier, items=parts)


# A stored block's name to the class that an editor fills in and the method that builds its type.
BUILDERS: dict[str, Callable[[Builder, strawberry.ID, Any], Any]] = {
    "heading": Builder._heading,
    "paragraph": Builder._paragraph,
    "quote": Builder._quote,
    "key_figure": Builder._key_figure,
    "image": Builder._image,
    "gallery": Builder._gallery,
    "embed": Builder._embed,
    "call_to_action": Builder._call_to_action,
    "contact": Builder._contact,
    "document": Builder._document,
    "table": Builder._table,
    "related_content": Builder._related_content,
    "accordion": Builder._accordion,
}


def stream(peers: Peers, name: str) -> dict[int, list[Any]]:
    """The blocks of one StreamField of every peer."""
    raw = {row.pk: list(getattr(row, name).raw_data) for row in peers.rows}
    wanted = Wanted()
    for blocks in raw.values():
        wanted.gather(blocks)
    library = Library(wanted, peers.wish)
    anchors = peers.once("anchors", lambda peers: defaultdict(set))
    return {pk: Builder(library, anchors[pk]).blocks(blocks) for pk, blocks in raw.items()}


def stream_of(page: Any, name: str) -> list[Any]:
    return page.peers.once(("stream", name), lambda peers: stream(peers, name)).get(page.pk, [])


def statements(page: Any, name: str) -> list[str]:
    """A StreamField that lists single sentences."""
    return [
        str(block["value"])
        for block in getattr(page, name).raw_data
        if block.get("type") == "statement" and block.get("value")
    ]
