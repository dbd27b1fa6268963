"""The sizes in which pictures are offered, in one table.

Free sizes would let anyone make the server work without end.
"""

from dataclasses import dataclass

FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Preset:
    """A size for one purpose. `widths` are in pixels.

    `ratio` is height to width of a crop around the focal point; None keeps the picture's own shape.
    """

    name: str
    purpose: str
    widths: tuple[int, ...]
    ratio: float | None = None
    formats: tuple[str, ...] = ("avif", "webp", "jpeg")

    def filter_spec(self, width: int, image_format: str) -> str:
        """Returns a Wagtail filter specification for one width in pixels and one format."""
        size = f"fill-{width}x{round(width * self.ratio)}" if self.ratio else f"width-{width}"
        return f"{size}|format-{image_format}"

    def filter_specs(self) -> list[str]:
        return [self.filter_spec(width, image_format) for width in self.widths for image_format in self.formats]


PRESETS = {
    preset.name: preset
    for preset in (
        Preset("THUMBNAIL", "A square for small lists.", (160, 320), ratio=1.0),
        Preset("CARD", "16:9, for cards in lists.", (400, 800), ratio=9 / 16),
        Preset("HERO", "16:9, for the top of a page.", (960, 1600), ratio=9 / 16),
        Preset("CONTENT", "The picture's own shape, for running text.", (640, 1280)),
        # Link previews and mail programs read neither AVIF nor srcset.
        Preset("SOCIAL", "1.91:1 JPEG, for link previews.", (1200,), ratio=630 / 1200, formats=("jpeg",)),
        Preset("EMAIL", "JPEG 600 pixels wide, for mail programs.", (600,), formats=("jpeg",)),
    )
}


# The largest width and height of the logo on our own pages, in pixels. The API does not offer these sizes.
MARKS = {"mark": (320, 96), "large_mark": (480, 240)}


def mark_spec(name: str) -> str:
    width, height = MARKS[name]
    return f"max-{width}x{height}|format-webp"


def filter_specs() -> list[str]:
    """Returns the filter specification of every rendition that the presets need."""
    return [spec for preset in PRESETS.values() for spec in preset.filter_specs()]
