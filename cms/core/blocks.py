"""The block vocabulary. A class here has one type in the API; a system check of `content_api` proves it.

Child names are data stored in every page: short nouns, never renamed without a data migration. References upwards
are strings.
"""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as HandsontableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.finders.oembed import OEmbedFinder
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import StringSegmentValue

from cms.core.choosers import RecordChooserBlock
from cms.core.tables import TableInput, without_empty_edges
from cms.core.web_addresses import validate_web_address

RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "document-link"]


class AddressBlock(blocks.URLBlock):
    """An address that readers may follow."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.validators = [validate_web_address]

    def deconstruct(self) -> Any:
        """What is stored is Wagtail's: a rule of ours needs no migration."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"), max_length=255)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Heading")), ("3", _("Subheading")), ("4", _("Small heading"))],
        default="2",
        help_text=_("Do not skip a level: a subheading stands below a heading."),
    )

    class Meta:
        icon = "title"
        template = "blocks/heading.html"
        label = _("Heading")
        help_text = _("Divides the text; partner sites make their tables of contents from headings.")
        preview_value = {"text": "Mitä verkosto tekee", "level": "2"}


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        template = "blocks/paragraph.html"
        label = _("Text")
        help_text = _("Running text with links and lists. A link to one of our pages follows the reader's language.")
        preview_value = "<p>Verkosto auttaa <b>yhdistyksiä</b> vaikuttamaan palveluihin.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), help_text=_("Without quotation marks; each site adds its own."))
    speaker = blocks.CharBlock(label=_("Speaker"), required=False, max_length=255)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=255)

    class Meta:
        icon = "openquote"
        template = "blocks/quote.html"
        label = _("Quotation")
        help_text = _("What somebody said, with the speaker and the speaker's role.")
        preview_value = {"text": "Yhdessä meitä kuullaan.", "speaker": "Verkoston edustaja", "role": "Puheenjohtaja"}


