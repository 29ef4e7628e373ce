"""How alike a clip's picture is to what it should be, and whether what is covered shows through."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from vigtool.media.errors import ClipNotExact

Pixels = NDArray[np.uint8]

LUMA_PSNR_FLOOR: Final = 30.0
"""In dB. What right and wrong clips of the shared recordings have: docs/decisions/0006-clips.md."""
COLOUR_LIMIT: Final = 8.0
"""Levels by which the mean of a colour channel over a sixteenth of the picture may differ."""
SHOWING_THROUGH_LIMIT: Final = 0.25
"""What part of the uncovered picture may be in a covered region: 0 as covered, 1 as if it were not."""
_AREAS: Final = 4
_BLUE, _GREEN, _RED = (np.float32(share) for share in (0.0722, 0.7152, 0.2126))
_STRIP: Final = 32
"""Rows at a time: so much stays in the processor's cache, and 4K needs no memory to speak of."""
_SAME: Final = 1.0
"""Mean square of levels of luma below which two regions are the same picture."""
_TELLING: Final = 1000.0
"""Sum of squares of levels of luma below which nobody could be told by what a cover hides; the coder's own noise would
be all that is measured."""
_PLAIN: Final = 16.0
"""Variance of levels of luma below which there is nothing in a region that could be covered."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Luma PSNR in dB (None: the same), and the largest difference of a mean colour, in levels."""

    luma_psnr: float | None
    colour_difference: float


def likeness(found: Pixels, wanted: Pixels) -> Likeness:
    """Compare two BGRA pictures of one shape. Raise ``ClipNotExact`` where they are not the same picture."""
    square = sum(_luma_error(found[row : row + _STRIP], wanted[row : row + _STRIP]) for row in _rows(found))
    mean_square = square / (found.shape[0] * found.shape[1])
    psnr = None if mean_square == 0 else float(10 * np.log10(255 * 255 / mean_square))
    if psnr is not None and psnr < LUMA_PSNR_FLOOR:
        raise ClipNotExact("picture")
    difference = float(np.abs(_means(found) - _means(wanted)).max())
    if difference > COLOUR_LIMIT:
        raise ClipNotExact("colour")
    return Likeness(psnr, difference)


def showing_through(found: Pixels, covered: Pixels, uncovered: Pixels) -> float:
    """Which part of what lies under a cover is seen in a region, by its luma: 0 covered, 1 not at all.

    All three have one shape (rows, columns, 4) and hold at least one pixel. What the coder lost has nothing to do with
    what is covered, so that it does not count. Where the cover itself changed nothing though there is something, 1.
    """
    beneath, above = _luma(uncovered), _luma(covered)
    under = beneath - above
    energy = float(under @ under)
    if energy < _SAME * under.size:
        return 1.0 if float(beneath.var()) > _PLAIN else 0.0
    return 0.0 if energy < _TELLING else float((_luma(found) - above) @ under) / energy


def _rows(picture: Pixels) -> range:
    return range(0, picture.shape[0], _STRIP)


def _luma(picture: NDArray[Any]) -> NDArray[np.float32]:
    """BT.709 luma of BGRA, or of differences of it, shape (pixels,); a product of matrices takes ten times as long."""
    luma = picture[..., 1] * _GREEN
    luma += picture[..., 0] * _BLUE
    luma += picture[..., 2] * _RED
    return np.asarray(luma, np.float32).reshape(-1)


def _luma_error(found: Pixels, wanted: Pixels) -> float:
    error = _luma(found.astype(np.float32) - wanted)
    return float(error @ error)


def _means(picture: Pixels) -> NDArray[np.float64]:
    rows = np.array_split(picture, _AREAS, axis=0)
    areas = [area for row in rows for area in np.array_split(row, _AREAS, axis=1) if area.size]
    sums = [np.add.reduce(area.sum(axis=0, dtype=np.uint32), axis=0, dtype=np.float64) for area in areas]
    sizes = [area.shape[0] * area.shape[1] for area in areas]
    return np.array([total[:3] / size for total, size in zip(sums, sizes, strict=True)])
