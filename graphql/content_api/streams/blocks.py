"""One type for each block that an editor can use."""

from datetime import date
from typing import Annotated, Any

import strawberry

from cms.core.text.rich_text import FoundLink, ResolvedText
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.localised import ForeignText, Localised
from content_api.base.media import Document, Image
from content_api.streams.key_figures import AS_OF_HELP, SOURCE_HELP, VALUE_HELP, KeyFigure

FOREIGN_HELP = "Its texts that are in another language than most of its words."
ID_HELP = "Lasting id of the block within its page."


@strawberry.type(description="A link in a text.")
class Link:
    found: strawberry.Private[FoundLink]

    @strawberry.field(description="Where it leads, in the reader's language for one of our pages.")
    def url(self) -> str:
        return self.found.url

    @strawberry.field(description="Path of the page it leads to, when it is one of ours: `url` without its origin.")
    def path(self) -> str | None:
        return self.found.target.row.url_path if self.found.target and self.found.kind == "page" else None

    @strawberry.field(description="The linked words.")
    def text(self) -> str:
        return self.found.text

    @strawberry.field(description="The page it leads to, when it is one of ours.")
    def content(self) -> Content | None:
        return self.found.target.row if self.found.target and self.found.kind == "page" else None

    @strawberry.field(description="The document it leads to, when it is one of ours.")
    def document(self) -> Document | None:
        return self.found.target.row if self.found.target and self.found.kind == "document" else None


@strawberry.type(description="Running text in four faces; links in it lead to the reader's language.")
class RichText:
    resolved: strawberry.Private[ResolvedText]

    @strawberry.field(
        description="Sanitised HTML: paragraphs, lists, emphasis and links; `lang` and `dir` on foreign words."
    )
    def html(self) -> str:
        return self.resolved.html

    @strawberry.field(description="Plain text, one line a paragraph.")
    def text(self) -> str:
        return self.resolved.text

    @strawberry.field(description="The same text in CommonMark, for newsletters and chats.")
    def markdown(self) -> str:
        return self.resolved.markdown

    @strawberry.field(description="The links in reading order.")
    def links(self) -> list[Link]:
        return [Link(found=found) for found in self.resolved.links]


@strawberry.type(description="Divides a text.")
class HeadingBlock(Localised):
    tag: strawberry.Private[str]
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    text: str = strawberry.field(description="Its words, as plain text.")
    level: int = strawberry.field(description="2, 3 or 4: the page's title is level 1.")
    anchor: str = strawberry.field(description="Fragment for links to this heading, unique within its page.")


@strawberry.type(description="Running text.")
class ParagraphBlock(Localised):
    tag: strawberry.Private[str]
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    text: RichText = strawberry.field(description="The text in four faces.")


@strawberry.type(description="What somebody said.")
class QuoteBlock(Localised):
    tag: strawberry.Private[str]
    foreign: list[ForeignText] = strawberry.field(description=FOREIGN_HELP)
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    text: str = strawberry.field(description="The words, without quotation marks.")
    speaker: str | None = strawberry.field(description="Who said it.")
    role: str | None = strawberry.field(description="The speaker's role.")


@strawberry.type(description="A number with its date and source, kept in one place for every page that shows it.")
class KeyFigureBlock(Localised):
    tag: strawberry.Private[str]
    foreign: list[ForeignText] = strawberry.field(description=FOREIGN_HELP)
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    key_figure: KeyFigure = strawberry.field(description="The figure itself, with the values that it had before.")
    value: str = strawberry.field(description=VALUE_HELP)
    unit: str | None = strawberry.field(description="Unit, when there is one.")
    label: str = strawberry.field(description="What is counted.")
    note: str | None = strawberry.field(description="How to read the number.")
    as_of: date | None = strawberry.field(description=AS_OF_HELP)
    source: str | None = strawberry.field(description=SOURCE_HELP)
    source_url: str | None = strawberry.field(description="Link to the source.")


