"""Draws the demo's pictures: flat shapes in few colours, with nobody's likeness and under nobody's copyright."""

from collections.abc import Callable, Sequence
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
# Pictures are drawn larger by this factor and scaled down, because Pillow's shapes have hard edges.
_SCALE = 2

NIGHT, TEAL, SKY, SNOW = "#20324a", "#0f6b78", "#bfe3ea", "#fdfaf4"
SAND, MUSTARD, CORAL, PLUM, LEAF, PINE = "#f4e3c5", "#f2b441", "#ef6f5e", "#7a4b7c", "#6da583", "#24574a"
SKINS = ("#f1c9a5", "#c98d63", "#8a5a3c", "#e3b08a", "#5d3b28")
BRIGHT = (CORAL, MUSTARD, TEAL, PLUM, LEAF)

Point = tuple[float, float]


class Canvas:
    """A drawing of 1600 × 900 pixels with the origin in the upper left corner."""

    def __init__(self, top: str, bottom: str) -> None:
        self.picture = Image.linear_gradient("L").resize((WIDTH * _SCALE, HEIGHT * _SCALE))
        above = Image.new("RGB", self.picture.size, top)
        below = Image.new("RGB", self.picture.size, bottom)
        self.picture = Image.composite(below, above, self.picture)
        self.pen = ImageDraw.Draw(self.picture)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        corners = [x * _SCALE, y * _SCALE, (x + width) * _SCALE, (y + height) * _SCALE]
        self.pen.rounded_rectangle(corners, radius * _SCALE, colour)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """Draws an ellipse around its centre, with two radii."""
        self.pen.ellipse(
            [(x - across) * _SCALE, (y - down) * _SCALE, (x + across) * _SCALE, (y + down) * _SCALE], colour
        )

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        self.ellipse(x, y, radius, radius, colour)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        self.pen.polygon([(x * _SCALE, y * _SCALE) for x, y in points], colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        self.pen.line([(x * _SCALE, y * _SCALE) for x, y in points], colour, round(width * _SCALE), "curve")

    def jpeg(self) -> bytes:
        buffer = BytesIO()
        self.picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=88, optimize=True)
        return buffer.getvalue()


def _waves(start: float, height: float, length: float) -> list[Point]:
    """Returns the points of a rolling line from edge to edge."""
    return [(x, start + height * sin(2 * pi * x / length)) for x in range(0, WIDTH + 20, 20)]


def _ground(line: list[Point]) -> list[Point]:
    return [*line, (WIDTH, HEIGHT), (0, HEIGHT)]


def _person(canvas: Canvas, x: float, y: float, size: float, number: int) -> None:
    """Draws a person who stands at the height y."""
    canvas.box(x - size * 0.3, y - size * 0.72, size * 0.6, size, BRIGHT[number % 5], size * 0.28)
    canvas.circle(x, y - size * 0.92, size * 0.2, SKINS[number * 2 % 5])


def people() -> Canvas:
    canvas = Canvas("#fbe9d0", "#f6cfa9")
    canvas.circle(1250, 220, 130, "#fff3d6")
    canvas.shape(_ground(_waves(760, 30, 1500)), "#dfa97e")
    for number, x in enumerate(range(170, 1500, 180)):
        _person(canvas, x, 800 + number % 2 * 40, 330 + number * 73 % 90, number)
    return canvas


def meeting() -> Canvas:
    canvas = Canvas("#e4f0f1", "#c9dfe0")
    canvas.circle(800, 470, 390, "#f7fbfa")
    for number in range(8):
        angle = 2 * pi * number / 8 + 0.2
        x, y = 800 + 345 * cos(angle), 470 + 310 * sin(angle)
        canvas.circle(x, y, 92, BRIGHT[number % 5])
        canvas.circle(x, y, 50, SKINS[number * 3 % 5])
    canvas.ellipse(800, 470, 235, 205, "#c88f5b")
    canvas.ellipse(800, 462, 225, 195, "#dba873")
    for number in range(4):
        angle = pi * number / 2 + 0.6
        x, y = 800 + 130 * cos(angle), 462 + 110 * sin(angle)
        canvas.box(x - 42, y - 30, 84, 60, SNOW, 6)
        canvas.circle(x + 66, y - 6, 17, TEAL)
    return canvas


