"""A film's picture as it stands in a clip: upright, covered, and fitted into the clip's size on black.

Covering comes first, in the film's own pixels: no scaling ever sees what is covered.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from vigtool.media.clip_picture import clip_picture, even
from vigtool.media.colour_tags import colour_of
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.masking.covering import cover
from vigtool.media.picture import upright, upright_size
from vigtool.media.rendering.plan import PixelBox
from vigtool.media.scaling import in_rgb

Pixels = NDArray[np.uint8]

_OPAQUE: Final = 255


def needs_enlarging(frame: Frame, size: tuple[int, int]) -> bool:
    """Tell whether a frame's picture is smaller than (width, height) both ways."""
    width, height = even(upright_size(frame))
    return width < size[0] and height < size[1]


def fitted(frame: Frame, size: tuple[int, int], boxes: Sequence[PixelBox] = ()) -> Pixels:
    """Return the picture of a frame as BGRA, shape (height, width, 4), of even (width, height); not to be written to.

    ``boxes`` are covered. It is as large as it can be without losing its shape, in the middle of black; an odd picture
    of the clip's own size gets its last row or column twice.
    """
    if not boxes and not needs_enlarging(frame, size):
        return clip_picture(frame, size)
    picture = upright(frame)
    if boxes:
        if any(np.may_share_memory(picture, plane) for plane in native_planes(frame.native)):
            picture = picture.copy()  # the film's own, which others may see
        cover(picture, boxes)
    height, width = picture.shape[:2]
    if even((width, height)) == size:
        return np.pad(picture, ((0, size[1] - height), (0, size[0] - width), (0, 0)), mode="edge")
    return _on_black(_scaled(picture, _largest((width, height), size), frame), size)


def fitted_box(box: PixelBox, own: tuple[int, int], size: tuple[int, int]) -> tuple[slice, slice]:
    """The rows and columns of a clip of (width, height) where a covered box of an upright picture of size ``own`` is.

    Empty where the box is outside of the picture.
    """
    shown = own if even(own) == size else _largest(own, size)
    left, top = ((room - side) // 2 for room, side in zip(size, shown, strict=True))
    edges = [
        offset + min(max(edge * side // whole, 0), side)
        for edge, offset, side, whole in zip(box, (left, top) * 2, shown * 2, own * 2, strict=True)
    ]
    return slice(edges[1], edges[3]), slice(edges[0], edges[2])


def _largest(own: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    scale = min(Fraction(room[0], own[0]), Fraction(room[1], own[1]))
    width, height = (max(round(side * scale / 2) * 2, 2) for side in own)
    return width, height


def _scaled(picture: Pixels, size: tuple[int, int], frame: Frame) -> Pixels:
    if picture.shape[1::-1] == size:
        return picture
    scaled = in_rgb(VideoFrame.from_numpy_buffer(picture, format="bgra"), size, "bgra", colour_of(frame.native))
    return next(native_planes(scaled)).reshape(size[1], size[0], 4)


def _on_black(picture: Pixels, size: tuple[int, int]) -> Pixels:
    height, width = picture.shape[:2]
    if (width, height) == size:
        return picture
    whole = np.zeros((size[1], size[0], 4), np.uint8)
    whole[..., 3] = _OPAQUE
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    whole[top : top + height, left : left + width] = picture
    return whole
