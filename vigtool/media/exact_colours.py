"""Pictures in colours that have no quick way: each pixel by the formula. Slow (a second for 1080p), and right."""

from typing import Final

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from vigtool.media.colour_tags import Colour
from vigtool.media.fingerprint import native_planes
from vigtool.media.rare_matrices import RARE, rgb_signal
from vigtool.media.scaling import as_coded, in_rgb
from vigtool.media.screen_signal import screen_signal

_STRIP_ROWS: Final = 64
_BITS: Final = 16
_WHITE: Final = 65535


def exact_picture(picture: VideoFrame, size: tuple[int, int], colour: Colour) -> NDArray[np.uint8]:
    """Return BGRA uint8 (height, width, 4), alpha 255, of a picture scaled to ``size`` (width, height)."""
    is_rare = colour.matrix in RARE
    scaled = as_coded(picture, size, colour) if is_rare else in_rgb(picture, size, "gbrp16le", colour)
    planes = [plane.view("<u2") for plane in native_planes(scaled)]
    bgra = np.full((size[1], size[0], 4), 255, np.uint8)
    for row in range(0, size[1], _STRIP_ROWS):
        strip = slice(row, row + _STRIP_ROWS)
        one, two, three = (plane[strip].ravel().astype(np.float32) for plane in planes)
        if is_rare:
            coded = _signals(np.stack([one, two, three]), picture.format.components[0].bits, full=colour.full_range)
            rgb = rgb_signal(coded, colour)
        else:
            rgb = np.stack([three, one, two]) / np.float32(_WHITE)
        codes = np.rint(screen_signal(rgb, colour) * 255)
        bgra[strip, :, 2::-1] = codes.T.reshape(-1, size[0], 3)
    return bgra


def _signals(codes: NDArray[np.float32], bits: int, *, full: bool) -> NDArray[np.float32]:
    """Return luma 0..1 and differences -0.5..0.5 of 16-bit codes, shape (3, n), that had ``bits`` bits in the film."""
    levels = codes / 2 ** (_BITS - 8) if not full else codes / 2 ** (_BITS - bits)
    middle = 128 if not full else 2 ** (bits - 1)
    spans = (219, 224) if not full else (2**bits - 1, 2**bits - 1)
    luma = (levels[:1] - (0 if full else 16)) / spans[0]
    return np.concatenate([luma, (levels[1:] - middle) / spans[1]])