def city() -> Canvas:
    canvas = Canvas("#3c3f6e", "#f5a878")
    canvas.circle(420, 560, 120, "#ffd79b")
    for layer, colour in enumerate(("#6d5a86", "#4a4570", "#2c2f52")):
        for number in range(11):
            width = 110 + number * (layer + 3) * 37 % 70
            height = 260 + number * (layer + 2) * 97 % 300 - layer * 70
            x, y = number * 155 - layer * 45, 780 - height
            canvas.box(x, y, width, height + 20, colour)
            if number % 3 == layer:
                canvas.shape([(x, y), (x + width / 2, y - 60), (x + width, y)], colour)
            for window in range(int(height // 60) * 3 if layer else 0):
                if (window * 7 + number) % 4:
                    left, top = x + 18 + window % 3 * (width - 36) / 3, y + 26 + window // 3 * 58
                    canvas.box(left, top, 18, 26, "#ffdf94")
    canvas.box(0, 780, WIDTH, 120, "#1b1d38")
    for x in range(40, WIDTH, 190):
        canvas.box(x, 836, 100, 10, "#f5c98a", 5)
    return canvas


def forest() -> Canvas:
    canvas = Canvas("#d7ecec", "#f3f5df")
    canvas.circle(1180, 230, 90, "#fff6cf")
    for layer, colour in enumerate(("#a7cbbb", "#5f9a80", "#2f6b57", "#173f36")):
        step = 88 + layer * 26
        for number, x in enumerate(range(-40 + layer * 31, WIDTH + 100, step)):
            size = 210 + layer * 70 + number * 61 % 80
            base = 640 + layer * 80
            canvas.box(x - 8, base - 30, 16, 200, "#7a5a44" if layer > 1 else colour)
            for tier in range(3):
                half, top = size * (0.2 + tier * 0.09), base - size + tier * size * 0.27
                canvas.shape([(x, top), (x - half, top + size * 0.45), (x + half, top + size * 0.45)], colour)
    canvas.shape(_ground(_waves(860, 14, 900)), "#10302a")
    return canvas


def lake() -> Canvas:
    canvas = Canvas("#8cc7dc", "#fbe6c4")
    canvas.circle(1120, 330, 85, "#fff3c9")
    canvas.shape([*_waves(430, 28, 1100), (WIDTH, 520), (0, 520)], "#7fae9d")
    canvas.shape([*_waves(470, 20, 700), (WIDTH, 520), (0, 520)], "#3f7d6d")
    canvas.box(0, 510, WIDTH, 390, "#4f9fbb")
    for number, y in enumerate(range(540, 890, 34)):
        start = number * 277 % 1100
        canvas.box(start, y, 320 + number * 71 % 260, 7, "#7dbfd4", 4)
        canvas.box(1030 + number % 3 * 30, y, 190 - number * 11, 8, "#f9e3b2", 4)
    for x, y, width in ((330, 600, 210), (800, 690, 150), (1380, 640, 240)):
        canvas.ellipse(x, y, width, 30, "#2d5d50")
        for tree in range(5):
            left = x - width * 0.6 + tree * width * 0.3
            canvas.shape([(left, y - 140 - tree % 2 * 40), (left - 34, y), (left + 34, y)], PINE)
    return canvas


def books() -> Canvas:
    canvas = Canvas("#f3dfe6", "#efc8c2")
    canvas.circle(800, 380, 330, "#f9ece6")
    canvas.box(0, 700, WIDTH, 200, "#a86f4c")
    canvas.box(0, 700, WIDTH, 18, "#c18a63")
    for number, width in enumerate((460, 410, 440, 360)):
        y = 640 - number * 62
        canvas.box(170 + number * 23 % 50, y, width, 60, BRIGHT[(number + 2) % 5], 10)
        canvas.box(200 + number * 23 % 50, y + 18, 16, 24, SNOW)
        canvas.box(width + 110, y + 12, 60 + number * 23 % 50, 36, SNOW, 4)
    for side in (-1, 1):
        canvas.shape([(1090, 690), (1090 + side * 345, 660), (1090 + side * 345, 330), (1090, 380)], TEAL)
        canvas.shape([(1090, 672), (1090 + side * 325, 636), (1090 + side * 325, 318), (1090, 366)], SNOW)
        for row in range(7):
            x, y = 1090 + side * 45, 408 + row * 34
            canvas.line([(x, y), (x + side * (250 - row % 3 * 40), y - 28)], "#b9b3a8", 7)
    return canvas


def hands() -> Canvas:
    canvas = Canvas("#dceee4", "#b9dccb")
    canvas.circle(800, 450, 330, "#f1f8ee")
    for number in range(4):
        angle = pi * (0.25 + number / 2)
        across, along = (-sin(angle), cos(angle)), (cos(angle), sin(angle))
        skin = SKINS[(number * 2 + 1) % 5]

        def at(out: float, aside: float, along: Point = along, across: Point = across, number: int = number) -> Point:
            drift = aside + (number - 1.5) * 16
            return 800 + along[0] * out + across[0] * drift, 450 + along[1] * out + across[1] * drift

        canvas.line([at(330, 0), at(1000, 0)], BRIGHT[number], 190)
        canvas.line([at(120, 0), at(400, 0)], skin, 120)
        canvas.circle(*at(120, 0), 84, skin)
        for finger in range(4):
            aside = (finger - 1.5) * 40
            canvas.line([at(110, aside), at(-30 - finger % 3 * 12, aside)], skin, 34)
            canvas.circle(*at(-30 - finger % 3 * 12, aside), 17, skin)
        canvas.line([at(150, 60), at(80, 125)], skin, 36)
        canvas.circle(*at(80, 125), 18, skin)
    return canvas


def map_() -> Canvas:
    canvas = Canvas("#cfe6e4", "#bcd9dd")
    canvas.box(140, 90, 1320, 720, SAND, 24)
    for x in (580, 1020):
        canvas.shape([(x, 90), (x + 440, 90), (x + 440, 810), (x, 810)], "#eed9b4" if x == 580 else "#f7ead1")
    canvas.line([(140, 610), (420, 540), (700, 620), (980, 470), (1460, 520)], "#8fc7d6", 54)
    for road in (
        [(260, 90), (420, 400), (900, 330), (1180, 810)],
        [(140, 300), (640, 260), (1120, 250), (1460, 160)],
    ):
        canvas.line(road, "#ffffff", 22)
    for x, y, across in ((330, 210, 110), (840, 720, 150), (1300, 360, 120)):
        canvas.ellipse(x, y, across, 64, "#b5cf9f")
    for number, (x, y) in enumerate(((430, 390), (720, 260), (930, 560), (1230, 240), (1290, 640))):
        canvas.ellipse(x, y + 4, 30, 10, "#c8b58f")
        canvas.shape([(x, y), (x - 46, y - 96), (x + 46, y - 96)], BRIGHT[number])
        canvas.circle(x, y - 112, 54, BRIGHT[number])
        canvas.circle(x, y - 112, 22, SNOW)
    return canvas


def phone() -> Canvas:
    canvas = Canvas("#efe3f1", "#d4c1dd")
    canvas.circle(800, 420, 360, "#f8f1f8")
    canvas.shape([(560, 900), (640, 610), (1010, 600), (1130, 900)], SKINS[1])
    canvas.box(620, 90, 360, 690, NIGHT, 46)
    canvas.box(640, 130, 320, 610, SNOW, 18)
    for number, (width, side) in enumerate(((200, 0), (160, 1), (230, 0), (120, 1), (190, 0))):
        x = 660 if not side else 940 - width
        canvas.box(x, 165 + number * 108, width, 78, TEAL if side else SKY, 30)
        for row in range(2):
            canvas.box(x + 24, 187 + number * 108 + row * 22, (width - 48) * (1 - row * 0.3), 10, SNOW, 5)
    for number in range(4):
        canvas.line([(1060, 400 + number * 88), (960, 392 + number * 88)], SKINS[1], 62)
        canvas.circle(955, 392 + number * 88, 31, SKINS[1])
    canvas.line([(560, 720), (625, 560), (640, 480)], SKINS[1], 74)
    canvas.circle(640, 480, 37, SKINS[1])
    canvas.shape([(1000, 360), (1100, 400), (1140, 760), (960, 760), (985, 700)], SKINS[1])
    return canvas


def celebration() -> Canvas:
    canvas = Canvas("#2a2550", "#7c4a7a")
    for string in range(2):
        y = 130 + string * 120
        line = [(x, y + 70 * sin(pi * x / WIDTH)) for x in range(0, WIDTH + 40, 40)]
        canvas.line(line, SAND, 5)
        for number, (x, top) in enumerate(line[1:-1:2]):
            canvas.shape([(x - 28, top), (x + 28, top), (x, top + 66)], BRIGHT[(number + string) % 5])
    for number, x in enumerate(range(180, WIDTH, 310)):
        y = 430 + number % 2 * 60
        canvas.line([(x, 180), (x, y)], SAND, 4)
        canvas.ellipse(x, y + 50, 62, 70, "#ffd98a")
        canvas.ellipse(x, y + 50, 34, 70, "#ffc05a")
        canvas.box(x - 26, y - 26, 52, 16, NIGHT, 4)
    canvas.shape([(60, 720), (WIDTH - 60, 720), (WIDTH, 900), (0, 900)], SNOW)
    canvas.box(60, 700, WIDTH - 120, 28, "#e7ddcf", 12)
    for number, x in enumerate(range(220, WIDTH - 150, 230)):
        canvas.ellipse(x, 700, 78, 17, BRIGHT[number % 5])
        canvas.box(x + 92, 610, 44, 62, SKY, 8)
        canvas.box(x + 110, 670, 8, 32, SKY)
        canvas.circle(x - 18, 676, 24, CORAL)
        canvas.circle(x + 20, 674, 26, MUSTARD)
    return canvas


MOTIFS: dict[str, Callable[[], Canvas]] = {
    "people": people,
    "meeting": meeting,
    "city": city,
    "forest": forest,
    "lake": lake,
    "books": books,
    "hands": hands,
    "map": map_,
    "phone": phone,
    "celebration": celebration,
}


def draw(motif: str) -> bytes:
    """Draws the motif and returns it as a JPEG."""
    return MOTIFS[motif]().jpeg()
