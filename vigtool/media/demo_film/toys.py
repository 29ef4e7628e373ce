"""The blocks: where each stands, and when whose hand carries it."""

from dataclasses import dataclass
from typing import Final, Literal

from vigtool.media.demo_film.canvas import Canvas, Colour, on_grid
from vigtool.media.demo_film.figures import Figure
from vigtool.media.demo_film.shapes import Box, Ellipse, Limb, Point, Shape, Union
from vigtool.media.demo_film.story import Who

HALF: Final = 47.0
_TOWER_X: Final = 580.0


@dataclass(frozen=True, slots=True)
class Carry:
    """From ``start`` to ``end`` (seconds) a hand (0 the left of the picture, 1 the right) holds the block."""

    start: float
    end: float
    who: Who
    side: int
    offset: Point


@dataclass(frozen=True, slots=True)
class Block:
    """A block that stands at ``rest`` until it is carried, and at ``goal`` from then on."""

    colour: Colour
    sign: Literal["ring", "heart", "dot", "bar"]
    rest: Point
    goal: Point
    carried: tuple[Carry, ...] = ()


BLOCKS: Final = (
    Block((116, 168, 128), "dot", (_TOWER_X, 1600), (_TOWER_X, 1600)),
    Block((244, 196, 88), "ring", (_TOWER_X + 4, 1600 - 2 * HALF), (_TOWER_X + 4, 1600 - 2 * HALF)),
    Block(
        (222, 98, 88),
        "heart",
        (694, 1640),
        (_TOWER_X - 3, 1600 - 4 * HALF),
        (Carry(3.45, 11.2, "child", 0, (-6, 36)),),
    ),
    Block(
        (104, 146, 196),
        "bar",
        (84, 1592),
        (_TOWER_X + 2, 1600 - 6 * HALF),
        (Carry(29.75, 33.95, "adult", 0, (34, -58)), Carry(33.95, 35.3, "child", 0, (-8, 34))),
    ),
    Block((178, 140, 190), "ring", (938, 1690), (938, 1690)),
    Block((240, 150, 96), "dot", (330, 1712), (330, 1712)),
)
_SETTLE_SECONDS: Final = 0.25


def block_place(block: Block, seconds: float, figures: dict[Who, Figure]) -> Point:
    """The middle of a block at a time; it glides for a moment into and out of a hand."""
    place = block.rest
    for carry in block.carried:
        if seconds < carry.start:
            break
        hand = figures[carry.who].hands[carry.side]
        held = (hand[0] + carry.offset[0], hand[1] + carry.offset[1])
        place = _between(place, held, (seconds - carry.start) / _SETTLE_SECONDS)
        if seconds >= carry.end and carry is block.carried[-1]:
            place = _between(held, block.goal, (seconds - carry.end) / _SETTLE_SECONDS)
    return on_grid(place[0]), on_grid(place[1])


def carry_at(block: Block, seconds: float) -> Carry | None:
    """Which hand has the block at a time, None if it stands."""
    held = [carry for carry in block.carried if carry.start <= seconds < carry.end + _SETTLE_SECONDS]
    return held[-1] if held else None


def paint_block(canvas: Canvas, block: Block, place: Point, *, shadow: bool) -> None:
    """Paint one block with its sign, and its shadow on the table if it stands there."""
    x, y = place
    red, green, blue = block.colour
    dark = (round(red * 0.82), round(green * 0.8), round(blue * 0.8))
    light = (min(255, red + 26), min(255, green + 26), min(255, blue + 26))
    if shadow:
        canvas.paint(Ellipse(x + 12, y + HALF - 2, HALF * 1.25, 17), (90, 56, 34), 0.35, 12)
    canvas.paint(Box(x, y - 9, HALF, HALF + 2, 13), light)
    canvas.paint(Box(x, y + 4, HALF, HALF - 4, 12), block.colour)
    canvas.paint(Box(x + HALF - 6, y + 4, 6, HALF - 8, 6), dark, 0.55, 4)
    canvas.paint(_sign(block, x, y + 5), (255, 248, 232), 0.92)
    if block.sign == "ring":
        canvas.paint(Ellipse(x, y + 5, 12, 12), block.colour)


def _sign(block: Block, x: float, y: float) -> Shape:
    if block.sign == "heart":
        return Union((Limb(x - 10, y - 8, x, y + 14, 12, 4), Limb(x + 10, y - 8, x, y + 14, 12, 4)))
    if block.sign == "bar":
        return Union((Limb(x - 18, y, x + 18, y, 7, 7), Limb(x, y - 18, x, y + 18, 7, 7)))
    return Ellipse(x, y, 22, 22) if block.sign == "ring" else Ellipse(x, y, 17, 17)


def _between(start: Point, goal: Point, share: float) -> Point:
    bounded = min(max(share, 0.0), 1.0)
    eased = bounded * bounded * (3 - 2 * bounded)
    return start[0] + (goal[0] - start[0]) * eased, start[1] + (goal[1] - start[1]) * eased
