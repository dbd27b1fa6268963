"""From stored StreamFields to blocks of the schema.

The stored JSON is read as it is, so that an unknown or damaged block is left out instead of failing the answer.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any

import strawberry
from django.utils.text import slugify

from cms.core.blocks import BodyBlock, SectionBlock
from cms.core.text.foreign import Words
from cms.core.text.rich_text import ResolvedText
from cms.core.text.web_addresses import embeddable_markup, followable
from content_api.base.language import page_url, words_of
from content_api.base.localised import Text, foreign, languages
from content_api.reading.images import images_of
from content_api.reading.loading import Batch
from content_api.reading.stored_streams import Raw, entries, integer, items, stored, struct_of, wanted_of
from content_api.streams import blocks as types
from content_api.streams.key_figures import texts_of
from content_api.streams.library import Library


class Builder:
    """Blocks of one page: anchors are unique within it."""

    def __init__(self, library: Library, anchors: set[str], words: Words) -> None:
        self._library = library
        self._anchors = anchors
        self._words = words

    def blocks(self, raw: Any, path: str, allowed: Collection[str] = BodyBlock.base_blocks) -> list[Any]:
        """`path` is the stream's, as wagtail-localize names it. `allowed` names the blocks that the schema has in this
        place; a stored one of another kind is left out."""
        return list(self._blocks(raw, path, allowed))

    def _blocks(self, raw: Any, path: str, allowed: Collection[str]) -> Iterator[Any]:
        for position, block in enumerate(raw if isinstance(raw, list) else []):
            name = block.get("type", "") if isinstance(block, dict) else ""
            if name not in allowed or (build := BUILDERS.get(name)) is None:
                continue
            value = block.get("value")
            identifier = block.get("id") or hashlib.sha256(f"{position}{value}".encode()).hexdigest()[:32]
            built = build(self, strawberry.ID(identifier), value, f"{path}.{block.get('id')}")
            if built is not None:
                yield built

    def heading(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        text = str(struct_of(value).get("text") or "")
        level = str(struct_of(value).get("level") or "2")
        anchor = base = slugify(text, allow_unicode=True) or identifier[:8]
        number = 2
        while anchor in self._anchors:
            anchor, number = f"{base}-{number}", number + 1
        self._anchors.add(anchor)
        return types.HeadingBlock(
            tag=self._words.of_text(f"{path}.text"),
            id=identifier,
            text=text,
            level=int(level) if level in {"2", "3", "4"} else 2,
            anchor=anchor,
        )

    def paragraph(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        if not isinstance(value, str):
            return None
        resolved = ResolvedText(self._words.marked(path, value), self._library.targets(value))
        return types.ParagraphBlock(
            tag=self._words.of_text(path), id=identifier, text=types.RichText(resolved=resolved)
        )

    def _languages(self, struct: Raw, path: str, **fields: str) -> dict[str, Any]:
        """Returns the languages of a block with several texts.

        `fields` maps their names in the schema to those stored.
        """
        texts = [Text(struct.get(name), shown, self._words.of_text(f"{path}.{name}")) for shown, name in fields.items()]
        return languages(texts, self._words.tag)

    def quote(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        struct = struct_of(value)
        return types.QuoteBlock(
            **self._languages(struct, path, text="text", speaker="speaker", role="role"),
            id=identifier,
            text=str(struct.get("text") or ""),
            speaker=struct.get("speaker") or None,
            role=struct.get("role") or None,
        )

    def key_figure(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        figure = self._library.key_figures.get(integer(value) or 0)
        if figure is None:
            return None
        locales = self._library.locales
        texts = texts_of(figure)
        return types.KeyFigureBlock(
            key_figure=figure,
            tag=texts[0].tag,
            foreign=foreign(texts, texts[0].tag),
            id=identifier,
            value=figure.value,
            unit=figure.unit.best(locales) or None,
            label=figure.label.best(locales),
            note=figure.note.best(locales) or None,
            as_of=figure.as_of,
            source=texts[-1].text or None,
            source_url=followable(figure.source_url) or None,
        )

    def image(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        struct = struct_of(value)
        image = self._library.images.get(integer(struct.get("image")) or 0)
        if image is None:
            return None
        return types.ImageBlock(
            tag=self._words.of_text(f"{path}.caption"),
            id=identifier,
            image=image,
            caption=struct.get("caption") or None,
            is_decorative=bool(struct.get("decorative")) or image.is_decorative,
        )

    def gallery(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        built = (
            self.image(strawberry.ID(f"{identifier}-{position}"), image, f"{path}.images.{key}")
            for position, (key, image) in enumerate(entries(struct_of(value).get("images")))
        )
        images = [image for image in built if image is not None]
        return types.GalleryBlock(id=identifier, images=images) if images else None

    def embed(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        struct = struct_of(value)
        url = followable(struct.get("url"))
        if not url:
            return None
        return types.EmbedBlock(
            tag=self._words.of_text(f"{path}.title"),
            id=identifier,
            url=url,
            title=struct.get("title") or None,
            html=embeddable_markup(self._library.embeds.get(struct["url"])) or None,
        )

    def call_to_action(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        struct = struct_of(value)
        page = self._library.pages.get(integer(struct.get("page")) or 0)
        url = page_url(page) if page else followable(struct.get("url"))
        if not url:
            return None  # Its page is not public: a button that leads nowhere is worse than none.
        return types.CallToActionBlock(
            **self._languages(struct, path, title="title", text="text", linkText="link_text"),
            id=identifier,
            title=str(struct.get("title") or ""),
            text=struct.get("text") or None,
            link_text=str(struct.get("link_text") or ""),
            url=url,
            path=page.url_path if page else None,
            content=page,
        )

    def contact(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        keys = (integer(key) for key in items(struct_of(value).get("contacts")))
        contacts = [self._library.contacts[key] for key in keys if key in self._library.contacts]
        return types.ContactBlock(id=identifier, contacts=contacts) if contacts else None

    def document(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        document = self._library.documents.get(integer(value) or 0)
        return types.DocumentBlock(id=identifier, document=document) if document else None

    def table(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        struct = struct_of(value)
        data = struct.get("data")
        rows = [
            ["" if cell is None else str(cell) for cell in row]
            for row in (data if isinstance(data, list) else [])
            if isinstance(row, list)
        ]
        has_header = bool(struct.get("first_row_is_table_header")) and bool(rows)
        return types.TableBlock(
            **languages(self._cells(struct, rows, path, has_header), self._words.tag),
            id=identifier,
            caption=struct.get("table_caption") or None,
            header=rows[0] if has_header else [],
            rows=rows[1:] if has_header else rows,
            has_header_column=bool(struct.get("first_col_is_header")),
        )

    def _cells(self, struct: Raw, rows: list[list[str]], path: str, has_header: bool) -> Iterator[Text]:
        yield Text(struct.get("table_caption"), "caption", self._words.of_text(f"{path}.caption"))
        for number, row in enumerate(rows):
            in_header = has_header and number == 0
            for column, cell in enumerate(row):
                at = (column,) if in_header else (number - has_header, column)
                tag = self._words.of_text(f"{path}.{number}-{column}")
                yield Text(cell, "header" if in_header else "rows", tag, at)

    def related_content(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        keys = (integer(key) for key in items(struct_of(value).get("items")))
        found = [self._library.pages[key] for key in keys if key in self._library.pages]
        if not found:
            return None
        return types.RelatedContentBlock(
            tag=self._words.of_text(f"{path}.title"),
            id=identifier,
            title=struct_of(value).get("title") or None,
            items=found,
        )

    def accordion(self, identifier: strawberry.ID, value: Any, path: str) -> Any:
        parts = [
            types.AccordionItem(
                tag=self._words.of_text(f"{path}.items.{key}.title"),
                title=str(struct_of(item).get("title") or ""),
                body=self.blocks(struct_of(item).get("body"), f"{path}.items.{key}.body", SectionBlock.base_blocks),
            )
            for key, item in entries(struct_of(value).get("items"))
        ]
        return types.AccordionBlock(id=identifier, items=parts)


# A stored block's name to the class that an editor fills in and the method that builds its type.
BUILDERS: dict[str, Callable[[Builder, strawberry.ID, Any, str], Any]] = {
    "heading": Builder.heading,
    "paragraph": Builder.paragraph,
    "quote": Builder.quote,
    "key_figure": Builder.key_figure,
    "image": Builder.image,
    "gallery": Builder.gallery,
    "embed": Builder.embed,
    "call_to_action": Builder.call_to_action,
    "contact": Builder.contact,
    "document": Builder.document,
    "table": Builder.table,
    "related_content": Builder.related_content,
    "accordion": Builder.accordion,
}


def _library(batch: Batch) -> Library:
    images = images_of(batch.rows[0])
    return Library(wanted_of(batch), batch.locales, images)


def library_of(page: Any) -> Library:
    """Returns everything that the StreamFields of the page's batch refer to and its reader may see."""
    found: Library = page.batch.once("library", _library)
    return found


def stream_of(page: Any, name: str) -> list[Any]:
    """The blocks of a StreamField. Anchors are unique within the page."""
    library = library_of(page)
    anchors = page.batch.once("anchors", lambda _: defaultdict(set))
    return Builder(library, anchors[page.pk], words_of(page)).blocks(stored(page, name), name)


def sentences_of(page: Any, name: str) -> list[str]:
    """A StreamField that lists single sentences."""
    return [
        str(block["value"])
        for block in stored(page, name)
        if isinstance(block, dict) and block.get("type") == "statement" and block.get("value")
    ]
