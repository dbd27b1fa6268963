"""Blocks of words: headings, running text, quotations."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "document-link"]


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
