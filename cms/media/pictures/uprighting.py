"""Turns pictures upright.

Cameras store a picture as the camera was held, with a note on how to turn it. The note is metadata and is removed, so
the picture itself must be turned.
"""

import struct
from io import BytesIO
from typing import Any

from PIL import Image as Pillow
from PIL import ImageOps, JpegImagePlugin

from cms.media.pictures.metadata import BrokenPicture, without_metadata

_ORIENTATION = 0x0112
_TURNED = {"JPEG", "MPO", "PNG", "WEBP"}  # AVIF keeps the orientation as a property of the picture, GIF not at all.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error, Pillow.DecompressionBombError)


def upright(data: bytes) -> bytes:
    """Returns the picture turned as its note says; the same bytes when there is nothing to turn.

    Raises BrokenPicture.
    """
    try:
        with Pillow.open(BytesIO(data)) as picture:
            is_still = getattr(picture, "n_frames", 1) == 1 or picture.format == "MPO"
            lies = picture.getexif().get(_ORIENTATION, 1) in range(2, 9)
            if not (picture.format in _TURNED and is_still and lies):
                return data
            return _written(ImageOps.exif_transpose(picture), picture, data)
    except DAMAGE as error:
        raise BrokenPicture from error


def _written(turned: Pillow.Image, source: Any, data: bytes) -> bytes:
    out = BytesIO()
    profile = source.info.get("icc_profile")
    if source.format == "PNG":
        turned.save(out, "PNG", icc_profile=profile)
    elif source.format == "WEBP":
        turned.save(out, "WEBP", icc_profile=profile, lossless=b"VP8L" in data[:64], quality=95)
    else:
        sampling = JpegImagePlugin.get_sampling(source)
        # The picture is written as finely as it was: with the tables with which it was made.
        tables = {"qtables": source.quantization} if source.quantization else {"quality": 95}
        turned.save(out, "JPEG", icc_profile=profile, subsampling=max(sampling, 0), **tables)
    return out.getvalue()


def ready_to_publish(data: bytes) -> bytes:
    """Returns the picture upright and without metadata. Raises BrokenPicture when it does not hold together."""
    return without_metadata(upright(data))


def check_whole(data: bytes) -> None:
    """Raises BrokenPicture for a picture that ends in the middle or cannot be decoded."""
    try:
        with Pillow.open(BytesIO(data)) as picture:
            picture.load()
    except DAMAGE as error:
        raise BrokenPicture from error
