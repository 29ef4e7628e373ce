"""Matrices that swscale does not know: a film's luma and colour differences as red, green and blue, by formula.

ITU-T H.273, table 4: YCgCo (8), BT.2020 with constant luminance (10), ICtCp (14).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigtool.media.colour_tags import BT2020_CONSTANT, HLG, ICTCP, YCGCO, Colour
from vigtool.media.tone_mapping import hlg_scene, hlg_signal, pq_light, pq_signal

Floats = NDArray[np.float32]

RARE: Final = frozenset({YCGCO, BT2020_CONSTANT, ICTCP})
_ICTCP_TO_LMS: Final = {
    False: np.linalg.inv(np.array([[2048, 2048, 0], [6610, -13613, 7003], [17933, -17390, -543]]) / 4096),
    True: np.linalg.inv(np.array([[2048, 2048, 0], [3625, -7465, 3840], [9500, -9212, -288]]) / 4096),
}
"""By whether the transfer is HLG; ITU-R BT.2100, table 7."""
_LMS_TO_RGB: Final = np.linalg.inv(np.array([[1688, 2146, 262], [683, 2951, 462], [99, 309, 3688]]) / 4096)


def rgb_signal(coded: Floats, colour: Colour) -> Floats:
    """Return R', G', B', shape (3, n), of coded signals, shape (3, n): luma 0..1, differences -0.5..0.5."""
    y, u, v = coded
    if colour.matrix == YCGCO:
        return np.stack([y - u + v, y + u, y - u - v])
    if colour.matrix == ICTCP:
        return _of_ictcp(coded, is_hlg=colour.transfer == HLG)
    blue = y + u * np.where(u <= 0, 1.9404, 1.5816)
    red = y + v * np.where(v <= 0, 1.7184, 0.9936)
    light = _bt2020_light(np.stack([y, blue, red]))
    green = (light[0] - 0.0593 * light[1] - 0.2627 * light[2]) / 0.6780
    return np.stack([red, _bt2020_signal(green), blue]).astype(np.float32)


def _of_ictcp(coded: Floats, *, is_hlg: bool) -> Floats:
    lms = np.clip(_ICTCP_TO_LMS[is_hlg].astype(np.float32) @ coded, 0, 1)
    light = hlg_scene(lms) if is_hlg else pq_light(lms) / 10000
    rgb = np.clip(_LMS_TO_RGB @ light, 0, 1).astype(np.float32)
    return hlg_signal(rgb) if is_hlg else pq_signal(10000 * rgb)


_ALPHA, _BETA = 1.09929682680944, 0.018053968510807
"""ITU-R BT.2020, table 4."""


def _bt2020_light(signal: Floats) -> Floats:
    v = np.maximum(signal, 0)
    return np.where(v < 4.5 * _BETA, v / 4.5, ((v + _ALPHA - 1) / _ALPHA) ** (1 / 0.45))


def _bt2020_signal(light: Floats) -> Floats:
    e = np.maximum(light, 0)
    return np.where(e < _BETA, 4.5 * e, _ALPHA * e**0.45 - (_ALPHA - 1))
