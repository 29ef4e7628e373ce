"""A hand on a box: drawing it, taking hold of an edge or a corner, moving and sizing it within the picture.

All in the upright picture's own pixels. A hold is a pair of -1, 0 or 1 across and down: which edges move with the hand;
(0, 0) is the box as a whole.
"""

from typing import Final, TypeAlias

from vigtool.domain.masking import Box

Size: TypeAlias = tuple[int, int]
"""(width, height) of the picture."""
Point: TypeAlias = tuple[float, float]
Hold: TypeAlias = tuple[int, int]

WHOLE: Final[Hold] = (0, 0)
LEAST: Final = 8
"""Pixels of the film along each side that a box has at least, in a picture that has so many."""
OFFERED: Final = (5, 2)
"""A box that is put without drawing takes one of so many parts of the picture's width and height."""


def held(box: Box, size: Size) -> Box:
    """Return the box with what reaches beyond the picture cut off, and at least ``LEAST`` wide and high."""
    left, right = _held(box.left, box.right, size[0])
    top, bottom = _held(box.top, box.bottom, size[1])
    return Box(left, top, right, bottom)


def drawn(begin: Point, end: Point, size: Size) -> Box:
    """Return the box between two points that a hand was at."""
    (left, right), (top, bottom) = (sorted((round(a), round(b))) for a, b in zip(begin, end, strict=True))
    return held(Box(left, top, max(right, left + 1), max(bottom, top + 1)), size)


def offered(size: Size) -> Box:
    """Return the box that is put where nobody drew one: upright, in the middle."""
    across, down = size[0] // OFFERED[0], size[1] // OFFERED[1]
    left, top = (size[0] - across) // 2, (size[1] - down) // 2
    return held(Box(left, top, left + max(across, 1), top + max(down, 1)), size)


def moved(box: Box, by: Point, size: Size) -> Box:
    """Return the box moved by so many pixels, as far as the picture goes; its size stays."""
    box = held(box, size)
    across = _bounded(round(by[0]), -box.left, size[0] - box.right)
    down = _bounded(round(by[1]), -box.top, size[1] - box.bottom)
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


def pulled(box: Box, hold: Hold, by: Point, size: Size) -> Box:
    """Return the box after a hand that holds it so has moved by so many pixels; edges do not cross."""
    if hold == WHOLE:
        return moved(box, by, size)
    box = held(box, size)
    left, right = _pulled(box.left, box.right, hold[0], round(by[0]), size[0])
    top, bottom = _pulled(box.top, box.bottom, hold[1], round(by[1]), size[1])
    return Box(left, top, right, bottom)


def hold_at(box: Box, at: Point, reach: float) -> Hold | None:
    """Return what a hand at a point takes hold of, edges from ``reach`` pixels away; None: it is beside the box."""
    across, down = _hold(box.left, box.right, at[0], reach), _hold(box.top, box.bottom, at[1], reach)
    return None if across is None or down is None else (across, down)


def _hold(begin: int, end: int, at: float, reach: float) -> int | None:
    if not begin - reach <= at <= end + reach:
        return None
    inner = min(reach, (end - begin) / 4)  # the middle of a small box can be taken hold of, too
    if at <= begin + inner:
        return -1
    return 1 if at >= end - inner else 0


def _pulled(begin: int, end: int, side: int, by: int, length: int) -> tuple[int, int]:
    least = min(LEAST, length)
    if side < 0:
        return _bounded(begin + by, 0, end - least), end
    if side > 0:
        return begin, _bounded(end + by, begin + least, length)
    return begin, end


def _held(begin: int, end: int, length: int) -> tuple[int, int]:
    least = min(LEAST, length)
    begin = _bounded(begin, 0, length - least)
    return begin, _bounded(end, begin + least, length)


def _bounded(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)
