"""Images in named sizes, and documents."""

from collections import defaultdict
from typing import Annotated, Any

import strawberry
import strawberry_django
from django.conf import settings
from django.urls import reverse

from cms.media import models as media_models
from cms.media.presets import FORMATS, PRESETS, filter_specs
from content_api.enums import ImagePreset
from content_api.loading import Peers
from content_api.scalars import LanguageTag
from content_api.types.node import Node, named


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


def absolute(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else f"{settings.WAGTAILADMIN_BASE_URL}{url}"


def _renditions(peers: Peers) -> dict[int, dict[str, Any]]:
    """By image and filter specification. Beside one of an older focal point, which a job removes, the newer counts."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    rows = media_models.Rendition.objects.filter(image_id__in=peers.keys(), filter_spec__in=filter_specs())
    for rendition in rows.order_by("pk"):
        found[rendition.image_id][rendition.filter_spec] = rendition
    return found


def _picture(image: Any, renditions: dict[str, Any], name: str) -> Picture:
    """From what there is: a rendition not made yet is never made here, while a reader waits."""
    preset = PRESETS[name]
    sources = []
    for image_format in preset.formats:
        # A narrow original gives the same width twice.
        by_width = {
            rendition.width: rendition
            for width in preset.widths
            if (rendition := renditions.get(preset.filter_spec(width, image_format)))
        }
        if by_width:
            srcset = ", ".join(f"{absolute(row.url)} {width}w" for width, row in sorted(by_width.items()))
            sources.append(PictureSource(type=FORMATS[image_format], srcset=srcset))
    jpegs = [renditions[spec] for width in preset.widths if (spec := preset.filter_spec(width, "jpeg")) in renditions]
    if not jpegs:
        # Until the job has run: the JPEG nearest in width, or the original.
        others = [row for spec, row in renditions.items() if spec.endswith("format-jpeg")]
        jpegs = [min(others, key=lambda row: abs(row.width - preset.widths[-1]))] if others else []
    if jpegs:
        best = jpegs[-1]
        return Picture(src=absolute(best.url), width=best.width, height=best.height, sources=sources)
    return Picture(src=absolute(image.file.url), width=image.width, height=image.height, sources=sources)


@strawberry_django.type(
    media_models.Image,
    name=named("Image", media_models.Image),
    description="An image of the library.",
)
class Image(Node):
    @strawberry.field(description="Alternative text in the reader's language; empty for a decorative image.")
    def alt(self) -> str:
        return self.alt_text(self.peers.wish)  # type: ignore[attr-defined]

    @strawberry.field(description="Who is to be credited.")
    def credit(self) -> str | None:
        return self.credit or None

    width: int = strawberry.field(description="Width of the original in pixels.")
    height: int = strawberry.field(description="Height of the original in pixels.")

    @strawberry.field(description="The point that crops keep, when an editor has set it.")
    def focal_point(self) -> FocalPoint | None:
        image: Any = self
        if image.focal_point_x is None or image.focal_point_y is None:
            return None
        return FocalPoint(x=image.focal_point_x / image.width, y=image.focal_point_y / image.height)

    @strawberry.field(description="Tiny data URI to show blurred until the picture has come.")
    def placeholder(self) -> str | None:
        return self.placeholder or None

    @strawberry.field(description="The image in a named size. There are no free sizes.")
    def picture(self, preset: Annotated[ImagePreset, strawberry.argument(description="Which size.")]) -> Picture:
        image: Any = self
        renditions = image.peers.once("renditions", _renditions)
        return _picture(image, renditions.get(image.pk, {}), preset.value)


@strawberry_django.type(
    media_models.Document,
    name=named("Document", media_models.Document),
    description="A file to download.",
)
class Document(Node):
    title: str = strawberry.field(description="What the document is.")

    @strawberry.field(description="Where it is downloaded.")
    def url(self) -> str:
        document: Any = self
        return absolute(reverse("wagtaildocs_serve", args=[document.pk, document.filename]))

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
