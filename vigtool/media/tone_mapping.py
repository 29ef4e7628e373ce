"""HLG and PQ pictures (BT.2020) as SDR pictures (BT.709), with one fixed curve.

Signal to light: BT.2100 (HLG with the OOTF for 1000 cd/m2 per channel; PQ as is). BT.2020 to BT.709 primaries:
BT.2087. Highlights: the EETF of BT.2390 5.4.1 per channel, from 1000 cd/m2 to HDR reference white, 203 cd/m2
(BT.2408), which becomes SDR white; below about 90 cd/m2 light is kept as it is. Light to signal: the inverse of
BT.1886.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HLG: Final = 18
"""AVCOL_TRC_ARIB_STD_B67."""
PQ: Final = 16
"""AVCOL_TRC_SMPTE2084."""

_PEAK, _WHITE = 1000.0, 203.0
_STEPS: Final = 4095
_STRIP_ROWS: Final = 32
_BT2020_TO_BT709: Final = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
)


def hlg_light(signal: Floats) -> Floats:
    """Return light in cd/m2 of an HLG signal 0..1, on a display of 1000 cd/m2."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)  # noqa: PLR2004 - BT.2100
    return np.asarray(_PEAK * scene**1.2, np.float32)


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
    ends = pq_signal(np.array([_PEAK, _WHITE], np.float32))
    top = float(ends[1] / ends[0])
    knee = 1.5 * top - 0.5
    x = np.minimum(pq_signal(light) / ends[0], 1)
    t = np.maximum((x - knee) / (1 - knee), 0)
    spline = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (-2 * t**3 + 3 * t**2) * top
    return pq_light(np.where(x < knee, x, spline).astype(np.float32) * ends[0])


@cache
def _to_light(transfer: int) -> Floats:
    """Return float32 (1024,): ten-bit signal to the light's share of 1000 cd/m2."""
    signal = np.linspace(0, 1, 1024, dtype=np.float32)
    light = hlg_light(signal) if transfer == HLG else pq_light(signal)
    return np.asarray(np.minimum(light / _PEAK, 1), np.float32)


@cache
def _to_code() -> NDArray[np.uint8]:
    """Return uint8 (4096,): square root of the share of 1000 cd/m2 to a BT.709 code."""
    light = np.linspace(0, 1, _STEPS + 1, dtype=np.float32) ** 2 * np.float32(_PEAK)
    return np.asarray(np.rint(255 * np.clip(compressed(light) / _WHITE, 0, 1) ** (1 / 2.4)), np.uint8)


def to_sdr(
    green: NDArray[np.uint16], blue: NDArray[np.uint16], red: NDArray[np.uint16], transfer: int
) -> NDArray[np.uint8]:
    """Return BGRA uint8 (rows, columns, 4) of ten-bit full-range BT.2020 planes; ``transfer``: ``HLG`` or ``PQ``."""
    rows, columns = green.shape
    out = np.full((rows, columns, 4), 255, np.uint8)
    table, codes = _to_light(transfer), _to_code()
    for top in range(0, rows, _STRIP_ROWS):
        strip = slice(top, top + _STRIP_ROWS)
        light = [table.take(plane[strip], mode="clip") for plane in (red, green, blue)]
        for place, row in ((2, 0), (1, 1), (0, 2)):
            weights = _BT2020_TO_BT709[row]
            mixed = light[0] * weights[0] + light[1] * weights[1] + light[2] * weights[2]
            steps = np.sqrt(np.maximum(mixed, 0, out=mixed), out=mixed) * np.float32(_STEPS)
            out[strip, :, place] = codes.take(steps.astype(np.int16), mode="clip")
    return out
