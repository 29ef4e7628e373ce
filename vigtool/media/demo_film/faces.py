"""Heads that can look, smile, talk and blink, and their hair."""

from dataclasses import dataclass
from math import cos, sin
from typing import Final

from vigtool.media.demo_film.canvas import Canvas, Colour, on_grid
from vigtool.media.demo_film.shapes import Both, Box, Ellipse, Limb, Point, Shape, Union, Without, stroke
from vigtool.media.demo_film.story import Who

_SIZES: Final[dict[Who, Point]] = {"adult": (138, 158), "child": (132, 134)}
_HAIR: Final[dict[Who, Colour]] = {"adult": (92, 58, 44), "child": (186, 98, 52)}
_INK: Final = (62, 40, 36)
_LIPS: Final = (150, 58, 56)
_TONGUE: Final = (226, 122, 116)
_WHITE: Final = (255, 252, 246)
_BLUSH: Final = (240, 120, 104)
_RIBBON: Final = (86, 150, 170)
_SHUT: Final = 0.35
_CLOSED: Final = 0.12


@dataclass(frozen=True, slots=True)
class Head:
    """A head at (x, y), turned by ``tilt`` radians, with what the face does (shares of 0 to 1, looks of -1 to 1)."""

    who: Who
    x: float
    y: float
    tilt: float
    look: Point
    gaze: Point
    smile: float
    mouth: float
    brow: float
    open_eyes: float

    @property
    def size(self) -> Point:
        """Half width and half height in pixels."""
        return _SIZES[self.who]

    def at(self, u: float, v: float, turn: float = 1.0) -> Point:
        """The place of a feature: shares of the half size from the middle, carried along by so much of the look."""
        half_width, half_height = self.size
        dx = (u * (1 - 0.12 * abs(self.look[0]) * turn) + 0.26 * turn * self.look[0]) * half_width
        dy = (v + 0.17 * turn * self.look[1]) * half_height
        c, s = cos(self.tilt), sin(self.tilt)
        return on_grid(self.x + dx * c - dy * s), on_grid(self.y + dx * s + dy * c)


def paint_face(canvas: Canvas, head: Head, skin: Colour) -> None:
    """Paint ears, the head itself and its features."""
    width, height = head.size
    dark = (round(skin[0] * 0.9), round(skin[1] * 0.82), round(skin[2] * 0.8))
    for side in (-1, 1):
        x, y = head.at(side * 0.98, 0.1, -0.35)
        canvas.paint(Ellipse(x, y, width * 0.17, height * 0.2, head.tilt), skin)
        canvas.paint(Ellipse(x, y, width * 0.09, height * 0.11, head.tilt), dark, 0.6, 3)
    canvas.paint(Ellipse(head.x, head.y, width, height, head.tilt), skin)
    for side in (-1, 1):
        canvas.paint(
            Ellipse(*head.at(side * 0.56, 0.36), width * 0.2, height * 0.13, head.tilt),
            _BLUSH,
            0.3 + 0.15 * head.smile,
            14,
        )
        _paint_eye(canvas, head, side)
    nose = head.at(0.06 * head.look[0], 0.2, 1.25)
    canvas.paint(Ellipse(*nose, width * 0.085, height * 0.065, head.tilt), dark, 0.85, 2)
    _paint_mouth(canvas, head)


def _paint_eye(canvas: Canvas, head: Head, side: int) -> None:
    width, height = head.size
    x, y = head.at(side * 0.38, 0.0)
    half, tall = width * 0.155, height * 0.18
    raise_by = 0.3 + 0.1 * head.brow
    ends = (
        head.at(side * 0.22, -raise_by - 0.02 * head.brow),
        head.at(side * 0.38, -raise_by - 0.1),
        head.at(side * 0.56, -raise_by + 0.03),
    )
    canvas.paint(stroke(ends, width * 0.062, 5), _HAIR[head.who], 0.9)
    if head.open_eyes < _SHUT:
        lid = (head.at(side * 0.38 - 0.16, 0.03), head.at(side * 0.38, 0.13), head.at(side * 0.38 + 0.16, 0.03))
        canvas.paint(stroke(lid, width * 0.05, 6), _INK)
        return
    opened = tall * (0.35 + 0.65 * head.open_eyes) * (1 - 0.12 * head.smile)
    ball = Ellipse(x, y, half, on_grid(opened), head.tilt)
    canvas.paint(ball, _WHITE)
    ix = on_grid(x + head.gaze[0] * half * 0.42)
    iy = on_grid(y + head.gaze[1] * tall * 0.36)
    canvas.paint(Both(ball, Ellipse(ix, iy, width * 0.105, height * 0.118)), _INK)
    canvas.paint(
        Both(ball, Ellipse(on_grid(ix + width * 0.035), on_grid(iy - height * 0.045), width * 0.035, width * 0.035)),
        _WHITE,
    )
    lid = (
        head.at(side * 0.38 - 0.17, -0.06),
        head.at(side * 0.38, -0.06 - 0.23 * opened / tall),
        head.at(side * 0.38 + 0.17, -0.06),
    )
    canvas.paint(stroke(lid, width * 0.038, 6), _INK, 0.9)


