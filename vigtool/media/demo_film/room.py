"""The room around the two: what never moves, painted once, and the bird that comes to the window."""

from math import cos, pi, sin
from typing import Final

from vigtool.media.demo_film.canvas import HEIGHT, WIDTH, Canvas, Colour, on_grid
from vigtool.media.demo_film.shapes import Both, Box, Ellipse, Limb, Point, Union, stroke

TABLE_TOP: Final = 1420
_WALL: Final = (250, 228, 200)
_WALL_LOW: Final = (242, 206, 172)
_WOOD: Final = (206, 150, 104)
_WOOD_EDGE: Final = (178, 122, 82)
_SILL: Final = (960.0, 556.0)
_BIRD: Final = (88, 142, 190)
_COMES, _SITS, _LEAVES, _GONE = 18.2, 19.4, 28.0, 29.2
_NAIL: Final = 560


def paint_room(canvas: Canvas) -> None:
    """Paint wall, window, shelf, picture and table over the whole canvas."""
    canvas.paint(Box(WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT), _WALL)
    canvas.paint(Ellipse(WIDTH / 2, 1500, 1100, 820), _WALL_LOW, 0.9, 400)
    for column in range(0, WIDTH + 90, 90):
        canvas.paint(Box(column, 700, 2, 760), (255, 240, 218), 0.35, 1.5)
    canvas.paint(Ellipse(700, 420, 700, 620), (255, 246, 224), 0.75, 330)
    _paint_window(canvas)
    _paint_shelf(canvas)
    _paint_picture(canvas)
    _paint_garland(canvas)
    _paint_table(canvas)


def _paint_window(canvas: Canvas) -> None:
    pane = Box(760, 390, 230, 190, 18)
    canvas.paint(Box(764, 402, 262, 222, 26), (120, 80, 50), 0.22, 22)
    canvas.paint(Box(760, 390, 258, 218, 26), (252, 246, 234))
    canvas.paint(pane, (176, 218, 236))
    canvas.paint(Both(pane, Ellipse(760, 640, 420, 260)), (214, 234, 236), 0.8, 90)
    canvas.paint(Both(pane, Ellipse(860, 330, 74, 74)), (255, 236, 170), 0.95, 16)
    for x, y, half in ((650, 300, 62), (700, 285, 44), (610, 315, 40)):
        canvas.paint(Both(pane, Ellipse(x, y, half, half * 0.5)), (255, 253, 248), 0.85, 10)
    canvas.paint(Both(pane, Ellipse(640, 660, 260, 190)), (156, 194, 128))
    canvas.paint(Both(pane, Ellipse(900, 690, 280, 190)), (128, 176, 116))
    for x, y, half in ((575, 500, 46), (628, 522, 34)):
        canvas.paint(Both(pane, Ellipse(x, y, half, half * 1.15)), (96, 150, 104))
    canvas.paint(Box(760, 390, 7, 190), (252, 246, 234))
    canvas.paint(Box(760, 400, 230, 7), (252, 246, 234))
    canvas.paint(Box(760, 618, 290, 20, 10), (120, 80, 50), 0.2, 10)
    canvas.paint(Box(760, 606, 290, 18, 10), (250, 240, 222))
    for side in (-1, 1):
        for fold in range(4):
            x = 760 + side * (285 - fold * 22)
            shade: Colour = (232, 150, 128) if fold % 2 else (222, 136, 116)
            canvas.paint(Limb(x, 170, x + side * 16, 560 - fold * 26, 24, 22), shade)
    canvas.paint(Box(760, 158, 345, 12, 12), (150, 104, 74))


def _paint_shelf(canvas: Canvas) -> None:
    canvas.paint(Box(190, 496, 190, 20, 6), (120, 80, 50), 0.25, 14)
    canvas.paint(Box(190, 480, 190, 13, 6), _WOOD)
    books: tuple[tuple[float, float, float, Colour], ...] = (
        (40, 62, 17, (204, 92, 84)),
        (78, 72, 15, (98, 148, 142)),
        (112, 56, 16, (240, 190, 96)),
        (148, 66, 15, (130, 118, 160)),
    )
    for x, tall, half, colour in books:
        canvas.paint(Box(x, 467 - tall, half, tall, 5), colour)
        canvas.paint(Box(x, 467 - tall * 1.5, half, 5), (255, 244, 220), 0.6)
    canvas.paint(Union((Limb(280, 410, 280, 448, 40, 32),)), (222, 136, 104))
    canvas.paint(Box(280, 392, 50, 14, 8), (206, 118, 88))
    for angle in (-1.15, -0.75, -0.35, 0.05, 0.45, 0.85, 1.2):
        tip = (280 + 118 * sin(angle), 384 - 128 * cos(angle))
        middle = (280 + 40 * sin(angle), 384 - 90 * cos(angle))
        canvas.paint(stroke(((280, 386), middle, tip), 24, 6), (110, 160, 104) if angle < 0 else (92, 142, 94))


