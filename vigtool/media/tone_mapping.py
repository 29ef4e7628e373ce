"""HLG and PQ pictures (BT.2020) as SDR pictures (BT.709), with one fixed curve.

Signal to light: BT.2100 (HLG with the OOTF for 1000 cd/m2; PQ as is). BT.2020 to BT.709 primaries:
BT.2087. Highlights: the EETF of BT.2390 5.4.1 per channel, from 1000 cd/m2 to HDR reference white, 203 cd/m2
(BT.2408), which becomes SDR white; below about 90 cd/m2 light is kept as it is. Light to signal: the inverse of
BT.1886.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PEAK, _WHITE = 1000.0, 203.0
"""cd/m2."""
_STEPS: Final = 16384


_HLG_A, _HLG_B, _HLG_C = 0.17883277, 0.28466892, 0.55991073


def hlg_scene(signal: Floats) -> Floats:
    """Return the scene's light 0..1 of an HLG signal 0..1: the inverse of the OETF of BT.2100."""
    high = (np.exp((signal - _HLG_C) / _HLG_A) + _HLG_B) / 12
    return np.asarray(np.where(signal <= 0.5, signal**2 / 3, high), np.float32)  # noqa: PLR2004 - BT.2100


def hlg_signal(scene: Floats) -> Floats:
    """Return the HLG signal of the scene's light 0..1: the inverse of ``hlg_scene``."""
    high = _HLG_A * np.log(np.maximum(12 * scene - _HLG_B, 1e-9)) + _HLG_C
    return np.asarray(np.where(scene <= 1 / 12, np.sqrt(3 * scene), high), np.float32)


def hlg_light(signal: Floats) -> Floats:
    """Return light in cd/m2 of HLG signals 0..1, shape (3, n): R', G', B' of BT.2100, on a display of 1000 cd/m2."""
    red, green, blue = scene = hlg_scene(signal)
    luminance = 0.2627 * red + 0.6780 * green + 0.0593 * blue
    return np.asarray(PEAK * luminance**0.2 * scene, np.float32)


def pq_light(signal: Floats) -> Floats:
    """Return light in cd/m2 of a PQ signal 0..1."""
    root = signal ** (1 / 78.84375)
    ratio = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
    return np.asarray(10000 * ratio ** (1 / 0.1593017578125), np.float32)


def pq_signal(light: Floats) -> Floats:
    """Return the PQ signal of light in cd/m2: the inverse of ``pq_light``."""
    power = (light / 10000) ** 0.1593017578125
    return np.asarray(((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375, np.float32)


def compressed(light: Floats) -> Floats:
    """Return light 0..1000 cd/m2 compressed to 0..203 by the EETF of BT.2390, without black level lift."""
    ends = pq_signal(np.array([PEAK, _WHITE], np.float32))
    top = float(ends[1] / ends[0])
    knee = 1.5 * top - 0.5
    x = np.minimum(pq_signal(light) / ends[0], 1)
    t = np.maximum((x - knee) / (1 - knee), 0)
    spline = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (-2 * t**3 + 3 * t**2) * top
    return pq_light(np.where(x < knee, x, spline).astype(np.float32) * ends[0])


@cache
def _sdr_table() -> Floats:
    """Return float32 (16385,): square root of light's share of 1000 cd/m2 to the SDR signal."""
    light = np.linspace(0, 1, _STEPS + 1, dtype=np.float32) ** 2 * np.float32(PEAK)
    return np.asarray(np.clip(compressed(light) / _WHITE, 0, 1) ** (1 / 2.4), np.float32)


def to_sdr(light: Floats) -> Floats:
    """Return the SDR screen's signal 0..1 of light in cd/m2, each number by itself: 0.05 codes of eight bits exact."""
    steps = np.sqrt(np.clip(light / np.float32(PEAK), 0, 1)) * np.float32(_STEPS)
    return np.asarray(_sdr_table().take(np.rint(steps).astype(np.intp)))