def _paint_mouth(canvas: Canvas, head: Head) -> None:
    width, height = head.size
    wide = 0.22 + 0.12 * head.smile
    corner = 0.5 - 0.05 * head.smile
    if head.mouth < _CLOSED:
        ends = (head.at(-wide, corner), head.at(0, corner + 0.3 * head.smile), head.at(wide, corner))
        canvas.paint(stroke(ends, width * 0.05), _LIPS)
        return
    x, y = head.at(0, corner)
    deep = on_grid(height * (0.08 + 0.22 * head.mouth))
    lower = Box(*head.at(0, corner + 0.6), width, height * 0.6, 0, head.tilt)
    open_mouth = Both(Ellipse(x, y, on_grid(wide * width), deep, head.tilt), lower)
    upper = Ellipse(x, y, on_grid(wide * width), on_grid(deep * 0.3), head.tilt)
    whole = Union((open_mouth, upper))
    canvas.paint(whole, _LIPS)
    canvas.paint(
        Both(whole, Ellipse(x, on_grid(y + deep * 0.85), wide * width * 0.62, on_grid(deep * 0.45), head.tilt)), _TONGUE
    )
    canvas.paint(
        Both(whole, Box(x, on_grid(y - deep * 0.2), wide * width * 0.72, on_grid(deep * 0.22), 4, head.tilt)), _WHITE
    )


def paint_hair_behind(canvas: Canvas, head: Head) -> None:
    """Paint what hangs behind the head."""
    width, height = head.size
    colour = _HAIR[head.who]
    if head.who == "adult":
        parts: tuple[Shape, ...] = (
            Ellipse(*head.at(0, -0.08, -0.15), width * 1.2, height * 1.15, head.tilt),
            Limb(*head.at(-0.92, 0.1, -0.3), *head.at(-0.86, 0.98, -0.3), width * 0.34, width * 0.36),
            Limb(*head.at(0.9, 0.1, -0.3), *head.at(0.84, 0.98, -0.3), width * 0.34, width * 0.36),
        )
        canvas.paint(Union(parts), _deeper(colour))
        return
    for side in (-1, 1):
        x, y = head.at(side * 0.78, -0.88, -0.2)
        canvas.paint(Ellipse(x, y, width * 0.36, width * 0.36), colour)
        canvas.paint(Ellipse(x, y, width * 0.2, width * 0.2), _deeper(colour), 0.5, 8)
        bow = head.at(side * 0.64, -0.68, -0.1)
        canvas.paint(Ellipse(*bow, width * 0.15, width * 0.1, head.tilt - side * 0.8), _RIBBON)
    canvas.paint(Ellipse(*head.at(0, -0.3, -0.1), width * 1.06, height * 0.86, head.tilt), _deeper(colour))


def paint_hair_in_front(canvas: Canvas, head: Head) -> None:
    """Paint the cap of hair with the fringe over the forehead."""
    width, height = head.size
    colour = _HAIR[head.who]
    cap = Ellipse(*head.at(0, -0.1, -0.06), width * 1.1, height * 1.06, head.tilt)
    shift = 0.18 if head.who == "adult" else 0.0
    face = Union(
        (
            Ellipse(*head.at(shift, 0.5, 0.75), width * 0.93, height * 1.02, head.tilt + 0.12 * (head.who == "adult")),
            Box(*head.at(0.04, 1.1, 0.7), width * 1.3, height * 0.72, 30, head.tilt),
        )
    )
    canvas.paint(Without(cap, face), colour)
    shine = (head.at(-0.55, -0.72, 0.2), head.at(-0.2, -0.98, 0.2), head.at(0.3, -0.92, 0.2))
    canvas.paint(stroke(shine, width * 0.09), _lighter(colour), 0.5, 5)
    if head.who == "child":
        for u, v in ((-0.3, -0.46), (0.02, -0.42), (0.32, -0.46)):
            tuft = (head.at(u * 0.6, -0.9, 0.4), head.at(u * 0.9, -0.7, 0.6), head.at(u * 1.2, v, 0.7))
            canvas.paint(stroke(tuft, width * 0.17, 5), colour)


def _deeper(colour: Colour) -> Colour:
    return round(colour[0] * 0.8), round(colour[1] * 0.78), round(colour[2] * 0.78)


def _lighter(colour: Colour) -> Colour:
    return tuple(min(255, round(part * 1.25 + 18)) for part in colour)  # type: ignore[return-value]
