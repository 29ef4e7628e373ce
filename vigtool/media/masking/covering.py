"""Covering a part of a picture so that what was there cannot be brought back from it.

Weak covers can be undone. People in mosaics and blurs that no human eye can read are told apart by trained networks
(McPherson, Shokri, Shmatikov, "Defeating Image Obfuscation with Deep Learning", arXiv:1609.00408, with mosaics of six
cells across a face); a mosaic over something that moves shows other means in every frame, and many frames together
give the picture back (the recovered window of J. Geerling's film of 2025, by FFmpeg and GIMP alone). A plain blur is
linear and loses little but what is rounded off.

So whatever lies in a box and its margin is first replaced by so few means that most of it is no longer there
(``CELLS`` along the longer side, whatever the resolution), those are rounded to ``LEVELS`` values each, which takes
from many frames what a small shift of the cells would add, and only then made soft. All pictures with the same rounded
means give the same cover, bit for bit: nothing finer can be computed from it. A person's place, movement and main
colours stay to be seen, hence *masked, not anonymous*.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

CELLS: Final = 4
"""Cells along the longer side of what is covered; along the other as many as make them about square."""
LEVELS: Final = 16
"""Values that a cell's blue, green and red can have."""
MARGIN: Final = 6
"""On each side a box is widened by this part of its own width or height (a sixth), and by ``LEAST_MARGIN``."""
LEAST_MARGIN: Final = 4
"""Pixels."""

_STEP: Final = 256 // LEVELS
_OPAQUE: Final = 255


def cover(picture: Pixels, boxes: Sequence[tuple[int, int, int, int]]) -> None:
    """Cover parts of an upright picture in place.

    ``picture``: BGRA, uint8, shape (height, width, 4). ``boxes``: left, top, right, bottom in its pixels, half-open;
    they may reach beyond the picture's edges and overlap. Each is widened by its margin; what is covered is opaque.
    Raises ``ValueError`` for a box that is empty: it would cover nobody.
    """
    for box in boxes:
        left, top, right, bottom = widened(box)
        part = picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
        if part.size:
            part[...] = _covered(part)


def widened(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A box with its margin. Raises ``ValueError`` for an empty one."""
    left, top, right, bottom = box
    if right <= left or bottom <= top:
        raise ValueError(box)
    across = (right - left) // MARGIN + LEAST_MARGIN
    along = (bottom - top) // MARGIN + LEAST_MARGIN
    return left - across, top - along, right + across, bottom + along


def _covered(part: Pixels) -> Pixels:
    height, width = part.shape[:2]
    rows, columns = _edges(height, max(height, width)), _edges(width, max(height, width))
    sums = np.add.reduceat(part, rows[:-1], axis=0, dtype=np.uint32)
    sums = np.add.reduceat(sums, columns[:-1], axis=1, dtype=np.uint32)
    means = sums // np.outer(np.diff(rows), np.diff(columns))[..., np.newaxis]
    rounded = (means // _STEP * _STEP + _STEP // 2).astype(np.float32)
    rounded[..., 3] = _OPAQUE
    return _softened(rounded, rows, columns)


def _edges(length: int, longer: int) -> NDArray[np.intp]:
    """Where the cells of one side begin and the last one ends."""
    count = min(max(round(CELLS * length / longer), 1), length)
    return np.linspace(0, length, count + 1).astype(np.intp)


def _softened(cells: NDArray[np.float32], rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Pixels:
    """Go evenly from each cell's middle to the next: the mosaic, blurred as wide as its cells."""
    down, across = _weights(rows), _weights(columns)
    tall = np.tensordot(down, cells, axes=(1, 0))  # (height, columns, 4)
    soft: NDArray[np.float32] = across @ tall  # (height, width, 4)
    soft += np.float32(0.5)
    return soft.astype(np.uint8)


def _weights(edges: NDArray[np.intp]) -> NDArray[np.float32]:
    """How much of each cell is in each pixel of a side: shape (pixels, cells), every row's sum 1."""
    middles = (edges[:-1] + edges[1:] - 1) / 2
    pixels = np.arange(edges[-1])
    each = [np.interp(pixels, middles, one) for one in np.eye(len(middles))]
    return np.stack(each, axis=1).astype(np.float32)
