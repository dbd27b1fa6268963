"""Blocks of what is kept in one place and shown in many: pictures, documents, contacts, key figures."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core.admin.choosers import RecordChooserBlock


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


class DocumentBlock(DocumentChooserBlock):
    class Meta:
        icon = "doc-full"
        template = "blocks/document.html"
        label = _("Document")
        help_text = _("A file to download, shown with its type, size and language.")
        preview_value = None


class KeyFigureBlock(RecordChooserBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("organisations.KeyFigure", **kwargs)

    class Meta:
        icon = "order"
        template = "blocks/key_figure.html"
        label = _("Key figure")
        help_text = _("A number with its date and source. It is kept in one place and changes everywhere at once.")
        preview_value = None


class ContactBlock(blocks.StructBlock):
    contacts = blocks.ListBlock(RecordChooserBlock("organisations.Contact"), label=_("Contacts"), min_num=1)

    class Meta:
        icon = "user"
        template = "blocks/contact.html"
        label = _("Contacts")
        help_text = _("Who to ask. A contact whose consent has run out disappears from every page by itself.")
        preview_value: ClassVar[dict[str, Any]] = {"contacts": []}
