"""One picture of the film: everything in the order in which it covers other things."""

from typing import Final

from vigtool.media.demo_film.canvas import Canvas
from vigtool.media.demo_film.figures import BUILDS, Figure, figure_at, paint_arm, paint_body, paint_hand
from vigtool.media.demo_film.room import TABLE_TOP, paint_bird, paint_room
from vigtool.media.demo_film.shapes import Box
from vigtool.media.demo_film.story import Who
from vigtool.media.demo_film.toys import BLOCKS, block_place, carry_at, paint_block

_WHO: Final[tuple[Who, Who]] = ("adult", "child")
_ON_TABLE: Final = 1515


def prepared_canvas() -> Canvas:
    """A canvas with the room as its background."""
    canvas = Canvas()
    paint_room(canvas)
    canvas.keep_as_background()
    return canvas


def paint_scene(canvas: Canvas, seconds: float) -> None:
    """Paint the picture at a time of the film over the canvas."""
    canvas.clear()
    paint_bird(canvas, seconds)
    figures = {who: figure_at(who, seconds) for who in _WHO}
    for who in _WHO:
        paint_body(canvas, figures[who])
    canvas.clear(from_row=TABLE_TOP)
    for who in _WHO:
        x, _ = figures[who].chest
        canvas.paint(Box(x, TABLE_TOP + 18, BUILDS[who].half_waist + 24, 14, 14), (110, 70, 44), 0.3, 18)
    for who in _WHO:
        for side in (0, 1):
            paint_arm(canvas, figures[who], side)
    _paint_blocks(canvas, figures, seconds)


def _paint_blocks(canvas: Canvas, figures: dict[Who, Figure], seconds: float) -> None:
    holding = []
    for block in BLOCKS:
        place = block_place(block, seconds, figures)
        carry = carry_at(block, seconds)
        if carry is None:
            paint_block(canvas, block, place, shadow=place[1] > _ON_TABLE)
        else:
            holding.append((block, place, carry))
    for block, place, carry in holding:
        paint_block(canvas, block, place, shadow=False)
        paint_hand(canvas, figures[carry.who], carry.side)
