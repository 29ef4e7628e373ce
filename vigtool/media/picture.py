"""The one colour path: from a decoded frame to the picture that display, stills, thumbnails and exports share.

Upright by the display matrix, square pixels, colours of the stream's own tags as those of a BT.709 screen
(``screen_signal`` has the formula), HLG and PQ as SDR, what shines through on grey.
"""

from fractions import Fraction
from typing import Final

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from vigtool.media.colour_cube import LAYOUT, through_cube
from vigtool.media.colour_tags import Colour, colour_of
from vigtool.media.deinterlacing import Field, bob
from vigtool.media.exact_colours import exact_picture
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.orientation import contiguous
from vigtool.media.rare_matrices import RARE
from vigtool.media.scaling import in_rgb
from vigtool.media.screen_signal import STEEP, needs_no_change

Bgra = NDArray[np.uint8]

_ODDEST_PIXEL: Final = 8
_NOTICED_COLUMN: Final = 64
"""In wider pictures one column less is not seen; swscale needs four times as long for an odd number of them."""
_GREY: Final = 128
_OPAQUE: Final = 255


def upright(frame: Frame, max_size: tuple[int, int] | None = None, field: Field | None = None) -> Bgra:
    """Return the frame as people see it: BGRA, uint8, shape (height, width, 4), C-contiguous, alpha 255.

    ``max_size`` (width, height): the picture is scaled down, never up, to fit; at least 1 x 1. ``field``: only the
    instant of this field, at full height; None shows both at once, as they are woven in the picture.
    """
    return contiguous(_laid(frame, max_size, field))


def upright_into(
    frame: Frame, max_size: tuple[int, int] | None, out: NDArray[np.uint8], field: Field | None = None
) -> tuple[int, int]:
    """Write ``upright(frame, max_size, field)`` to the start of ``out`` and return its (height, width).

    ``out``: writable uint8 of one axis, room for height x width x 4. It saves a copy.
    """
    laid = _laid(frame, max_size, field)
    contiguous(laid, out[: laid.size])
    return laid.shape[0], laid.shape[1]


def _laid(frame: Frame, max_size: tuple[int, int] | None, field: Field | None) -> Bgra:
    picture = frame.native if field is None else bob(frame.native, field)
    size = square_size(picture.width, picture.height, frame.pixel_aspect)
    if max_size is not None:
        size = _fitted(*size, frame.orientation.upright_size(*max_size))
    return frame.orientation.lay(_on_screen(picture, size, colour_of(picture)))


def upright_size(frame: Frame) -> tuple[int, int]:
    """Return (width, height) of ``upright(frame)``."""
    picture = frame.native
    return frame.orientation.upright_size(*square_size(picture.width, picture.height, frame.pixel_aspect))


def square_size(width: int, height: int, pixel_aspect: Fraction) -> tuple[int, int]:
    """Return the size with square pixels, the shorter side of a pixel stretched.

    A pixel more than 8 times as wide as high, or the other way round, is taken for a mistake and for square.
    """
    if not Fraction(1, _ODDEST_PIXEL) <= pixel_aspect <= _ODDEST_PIXEL:
        return width, height
    if pixel_aspect >= 1:
        return round(width * pixel_aspect), height
    return width, round(height / pixel_aspect)


def _fitted(width: int, height: int, room: tuple[int, int]) -> tuple[int, int]:
    scale = min(Fraction(1), Fraction(room[0], width), Fraction(room[1], height))
    if scale == 1:
        return width, height
    columns = max(round(width * scale), 1)
    if columns > _NOTICED_COLUMN:
        columns -= columns % 2
    return columns, max(round(height * scale), 1)


def _on_screen(picture: VideoFrame, size: tuple[int, int], colour: Colour) -> Bgra:
    is_plain = colour.matrix not in RARE and needs_no_change(colour)
    shown = _plain(picture, size, colour) if is_plain else _converted(picture, size, colour)
    if any(part.is_alpha for part in picture.format.components):
        return _on_grey(shown, (shown if is_plain else _plain(picture, size, colour))[..., 3])
    return shown


def _converted(picture: VideoFrame, size: tuple[int, int], colour: Colour) -> Bgra:
    if colour.matrix in RARE or colour.transfer in STEEP:
        return exact_picture(picture, size, colour)
    return through_cube(in_rgb(picture, size, LAYOUT, colour), colour)


def _plain(picture: VideoFrame, size: tuple[int, int], colour: Colour) -> Bgra:
    plane = next(native_planes(in_rgb(picture, size, "bgra", colour)))
    return plane.reshape(size[1], size[0], 4)


def _on_grey(bgra: Bgra, alpha: NDArray[np.uint8]) -> Bgra:
    """Return the picture on a neutral grey where it lets through; its colours are straight, not multiplied by alpha."""
    if alpha.min() == _OPAQUE:
        return bgra
    share = alpha[..., None].astype(np.uint16)
    mixed = np.full_like(bgra, _OPAQUE)
    mixed[..., :3] = (bgra[..., :3] * share + _GREY * (_OPAQUE - share) + _OPAQUE // 2) // _OPAQUE
    return mixed
