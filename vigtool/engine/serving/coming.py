"""Which pictures will probably be wanted after the present one, the next first."""

from collections.abc import Iterator
from typing import Final

from vigtool.engine.film_messages import FieldChoice, Wish
from vigtool.engine.serving.picture_slots import PictureKey
from vigtool.engine.shared_memory import LARGEST

AHEAD: Final = 16
"""Pictures made ready while the film plays."""
AROUND: Final = 6
"""Pictures made ready on either side at rest."""


def key_of(wish: Wish) -> PictureKey:
    """Return the very picture of a wish."""
    return _key(wish, wish.frame, wish.field)


def coming(wish: Wish, frames: int) -> Iterator[PictureKey]:
    """Yield what follows a wish in a film of so many frames: on the way, over the loop's seam, or on both sides."""
    if wish.heading:
        yield from _on_the_way(wish, frames)
        return
    for distance in range(1, AROUND + 1):
        for n in (wish.frame + distance, wish.frame - distance):
            if 0 <= n < frames:
                yield _key(wish, n, wish.field)


def _on_the_way(wish: Wish, frames: int) -> Iterator[PictureKey]:
    start, stop = wish.loop or (0, frames)
    fields = _fields(wish)
    frame, field = wish.frame, wish.field
    for _ in range(AHEAD):
        if fields and field == fields[0]:
            field = fields[1]
        else:
            frame += wish.stride * wish.heading
            field = fields[0] if fields else field
        if not start <= frame < stop:
            if wish.loop is None:
                return
            frame = start if wish.heading > 0 else stop - 1
        yield _key(wish, frame, field)


def _fields(wish: Wish) -> tuple[FieldChoice, ...]:
    """Return both instants of a picture in the order in which they are met; none for whole pictures."""
    if wish.field == "whole" or wish.stride > 1:
        return ()
    return ("first", "second") if wish.heading > 0 else ("second", "first")


def _key(wish: Wish, frame: int, field: FieldChoice) -> PictureKey:
    within = (min(wish.within[0], LARGEST[0]), min(wish.within[1], LARGEST[1]))
    return PictureKey(frame, field, wish.order, within)


def distance(wish: Wish, key: PictureKey) -> float:
    """How far a ready picture is from being wanted: 0 is the wished one, infinite what has another size."""
    if (key.within, key.order) != (key_of(wish).within, wish.order):
        return float("inf")
    way = (key.frame - wish.frame) * (wish.heading or 1)
    if way < 0 and wish.heading:
        if wish.loop is not None:
            return float(way + wish.loop[1] - wish.loop[0])
        return float(-2 * way + AHEAD)
    return float(abs(way))
