"""The sizes pictures come in: one table."""

import pytest

from cms.media.pictures.presets import FORMATS, PRESETS, filter_specs


def test_the_presets_are_those_of_the_contract() -> None:
    assert list(PRESETS) == ["THUMBNAIL", "CARD", "HERO", "CONTENT", "SOCIAL", "EMAIL"]


@pytest.mark.parametrize(
    ("name", "width", "image_format", "spec"),
    [
        ("THUMBNAIL", 160, "avif", "fill-160x160|format-avif"),
        ("CARD", 800, "webp", "fill-800x450|format-webp"),
        ("HERO", 1600, "jpeg", "fill-1600x900|format-jpeg"),
        ("CONTENT", 640, "jpeg", "width-640|format-jpeg"),
        ("SOCIAL", 1200, "jpeg", "fill-1200x630|format-jpeg"),
        ("EMAIL", 600, "jpeg", "width-600|format-jpeg"),
    ],
)
def test_a_preset_says_how_a_rendition_is_made(name: str, width: int, image_format: str, spec: str) -> None:
    assert PRESETS[name].filter_spec(width, image_format) == spec


def test_mail_and_link_previews_get_jpeg_only() -> None:
    assert {name: PRESETS[name].formats for name in ("SOCIAL", "EMAIL")} == {"SOCIAL": ("jpeg",), "EMAIL": ("jpeg",)}


def test_every_format_has_a_media_type_and_ends_with_one_that_everything_reads() -> None:
    for preset in PRESETS.values():
        assert set(preset.formats) <= set(FORMATS)
        assert preset.formats[-1] == "jpeg"
        assert list(preset.widths) == sorted(preset.widths)


def test_every_rendition_is_named_once() -> None:
    specs = filter_specs()

    assert len(specs) == len(set(specs)) == 26