@strawberry.type(description="An image in a text.")
class ImageBlock(Localised):
    tag: strawberry.Private[str]
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    image: Image = strawberry.field(description="The picture itself, with its sizes and alternative text.")
    caption: str | None = strawberry.field(description="Text below it.")
    is_decorative: bool = strawberry.field(description="Tells nothing here: give it an empty alternative text.")


@strawberry.type(description="Images shown together.")
class GalleryBlock:
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    images: list[ImageBlock] = strawberry.field(description="The images in order.")


@strawberry.type(description="A video or post from another service.")
class EmbedBlock(Localised):
    tag: strawberry.Private[str]
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    url: str = strawberry.field(description="Its address.")
    title: str | None = strawberry.field(description="What it is, for those who cannot see it.")
    html: str | None = strawberry.field(
        description="The service's own markup, when it has been fetched. It loads from a third party: ask for consent."
    )


@strawberry.type(description="Asks the reader to do one thing.")
class CallToActionBlock(Localised):
    tag: strawberry.Private[str]
    foreign: list[ForeignText] = strawberry.field(description=FOREIGN_HELP)
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    title: str = strawberry.field(description="What it is about.")
    text: str | None = strawberry.field(description="Why.")
    link_text: str = strawberry.field(description="Words on the button.")
    url: str = strawberry.field(description="Where the button leads, as a full address.")
    path: str | None = strawberry.field(description="Path of the page it leads to, when it is one of ours.")
    content: Content | None = strawberry.field(description="The page it leads to, when it is one of ours.")


@strawberry.type(description="Whom to ask.")
class ContactBlock:
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    contacts: list[Contact] = strawberry.field(description="Contacts that may be shown today.")


@strawberry.type(description="A file to download.")
class DocumentBlock:
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    document: Document = strawberry.field(description="The file.")


@strawberry.type(description="A table.")
class TableBlock(Localised):
    tag: strawberry.Private[str]
    foreign: list[ForeignText] = strawberry.field(description=FOREIGN_HELP)
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    caption: str | None = strawberry.field(description="What the table tells.")
    header: list[str] = strawberry.field(description="Cells of the header row; empty when there is none.")
    rows: list[list[str]] = strawberry.field(description="Cells of the other rows, as plain text.")
    has_header_column: bool = strawberry.field(
        description="Whether the first cell of each row says what the row is about: write it as a `<th scope=row>`."
    )


@strawberry.type(description="Pages to read next.")
class RelatedContentBlock(Localised):
    tag: strawberry.Private[str]
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    title: str | None = strawberry.field(description="Heading of the list.")
    items: list[Content] = strawberry.field(description="The pages, each in its best language.")


SectionBlock = Annotated[
    HeadingBlock
    | ParagraphBlock
    | QuoteBlock
    | KeyFigureBlock
    | ImageBlock
    | ContactBlock
    | DocumentBlock
    | TableBlock,
    strawberry.union(
        name="SectionBlock",
        description="A part of a text within another, which holds no blocks itself. New kinds may be added.",
    ),
]


@strawberry.type(description="A part of an accordion.")
class AccordionItem(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="What is shown while it is closed.")
    body: list[SectionBlock] = strawberry.field(description="What is shown when it is open.")


@strawberry.type(description="Details that not everybody needs.")
class AccordionBlock:
    id: strawberry.ID = strawberry.field(description=ID_HELP)
    items: list[AccordionItem] = strawberry.field(description="The parts in order.")


BLOCK_TYPES: tuple[Any, ...] = (
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    KeyFigureBlock,
    ImageBlock,
    GalleryBlock,
    EmbedBlock,
    CallToActionBlock,
    ContactBlock,
    DocumentBlock,
    AccordionBlock,
    TableBlock,
    RelatedContentBlock,
)
Block = Annotated[
    HeadingBlock
    | ParagraphBlock
    | QuoteBlock
    | KeyFigureBlock
    | ImageBlock
    | GalleryBlock
    | EmbedBlock
    | CallToActionBlock
    | ContactBlock
    | DocumentBlock
    | AccordionBlock
    | TableBlock
    | RelatedContentBlock,
    strawberry.union(name="Block", description="A part of a text. New kinds may be added: handle an unknown one."),
]
