"""Following somebody through a film: what the task is asked and what it tells, as bytes; no decoder is needed here."""

from typing import Final

import msgspec

from vigtool.media.errors import BadTrack

Sides = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the upright picture, half-open."""


class TrackWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Follow what ``box`` shows in frame ``frame`` to both ends of the frames ``[first, stop)``, as far as it goes.

    ``index`` is the film's index in its stored form.
    """

    index: bytes
    frame: int
    box: Sides
    first: int
    stop: int


class Tracked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where it is: frames with boxes, in the order in which they were followed, without the frame that was given."""

    boxes: list[tuple[int, Sides]]


def pack_wish(wish: TrackWish) -> bytes:
    """Return a wish as the task takes it."""
    return msgspec.msgpack.encode(wish)


def unpack_wish(data: bytes) -> TrackWish:
    """Return a wish. Raises ``BadTrack``, also for a frame or box that cannot be."""
    try:
        wish = _WISHES.decode(data)
    except msgspec.DecodeError as error:
        raise BadTrack(rule="wish") from error
    if not wish.first <= wish.frame < wish.stop or not _is_box(wish.box):
        raise BadTrack(rule="wish")
    return wish


def pack_tracked(tracked: Tracked) -> bytes:
    """Return a part of the result as the task gives it."""
    return msgspec.msgpack.encode(tracked)


def unpack_tracked(data: bytes, wish: TrackWish) -> Tracked:
    """Return a part of the result of a wish. Raises ``BadTrack`` for what cannot be the answer to it."""
    try:
        tracked = _TRACKED.decode(data)
    except msgspec.DecodeError as error:
        raise BadTrack(rule="tracked") from error
    for frame, box in tracked.boxes:
        if not wish.first <= frame < wish.stop or frame == wish.frame or not _is_box(box):
            raise BadTrack(rule="tracked")
    return tracked


_WISHES: Final = msgspec.msgpack.Decoder(TrackWish)
_TRACKED: Final = msgspec.msgpack.Decoder(Tracked)
_FARTHEST: Final = 1 << 20
"""Pixels; no picture is so large."""


def _is_box(box: Sides) -> bool:
    left, top, right, bottom = box
    return -_FARTHEST < left < right < _FARTHEST and -_FARTHEST < top < bottom < _FARTHEST
