"""Prints of pictures, by which a picture is recognised among its neighbours.

Single pixels, not means: in a quiet film neighbouring frames differ by their grain only, which means would smooth out.
The pixels lie symmetrically, so that a print of a turned or mirrored picture is the print, turned or mirrored.
"""

import numpy as np
from numpy.typing import NDArray

SIDE = 64
_BT601, _BT709 = (0.299, 0.587, 0.114), (0.2126, 0.7152, 0.0722)
_HD_WIDTH, _HD_HEIGHT = 1280, 720
_LIMITED_BLACK, _LIMITED_SPAN = 16, 219


def print_of(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return 64 x 64 pixels of a picture of shape (height, width)."""
    height, width = grey.shape
    return np.ascontiguousarray(grey[np.ix_(_places(height), _places(width))])


def print_of_colours(picture: NDArray[np.uint8], *, blue_first: bool) -> NDArray[np.uint8]:
    """Return 64 x 64 grey pixels of a picture of shape (height, width, 3 or 4)."""
    height, width = picture.shape[:2]
    pixels = picture[np.ix_(_places(height), _places(width))][..., :3].astype(np.float32)
    weights = _BT709 if width >= _HD_WIDTH or height >= _HD_HEIGHT else _BT601
    grey = pixels @ np.array(weights[::-1] if blue_first else weights, np.float32)
    levels: NDArray[np.uint8] = np.clip(np.rint(grey), 0, 255).astype(np.uint8)
    return levels


def full_range(luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Stretch luma of limited range (16 to 235) to 0 to 255."""
    stretched = (luma.astype(np.float32) - _LIMITED_BLACK) * (255 / _LIMITED_SPAN)
    levels: NDArray[np.uint8] = np.clip(np.rint(stretched), 0, 255).astype(np.uint8)
    return levels


def _places(length: int) -> NDArray[np.int64]:
    first = ((np.arange(SIDE // 2) + 0.5) * length / SIDE).astype(np.int64)
    return np.concatenate([first, length - 1 - first[::-1]])
