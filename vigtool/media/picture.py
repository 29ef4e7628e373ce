"""The one colour path: from a decoded frame to the picture that display, stills, thumbnails and exports share.

Upright by the display matrix, square pixels, the matrix and range of the stream's own tags given explicitly
(swscale would read untagged HD as BT.601), HLG and PQ as SDR.
"""

import threading
from fractions import Fraction
from typing import Final

import numpy as np
from av import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from numpy.typing import NDArray

from vigtool.media.deinterlacing import Field, bob
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.orientation import contiguous
from vigtool.media.tone_mapping import HLG, PQ, to_sdr

Bgra = NDArray[np.uint8]

_BT709, _BT601, _SMPTE240M, _BT2020, _FCC = 1, 5, 7, 9, 4
"""swscale's numbers of matrices (SWS_CS_*)."""
_MATRIX_OF_TAG: Final = {1: _BT709, 4: _FCC, 5: _BT601, 6: _BT601, 7: _SMPTE240M, 9: _BT2020, 10: _BT2020}
"""AVColorSpace (ITU-T H.273 MatrixCoefficients) to swscale's."""
_LIMITED, _FULL = 1, 2
_HD_WIDTH, _HD_HEIGHT = 1280, 720
_ODDEST_PIXEL: Final = 8
_SAFE_COLUMNS: Final = 16
"""swscale's quick way from YUV to BGRA writes garbage into the last two to four columns of a picture whose width leaves
2 or 4 over a multiple of 16, another each time (up to 232 levels); the slower way, in one thread, does not."""


def upright(frame: Frame, max_size: tuple[int, int] | None = None, field: Field | None = None) -> Bgra:
    """Return the frame as people see it: BGRA, uint8, shape (height, width, 4), C-contiguous, alpha 255.

    ``max_size`` (width, height): the picture is scaled down, never up, to fit; at least 1 x 1. ``field``: only the
    instant of this field, at full height; None shows both at once, as they are woven in the picture.
    """
    picture = frame.native if field is None else bob(frame.native, field)
    lay = frame.orientation
    width, height = square_size(picture.width, picture.height, frame.pixel_aspect)
    if max_size is not None:
        width, height = _fitted(width, height, lay.upright_size(*max_size))
    if picture.color_trc in {HLG, PQ} and not picture.format.is_rgb:
        coded = _tone_mapped(picture, width, height)
    else:
        coded = _converted(picture, width, height)
    return contiguous(lay.lay(coded))


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


def matrix_and_range(picture: VideoFrame) -> tuple[int, int]:
    """Return swscale's matrix and the range (1 limited, 2 full) of a picture, by its tags.

    Untagged: BT.709 from 1280 x 720 on, BT.601 below, as players do (ITU-R BT.709 is the HD system); limited, but
    full for the ``yuvj`` formats.
    """
    is_hd = picture.width >= _HD_WIDTH or picture.height >= _HD_HEIGHT
    matrix = _MATRIX_OF_TAG.get(picture.colorspace, _BT709 if is_hd else _BT601)
    full = picture.color_range == _FULL or picture.format.name.startswith("yuvj")
    return matrix, _FULL if full else _LIMITED


def _fitted(width: int, height: int, room: tuple[int, int]) -> tuple[int, int]:
    scale = min(Fraction(1), Fraction(room[0], width), Fraction(room[1], height))
    return max(round(width * scale), 1), max(round(height * scale), 1)


class Scalers(threading.local):
    """One scaler a thread: setting one up costs 12 ms for a scaled picture of 1080p, using it again 2 ms."""

    def __init__(self) -> None:
        self.of_this_thread = VideoReformatter()


_scalers: Final = Scalers()


def _reformatted(picture: VideoFrame, width: int, height: int, layout: str) -> VideoFrame:
    scaler = _scalers.of_this_thread
    if picture.format.is_rgb:
        return scaler.reformat(picture, width, height, layout, interpolation="BILINEAR")
    matrix, coded_range = matrix_and_range(picture)
    even_columns = width % _SAFE_COLUMNS == 0
    return scaler.reformat(
        picture,
        width,
        height,
        layout,
        src_colorspace=matrix,
        dst_colorspace=matrix,
        src_color_range=coded_range,
        dst_color_range=_FULL,
        interpolation=Interpolation.BILINEAR if even_columns else Interpolation.BILINEAR | Interpolation.ACCURATE_RND,
        threads=None if even_columns else 1,
    )


def _converted(picture: VideoFrame, width: int, height: int) -> Bgra:
    plane = next(native_planes(_reformatted(picture, width, height, "bgra")))
    bgra = np.ascontiguousarray(plane).reshape(height, width, 4)
    if any(part.is_alpha for part in picture.format.components):
        bgra = bgra.copy()
        bgra[..., 3] = 255
    return bgra


def _tone_mapped(picture: VideoFrame, width: int, height: int) -> Bgra:
    planes = native_planes(_reformatted(picture, width, height, "gbrp10le"))
    green, blue, red = (np.ascontiguousarray(plane).view("<u2") for plane in planes)
    return to_sdr(green, blue, red, picture.color_trc)
