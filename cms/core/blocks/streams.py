"""The streams of blocks that a page may hold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.links import CallToActionBlock, EmbedBlock, RelatedContentBlock
from cms.core.blocks.records import ContactBlock, DocumentBlock, GalleryBlock, ImageBlock, KeyFigureBlock
from cms.core.blocks.tables import TableBlock
from cms.core.blocks.texts import HeadingBlock, ParagraphBlock, QuoteBlock


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
    """The blocks that an item of an accordion may hold."""

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
    """The blocks that the body of every page may hold."""

    gallery = GalleryBlock()
    embed = EmbedBlock()
    call_to_action = CallToActionBlock()
    accordion = AccordionBlock()
    related_content = RelatedContentBlock()


class ModuleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=3, help_text=_("What is learnt in it."))

    class Meta:
        icon = "list-ol"
        label = _("Module")
        help_text = _("A part of a training.")


class ModulesBlock(DraftStreamBlock):
    """A list of the parts that a training consists of."""

    module = ModuleBlock()

    class Meta:
        template = "blocks/modules.html"


class StatementsBlock(DraftStreamBlock):
    """A list of single sentences, such as demands or ways of working."""

    statement = blocks.TextBlock(label=_("Sentence"), rows=2)

    class Meta:
        template = "blocks/statements.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A text that is a block by itself has a heading above it and no label.
        sentence = self.child_blocks["statement"]
        sentence.field.widget.attrs["aria-label"] = sentence.label
