"""Draws the demo's logo: three circles that hold together, on a transparent ground."""

from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

from home.demo.files.drawing import CORAL, MUSTARD, NIGHT, TEAL

SIZE = 480
_SCALE = 2


def draw_logo() -> bytes:
    """Returns the logo as a PNG, square and transparent."""
    side = SIZE * _SCALE
    picture = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(picture)
    middle, reach, radius = side / 2, side * 0.29, side * 0.15
    points = [(middle + reach * sin(2 * pi * n / 3), middle - reach * cos(2 * pi * n / 3)) for n in range(3)]
    pen.line([*points, points[0], points[1]], NIGHT, round(side * 0.06), "curve")
    for (x, y), colour in zip(points, (TEAL, CORAL, MUSTARD), strict=True):
        pen.ellipse([x - radius, y - radius, x + radius, y + radius], colour)
    buffer = BytesIO()
    picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