class KeyFigureBlock(RecordChooserBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("organisations.KeyFigure", **kwargs)

    class Meta:
        icon = "order"
        template = "blocks/key_figure.html"
        label = _("Key figure")
        help_text = _("A number with its date and source. It is kept in one place and changes everywhere at once.")
        preview_value = None


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)
    decorative = blocks.BooleanBlock(
        label=_("Decorative here"),
        required=False,
        help_text=_("The image tells nothing that the text does not: screen readers skip it."),
    )

    class Meta:
        icon = "image"
        template = "blocks/image.html"
        label = _("Image")
        help_text = _("An image from the library. Its alternative text comes from the library, in each language.")
        preview_value = {"image": None, "caption": "Vuoden viimeinen tapaaminen", "decorative": False}


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(ImageBlock(), label=_("Images"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        template = "blocks/gallery.html"
        label = _("Gallery")
        help_text = _("Two to twenty-four images shown together.")
        preview_value: ClassVar[dict[str, Any]] = {"images": []}


def _is_embeddable(url: str) -> bool:
    return bool(OEmbedFinder().accept(url))


class EmbedBlock(blocks.StructBlock):
    """The address is checked against known providers without asking them: publishing works offline."""

    url = AddressBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"), max_length=255, help_text=_("Read aloud in place of the frame."))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not _is_embeddable(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(
                        _("Only services like YouTube or Vimeo can be embedded. Link to this address instead.")
                    )
                }
            )
        return cleaned

    class Meta:
        icon = "media"
        template = "blocks/embed.html"
        label = _("Embed")
        help_text = _("A video or post from another service, by its address.")
        preview_value = {"url": "https://vimeo.com/1084537", "title": "Video"}


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    text = blocks.TextBlock(label=_("Text"), required=False)
    link_text = blocks.CharBlock(label=_("Button text"), max_length=100)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = AddressBlock(label=_("or address"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = ValidationError(_("Choose a page or give an address: one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": message, "url": message})
        return cleaned

    class Meta:
        icon = "pick"
        template = "blocks/call_to_action.html"
        label = _("Call to action")
        help_text = _("Asks the reader to do one thing: join, enrol, subscribe.")
        preview_value = {
            "title": "Tule mukaan",
            "text": "Verkosto on avoin kaikille yhdistyksille.",
            "link_text": "Liity",
            "page": None,
            "url": "https://example.org/",
        }


class ContactBlock(blocks.StructBlock):
    contacts = blocks.ListBlock(RecordChooserBlock("organisations.Contact"), label=_("Contacts"), min_num=1)

    class Meta:
        icon = "user"
        template = "blocks/contact.html"
        label = _("Contacts")
        help_text = _("Who to ask. A contact whose consent has run out disappears from every page by itself.")
        preview_value: ClassVar[dict[str, Any]] = {"contacts": []}


class DocumentBlock(DocumentChooserBlock):
    class Meta:
        icon = "doc-full"
        template = "blocks/document.html"
        label = _("Document")
        help_text = _("A file to download, shown with its type, size and language.")
        preview_value = None


class TableBlock(HandsontableBlock):
    """Its caption and cells are segments for wagtail-localize, which knows nothing of tables itself.

    Wagtail's TypedTableBlock would ask for a type of each column before the first cell, and stores another shape: every
    table there is would have to be moved. What was wrong with this one is mended here.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"table_options": {"contextMenu": False}, **kwargs})

    @cached_property
    def field(self) -> forms.CharField:
        return forms.CharField(widget=TableInput(table_options=self.table_options), **self.field_options)

    def value_from_form(self, value: str) -> dict[str, Any] | None:
        table: dict[str, Any] | None = super().value_from_form(value)
        return without_empty_edges(table) if table else table

    def to_python(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        """In a draft nobody may have said yet which cells are headers: Wagtail would say that none is."""
        if value and "table_header_choice" in value:
            return value
        table: dict[str, Any] | None = super().to_python(value)
        return table

    def clean(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value and not value.get("table_header_choice"):
            # Wagtail's own message names a class.
            raise ValidationError(_("Say which cells are headers: the first row, the first column, both or none."))
        cleaned: dict[str, Any] | None = super().clean(value)
        return cleaned

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        if not value:
            return []
        segments = [StringSegmentValue("caption", value.get("table_caption") or "")]
        for row, cells in enumerate(value.get("data") or []):
            segments += [StringSegmentValue(f"{row}-{column}", str(cell or "")) for column, cell in enumerate(cells)]
        return [segment for segment in segments if not segment.is_empty()]

    def restore_translated_segments(
        self, value: dict[str, Any] | None, segments: list[StringSegmentValue]
    ) -> dict[str, Any] | None:
        if not value:
            return value
        data = [list(row) for row in value.get("data") or []]
        restored = {**value, "data": data}
        for segment in segments:
            if segment.path == "caption":
                restored["table_caption"] = segment.render_text()
                continue
            row, column = map(int, segment.path.split("-"))
            if row < len(data) and column < len(data[row]):
                data[row][column] = segment.render_text()
        return restored

    class Meta:
        icon = "table"
        template = "blocks/table.html"
        label = _("Table")
        help_text = _("For figures and plans, never for layout. Give a caption and mark the header row.")
        preview_value = {
            "data": [["Tavoite", "Aikataulu"], ["Vapaaehtoistoiminta näkyväksi", "2014–2017"]],
            "table_caption": "Toimintasuunnitelma",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }


class RelatedContentBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=255)
    items = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"), min_num=1, max_num=12)

    class Meta:
        icon = "link"
        template = "blocks/related_content.html"
        label = _("Related content")
        help_text = _("Pages to read next, shown in the reader's language where there is one.")
        preview_value = {"title": "Lue myös", "items": []}


class DraftStreamBlock(blocks.StreamBlock):
    """A stream whose drafts keep every block as it was typed, finished or not.

    Wagtail relaxes the blocks' own definitions for the length of a request, and still refuses what is wrong and not
    missing. The definitions belong to the process: two drafts saved at once could leave them relaxed for good.
    """

    def clean_deferred(self, value: blocks.StreamValue) -> blocks.StreamValue:
        children: list[tuple[str, Any, str | None]] = []
        for child in value:
            try:
                cleaned = child.block.clean(child.value)
            except ValidationError:
                cleaned = child.value
            children.append((child.block.name, cleaned, child.id))
        return blocks.StreamValue(self, children)


class SectionBlock(DraftStreamBlock):
    """What an accordion's item may hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    key_figure = KeyFigureBlock()
    image = ImageBlock()
    document = DocumentBlock()
    contact = ContactBlock()
    table = TableBlock()

    class Meta:
        template = "blocks/stream.html"


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    body = SectionBlock(label=_("Content"))

    class Meta:
        icon = "collapse-down"
        template = "blocks/accordion_item.html"
        label = _("Item")


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        template = "blocks/accordion.html"
        label = _("Accordion")
        help_text = _("Questions and answers, or details that not everybody needs.")
        preview_value = {"items": [{"title": "Kuka voi liittyä?", "body": []}]}


class BodyBlock(SectionBlock):
    """The body of every page."""

    gallery = GalleryBlock()
    embed = EmbedBlock()
    call_to_action = CallToActionBlock()
    accordion = AccordionBlock()
    related_content = RelatedContentBlock()


class StatementsBlock(DraftStreamBlock):
    """A list of single sentences: demands, ways of working."""

    statement = blocks.TextBlock(label=_("Sentence"), rows=2)

    class Meta:
        template = "blocks/statements.html"


class MenuItemBlock(blocks.StructBlock):
    """`MenuBranchBlock` adds the second and last level."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=100,
        help_text=_("Left empty, the page's own title in the reader's language."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = AddressBlock(label=_("or address"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = ValidationError(_("Choose a page or give an address: one of the two."))
            errors = {"page": message, "url": message}
        elif cleaned["url"] and not cleaned["title"]:
            errors = {"title": ValidationError(_("An address needs a title."))}
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "link"
        label = _("Item")


class MenuBranchBlock(MenuItemBlock):
    children = blocks.ListBlock(MenuItemBlock(), label=_("Items below"), default=[])


class MenuItemsBlock(blocks.StreamBlock):
    item = MenuBranchBlock()
