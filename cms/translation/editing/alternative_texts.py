"""Finds the images of a page that would tell nothing to readers who do not see them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from cms.core.languages import language
from cms.media.models import Image


def images_in(block: blocks.Block, value: Any) -> Iterator[tuple[Image, bool]]:
    """Yields every image of a block's value, with whether it is marked as decorative where it is used."""
    if value is None:
        return
    if isinstance(block, ImageChooserBlock):
        yield value, False
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from images_in(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from images_in(block.child_block, item)
    elif isinstance(block, blocks.StructBlock):
        decorative = bool(value.get("decorative"))
        for name, child_block in block.child_blocks.items():
            for image, already in images_in(child_block, value.get(name)):
                yield image, already or decorative


def _is_picture(field: Any) -> bool:
    """Whether the field is an image that needs an alternative text.

    A logo needs none: it says what the organisation's name beside it says.
    """
    return isinstance(field, models.ForeignKey) and field.related_model is Image and field.name != "logo"


def lacking(page: Any, values: Mapping[str, Any] | None = None) -> dict[str, list[str]]:
    """Returns the titles of images without an alternative text in the page's language, by the field they are used in.

    `values` are those of a form; fields that it does not name are taken from the page.
    """
    tag = page.locale.language_code
    found: dict[str, list[str]] = {}
    for field in page._meta.get_fields():
        if field.name in (values or {}):
            value = (values or {})[field.name]
        elif isinstance(field, StreamField) or _is_picture(field):
            value = getattr(page, field.name, None)
        else:
            continue
        used: list[tuple[Image, bool]] = []
        if isinstance(field, StreamField):
            used = list(images_in(field.stream_block, value))
        elif _is_picture(field) and value:
            used = [(value, False)]
        silent = [
            image.title
            for image, decorative in used
            if not (decorative or image.is_decorative or image.alt.get(tag, "").strip())
        ]
        if silent:
            found[field.name] = list(dict.fromkeys(silent))
    return found


def message(titles: list[str], tag: str) -> str:
    names = ", ".join(f"“{title}”" for title in titles)
    return ngettext(
        "The image %(names)s has no alternative text in %(language)s. "
        "Write one in the image library, or mark the image as decorative.",
        "The images %(names)s have no alternative text in %(language)s. "
        "Write them in the image library, or mark the images as decorative.",
        len(titles),
    ) % {"names": names, "language": language(tag).native_name}
