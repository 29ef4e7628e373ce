"""The sheet that the demo film is drawn on: the planes of a YUV 4:2:0 picture, stored as a phone's sensor lies.

The planes are the coded landscape picture; the painter sees them turned upright, so turning costs nothing.
Shapes are laid straight onto luma and chroma: no RGB picture, no conversion, colours exact by BT.709 limited range.
"""

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.media.demo_film.shapes import Bounds, Shape, Union

Plane: TypeAlias = NDArray[np.uint8]
Weights: TypeAlias = NDArray[np.int16]
Colour: TypeAlias = tuple[int, int, int]

WIDTH: Final = 1080
HEIGHT: Final = 1920
_MASKS_KEPT: Final = 2000
_LARGEST_KEPT: Final = 300_000
_GRID: Final = 1
_FULL_BITS: Final = 7
_FULL: Final = 1 << _FULL_BITS


@lru_cache(maxsize=256)
def yuv_of(colour: Colour) -> Colour:
    """The luma and chroma of an R'G'B' colour (0 to 255) by BT.709, limited range."""
    r, g, b = (part / 255 for part in colour)
    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    blue, red = (b - luma) / 1.8556, (r - luma) / 1.5748
    return round(16 + 219 * luma), round(128 + 224 * blue), round(128 + 224 * red)


@dataclass(frozen=True, slots=True)
class _Mask:
    left: int
    top: int
    luma: Weights
    chroma: Weights


class Canvas:
    """One upright picture of 1080 x 1920 that shapes are painted on. Not thread-safe.

    ``planes`` are the coded planes (1080 rows of 1920, chroma 540 of 960), to be shown turned a quarter clockwise.
    """

    def __init__(self) -> None:
        self.planes: tuple[Plane, Plane, Plane] = (
            np.full((WIDTH, HEIGHT), 16, np.uint8),
            np.full((WIDTH // 2, HEIGHT // 2), 128, np.uint8),
            np.full((WIDTH // 2, HEIGHT // 2), 128, np.uint8),
        )
        self._upright = tuple(np.rot90(plane, -1) for plane in self.planes)
        self._masks: OrderedDict[tuple[Shape, float], _Mask] = OrderedDict()
        self._background: tuple[Plane, ...] = ()

    def keep_as_background(self) -> None:
        """Take what is painted by now as the picture that ``clear`` returns to."""
        self._background = tuple(plane.copy() for plane in self.planes)

    def clear(self, from_row: int = 0) -> None:
        """Return to the background, from an even row of the upright picture downwards."""
        for plane, behind, part in zip(self.planes, self._background, (1, 2, 2), strict=True):
            np.copyto(plane[:, from_row // part :], behind[:, from_row // part :])

    def paint(self, shape: Shape, colour: Colour, opacity: float = 1.0, soft: float = 0.5) -> None:
        """Lay a shape over the picture; its edge fades over ``2 * soft`` pixels, what lies outside is cut off."""
        mask, dx, dy = self._mask_of(shape, soft)
        left, top = mask.left + dx, mask.top + dy
        weights = (mask.luma, mask.chroma, mask.chroma)
        for plane, value, weight, part in zip(self._upright, yuv_of(colour), weights, (1, 2, 2), strict=True):
            _blend(plane, weight, left // part, top // part, value, opacity)

    def _mask_of(self, shape: Shape, soft: float) -> tuple[_Mask, int, int]:
        left, top, _, _ = shape.bounds()
        dx, dy = 2 * floor(left / 2), 2 * floor(top / 2)
        local = shape.moved(-dx, -dy)
        key = (local, soft)
        mask = self._masks.get(key)
        if mask is None:
            mask = _rasterised(local, soft)
            if mask.luma.size <= _LARGEST_KEPT:
                self._masks[key] = mask
            while len(self._masks) > _MASKS_KEPT:
                self._masks.popitem(last=False)
        else:
            self._masks.move_to_end(key)
        return mask, dx, dy


def on_grid(value: float) -> float:
    """A length to the nearest pixel: still smooth to the eye, and masks can be used again."""
    return round(value * _GRID) / _GRID


def _rasterised(shape: Shape, soft: float) -> _Mask:
    left, top, right, bottom = _even(shape.bounds(), soft)
    luma = np.zeros((bottom - top, right - left), np.int16, order="F")
    for part in shape.parts if isinstance(shape, Union) else (shape,):
        x0, y0, x1, y1 = _even(part.bounds(), soft)
        window = luma[y0 - top : y1 - top, x0 - left : x1 - left]
        np.maximum(window, _cover(part, soft, (x0, y0, x1, y1)), out=window)
    chroma = (luma[::2, ::2] + luma[1::2, ::2] + luma[::2, 1::2] + luma[1::2, 1::2] + 2) // 4
    return _Mask(left, top, luma, np.asfortranarray(chroma))


def _cover(shape: Shape, soft: float, bounds: tuple[int, int, int, int]) -> Weights:
    left, top, right, bottom = bounds
    x = (np.arange(left, right, dtype=np.float32) + np.float32(0.5))[:, np.newaxis]
    y = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5))[np.newaxis, :]
    cover = shape.distance(x, y)
    cover *= np.float32(-0.5 / soft)
    cover += np.float32(0.5)
    np.clip(cover, 0, 1, out=cover)
    if soft > 1:
        cover = cover * cover * (3 - 2 * cover)
    cover *= np.float32(_FULL)
    cover += np.float32(0.5)
    return cover.astype(np.int16).T


def _even(bounds: Bounds, soft: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = bounds
    return (
        2 * floor((left - soft) / 2),
        2 * floor((top - soft) / 2),
        2 * ceil((right + soft) / 2),
        2 * ceil((bottom + soft) / 2),
    )


def _blend(plane: Plane, weight: Weights, left: int, top: int, value: int, opacity: float) -> None:
    height, width = plane.shape
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + weight.shape[1], width), min(top + weight.shape[0], height)
    if x0 >= x1 or y0 >= y1:
        return
    target = plane[y0:y1, x0:x1]
    share = weight[y0 - top : y1 - top, x0 - left : x1 - left]
    if opacity < 1:
        share = (share * np.int16(round(opacity * _FULL))) >> np.int16(_FULL_BITS)
    step = np.subtract(np.int16(value), target, dtype=np.int16)
    step *= share
    step += np.int16(_FULL // 2)
    step >>= np.int16(_FULL_BITS)
    np.add(target, step, out=target, casting="unsafe")
