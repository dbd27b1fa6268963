"""Blocks that lead elsewhere: addresses, embedded services, calls to action, related pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.embeds.finders.oembed import OEmbedFinder

from cms.core.text.web_addresses import validate_web_address


class AddressBlock(blocks.URLBlock):
    """An address that readers may follow, with the rule of `validate_web_address`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.validators = [validate_web_address]

    def deconstruct(self) -> Any:
        """Makes migrations see Wagtail's own block: the same is stored, so a rule of ours needs no migration."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs


def _is_embeddable(url: str) -> bool:
    return bool(OEmbedFinder().accept(url))


class EmbedBlock(blocks.StructBlock):
    """A video or post from another service.

    The address is checked against known providers without asking them, so that publishing works offline.
    """

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


class RelatedContentBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=255)
    items = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"), min_num=1, max_num=12)

    class Meta:
        icon = "link"
        template = "blocks/related_content.html"
        label = _("Related content")
        help_text = _("Pages to read next, shown in the reader's language where there is one.")
        preview_value = {"title": "Lue myös", "items": []}