def _paint_picture(canvas: Canvas) -> None:
    canvas.paint(Box(128, 690, 84, 100, 8), (120, 80, 50), 0.22, 16)
    canvas.paint(Box(122, 680, 84, 100, 8), (150, 104, 74))
    canvas.paint(Box(122, 680, 70, 86, 4), (252, 244, 228))
    canvas.paint(Ellipse(122, 700, 40, 40), (240, 186, 96))
    canvas.paint(Both(Box(122, 680, 70, 86, 4), Ellipse(110, 790, 90, 60)), (110, 160, 150))


def _paint_garland(canvas: Canvas) -> None:
    colours: tuple[Colour, ...] = ((222, 120, 104), (240, 190, 96), (98, 148, 142), (130, 118, 160))
    canvas.paint(stroke(((-20, 40), (270, 150), (560, 44)), 5, 14), (150, 104, 74))
    canvas.paint(stroke(((560, 44), (820, 130), (1100, 30)), 5, 14), (150, 104, 74))
    for number in range(12):
        x = 20 + number * 94
        sag = 1 - ((x - 270) / 290) ** 2 if x < _NAIL else 1 - ((x - 830) / 270) ** 2
        y = 44 + 50 * max(sag, 0)
        canvas.paint(Limb(x, y + 14, x, y + 54, 26, 4), colours[number % 4])


def _paint_table(canvas: Canvas) -> None:
    canvas.paint(Box(WIDTH / 2, TABLE_TOP + 300, WIDTH, 300), _WOOD)
    canvas.paint(Box(WIDTH / 2, TABLE_TOP + 4, WIDTH, 12, 0), (230, 180, 132), 0.9, 3)
    canvas.paint(Ellipse(WIDTH / 2, 1560, 620, 150), (226, 174, 126), 0.7, 120)
    grain: tuple[tuple[Point, Point, Point], ...] = (
        ((-30, 1500), (500, 1520), (1110, 1496)),
        ((-30, 1590), (420, 1570), (1110, 1602)),
        ((-30, 1692), (620, 1716), (1110, 1684)),
        ((-30, 1760), (520, 1742), (1110, 1774)),
    )
    for line in grain:
        canvas.paint(stroke(line, 4, 16), _WOOD_EDGE, 0.3, 1.5)
    canvas.paint(Box(WIDTH / 2, 1880, WIDTH, 54), _WOOD_EDGE)
    canvas.paint(Box(WIDTH / 2, 1832, WIDTH, 10, 0), (222, 170, 124), 0.8, 4)


def bird_at(seconds: float) -> Point | None:
    """Where the bird is: it flies in, hops on the sill, and flies away; None while it is not there."""
    x, y = _SILL
    if _COMES <= seconds < _SITS:
        far = (_SITS - seconds) / 1.2
        return x - 260 * far, y - 200 * far * far - 20 * far
    if _SITS <= seconds < _LEAVES:
        hop = max(0.0, sin(2 * pi * 0.8 * seconds)) ** 4
        return x - 34 * (1 + sin(0.6 * seconds)), y - 22 * hop
    if _LEAVES <= seconds < _GONE:
        far = (seconds - _LEAVES) / 1.2
        return x - 30 - 330 * far, y - 330 * far
    return None


def paint_bird(canvas: Canvas, seconds: float) -> None:
    """Paint the bird, if it is there."""
    place = bird_at(seconds)
    if place is None:
        return
    x, y = on_grid(place[0]), on_grid(place[1])
    flying = not _SITS <= seconds < _LEAVES
    canvas.paint(Limb(x + 20, y + 8, x + 62, y - 4, 14, 6), (70, 116, 160))
    canvas.paint(Ellipse(x, y, 38, 30, -0.15), _BIRD)
    canvas.paint(Ellipse(x - 8, y + 9, 24, 18), (250, 214, 160))
    canvas.paint(Ellipse(x - 26, y - 22, 22, 21), _BIRD)
    canvas.paint(Limb(x - 46, y - 19, x - 60, y - 14, 6, 1.5), (240, 170, 70))
    canvas.paint(Ellipse(x - 32, y - 25, 4.5, 5), (40, 34, 40))
    flap = round(sin(2 * pi * 7 * seconds), 1) if flying else -0.2
    canvas.paint(Limb(x + 4, y - 2, x + 30, on_grid(y - 38 * flap), 15, 8), (70, 116, 160))
