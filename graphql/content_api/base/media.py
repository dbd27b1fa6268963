"""Images in named sizes, and documents."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple

import strawberry
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.signals import setting_changed
from django.urls import reverse

from cms.media import models as media_models
from cms.media.pictures.presets import FORMATS, PRESETS, Preset, filter_specs
from content_api.base.fields import column, declared
from content_api.base.localised import Localised
from content_api.base.node import Node
from content_api.enums import ImagePreset
from content_api.reading.columns import RENDITIONS
from content_api.reading.dependencies import depending_only_on
from content_api.reading.loading import PICTURES, Batch
from content_api.reading.statements import Slot, Statement, kept
from content_api.scalars import LanguageTag
from engine.selection import announced, needs


@strawberry.type(description="The point of an image that a crop keeps, as fractions of its width and height.")
class FocalPoint:
    x: float = strawberry.field(description="From the left edge, 0 to 1.")
    y: float = strawberry.field(description="From the top edge, 0 to 1.")


@strawberry.type(description="One image format in several widths, for a `<source>` element.")
class PictureSource:
    type: str = strawberry.field(description="Media type, like image/avif.")
    srcset: str = strawberry.field(description="Addresses with width descriptors, for the `srcset` attribute.")


@strawberry.type(description="An image in one of the named sizes, ready for a `<picture>` element.")
class Picture:
    src: str = strawberry.field(description="Address that every browser and mail program can show.")
    width: int = strawberry.field(description="Width of `src` in pixels.")
    height: int = strawberry.field(description="Height of `src` in pixels.")
    sources: list[PictureSource] = strawberry.field(description="Better formats first: AVIF, WebP, JPEG.")


class Rendition(NamedTuple):
    url: str
    width: int
    height: int


def absolute(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else f"{settings.WAGTAILADMIN_BASE_URL}{url}"


@lru_cache(maxsize=20_000)
def media_url(name: str) -> str:
    """Returns the full address of a stored file of the public media."""
    return absolute(default_storage.url(name))


def _forget(**_: Any) -> None:
    media_url.cache_clear()
    _offered.cache_clear()


setting_changed.connect(_forget)


def document_url(document: Any) -> str:
    return absolute(reverse("wagtaildocs_serve", args=[document.pk, document.filename]))


def _renditions(rows: Iterable[str]) -> dict[str, Rendition]:
    """Returns an image's renditions by filter specification. Of two with different focal points the newer counts: a job
    removes the other.
    """
    found = {}
    for row in rows:
        spec, width, height, file = row.split("\t", 3)
        found[spec] = Rendition(media_url(file), int(width), int(height))
    return found


@kept
def _every_rendition() -> Statement:
    return Statement(media_models.Image.objects.filter(id__any_of=Slot("ids")), {"id": "pk", "rows": RENDITIONS})


def _of_all_presets(batch: Batch) -> dict[int, dict[str, Rendition]]:
    images = batch.keys()
    with depending_only_on(*(f"image:{pk}" for pk in images)):
        return {pk: _renditions(rows) for pk, rows in _every_rendition().tuples(ids=images, specs=filter_specs())}


@cache
def _offers(preset: Preset) -> list[tuple[str, list[str]]]:
    """Media type and filter specifications, the narrowest first."""
    return [
        (FORMATS[image_format], [preset.filter_spec(width, image_format) for width in sorted(preset.widths)])
        for image_format in preset.formats
    ]


@lru_cache(maxsize=5_000)
def _offered(rows: tuple[str, ...], preset: Preset) -> tuple[Rendition | None, list[PictureSource]]:
    """The best JPEG of a preset and its sources, from what there is of an image."""
    found = _renditions(rows)
    sources = []
    best = None
    for kind, specs in _offers(preset):
        # A narrow original gives the same width twice.
        by_width = {of.width: of for spec in specs if (of := found.get(spec))}
        if by_width:
            srcset = ", ".join([f"{of.url} {width}w" for width, of in by_width.items()])
            sources.append(PictureSource(type=kind, srcset=srcset))
            if kind == FORMATS["jpeg"]:
                best = next(reversed(by_width.values()))
    return best, sources


def link_preview(image: Any) -> str:
    """Address of the rendition for link previews; "" until the job has made it."""
    best, _sources = _offered(tuple(image.renditions_asked), PRESETS["SOCIAL"])
    return best.url if best else ""


def _picture(image: Any, preset: Preset) -> Picture:
    """Makes the picture from renditions that exist. One that is missing is never made while a reader waits."""
    best, sources = _offered(tuple(image.renditions_asked), preset)
    if best is None:
        # Until the job has run: the JPEG nearest in width, or the original.
        others = image.batch.once("all presets", _of_all_presets)[image.pk]
        jpegs = [of for spec, of in others.items() if spec.endswith("format-jpeg")]
        original = Rendition(media_url(image.file.name), image.width, image.height)
        best = min(jpegs, key=lambda of: abs(of.width - preset.widths[-1]), default=original)
    return Picture(src=best.url, width=best.width, height=best.height, sources=sources)


@declared(media_models.Image, description="An image of the library.")
class Image(Node, Localised):
    @strawberry.field(
        description="Alternative text in the reader's language; empty for a decorative image.", metadata=needs("alt")
    )
    def alt(self) -> str:
        return self.alt_text(self.batch.locales)  # type: ignore[attr-defined]

    credit: str | None = column("Who is to be credited.")
    width: int = column("Width of the original in pixels.")
    height: int = column("Height of the original in pixels.")

    @strawberry.field(
        description="The point that crops keep, when an editor has set it.",
        metadata=needs("focal_point_x", "focal_point_y"),
    )
    def focal_point(self) -> FocalPoint | None:
        image: Any = self
        if image.focal_point_x is None or image.focal_point_y is None:
            return None
        return FocalPoint(x=image.focal_point_x / image.width, y=image.focal_point_y / image.height)

    placeholder: str | None = column("Tiny data URI to show blurred until the picture has come.")

    @strawberry.field(
        description="The image in a named size. There are no free sizes.",
        metadata={**announced(PICTURES), **needs("renditions_asked")},
    )
    def picture(self, preset: Annotated[ImagePreset, strawberry.argument(description="Which size.")]) -> Picture:
        return _picture(self, PRESETS[preset.value])


@declared(media_models.Document, description="A file to download.")
class Document(Node):
    title: str = column("The name under which editors filed it; write it on the link.")

    @strawberry.field(description="Where it is downloaded.")
    def url(self) -> str:
        return document_url(self)

    @strawberry.field(description="Media type, like application/pdf.")
    def content_type(self) -> str:
        document: Any = self
        return document.content_type

    @strawberry.field(description="Size in bytes.")
    def size(self) -> int:
        document: Any = self
        return document.file_size or 0

    @strawberry.field(description="The language it is written in, when known.")
    def language(self) -> LanguageTag | None:
        document: Any = self
        return LanguageTag(document.language) if document.language else None
