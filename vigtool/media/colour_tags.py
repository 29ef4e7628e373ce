"""What a picture's colour tags mean, and what is taken for granted where they are missing.

Code points are those of ITU-T H.273 (FFmpeg's AVCOL_* have the same numbers); 2 is "unspecified".
"""

from dataclasses import dataclass
from typing import Final

from av import VideoFrame

BT709, BT470M, BT470BG, SMPTE170M, SMPTE240M, BT2020 = 1, 4, 5, 6, 7, 9
"""Numbers that matrices and primaries share."""
YCGCO, BT2020_CONSTANT, ICTCP = 8, 10, 14
SRGB, PQ, HLG = 13, 16, 18

_MATRICES: Final = frozenset({BT709, BT470M, BT470BG, SMPTE170M, SMPTE240M, YCGCO, BT2020, BT2020_CONSTANT, ICTCP})
_TRANSFERS: Final = frozenset({1, *range(4, 19)})
_PRIMARIES: Final = frozenset({1, *range(4, 13), 22})
_FULL: Final = 2
_HD_WIDTH, _HD_HEIGHT = 1280, 720
_BT601_WIDTHS: Final = frozenset({702, 704, 720})
_BT601_PRIMARIES: Final = {576: BT470BG, 480: SMPTE170M, 486: SMPTE170M}


@dataclass(frozen=True, slots=True)
class Colour:
    """How the numbers of a picture become light: H.273 code points, none of them unspecified.

    ``matrix`` is 0 for pictures coded as red, green and blue; ``full_range`` is then true.
    """

    matrix: int
    full_range: bool
    transfer: int
    primaries: int


def colour_of(picture: VideoFrame) -> Colour:
    """Return the colour of a picture by its tags.

    Untagged, or tagged with what no film of this kind can have: BT.709 from 1280 x 720 on, the matrix of BT.601 below
    (as players do). Primaries: BT.2020 beside its matrix, HLG or PQ; those of BT.601 (625 or 525 lines) in the rasters
    of BT.601, 720 x 576 and 720 x 480; else BT.709, which smaller films are made on and for. Limited range, but full
    for the ``yuvj`` formats and for red, green and blue, whose range tag encoders set at random.
    """
    transfer = picture.color_trc if picture.color_trc in _TRANSFERS else BT709
    wide = transfer in {HLG, PQ} or picture.color_primaries == BT2020
    if picture.format.is_rgb:
        return Colour(0, full_range=True, transfer=transfer, primaries=_primaries(picture, wide=wide))
    full = picture.color_range == _FULL or picture.format.name.startswith("yuvj")
    matrix = picture.colorspace if picture.colorspace in _MATRICES else _matrix_by_size(picture, wide=wide)
    wide = wide or matrix in {BT2020, BT2020_CONSTANT, ICTCP}
    return Colour(matrix, full_range=full, transfer=transfer, primaries=_primaries(picture, wide=wide))


def _matrix_by_size(picture: VideoFrame, *, wide: bool) -> int:
    if wide:
        return BT2020
    is_hd = picture.width >= _HD_WIDTH or picture.height >= _HD_HEIGHT
    return BT709 if is_hd else SMPTE170M


def _primaries(picture: VideoFrame, *, wide: bool) -> int:
    if picture.color_primaries in _PRIMARIES:
        return picture.color_primaries
    if wide:
        return BT2020
    if picture.format.is_rgb or picture.width not in _BT601_WIDTHS:
        return BT709
    return _BT601_PRIMARIES.get(picture.height, BT709)
