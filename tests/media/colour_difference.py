"""CIEDE2000, the difference of two colours as people see it; about 1 is just noticeable side by side.

The formula of ISO/CIE 11664-6 as written out by G. Sharma, W. Wu, E. Dalal, "The CIEDE2000 Color-Difference Formula:
Implementation Notes, Supplementary Test Data, and Mathematical Observations" (2005).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TO_XYZ: Final = np.array(
    [[0.4123908, 0.3575843, 0.1804808], [0.2126390, 0.7151687, 0.0721923], [0.0193308, 0.1191948, 0.9505322]]
)
"""BT.709 light to CIE XYZ, white D65 (0.3127, 0.3290)."""


def lab_of_screen(light: Floats) -> Floats:
    """CIE L*a*b* of BT.709 light 0..1, shape (n, 3); the screen's white is the white."""
    ratios = light @ _TO_XYZ.T / _TO_XYZ.sum(axis=1)
    folded = np.where(ratios > (6 / 29) ** 3, np.cbrt(ratios), ratios / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = folded.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def _degrees(sin: Floats, cos: Floats) -> Floats:
    return np.asarray(np.degrees(np.arctan2(sin, cos)) % 360)


def ciede2000(one: Floats, other: Floats) -> Floats:
    """Differences, shape (n,), of L*a*b* colours of shape (n, 3)."""
    (l1, a1, b1), (l2, a2, b2) = one.T, other.T
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = _degrees(b1, a1 * stretch), _degrees(b2, a2 * stretch)
    grey = c1 * c2 == 0
    turn = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    turn = np.where(h2 - h1 == 180, 180, turn)
    apart = np.abs(h1 - h2) > 180
    hue = np.where(grey, h1 + h2, (h1 + h2 + np.where(apart, np.where(h1 + h2 < 360, 360, -360), 0)) / 2)
    middle_c, middle_l = (c1 + c2) / 2, (l1 + l2) / 2
    waves = ((1, -0.17, -30), (2, 0.24, 0), (3, 0.32, 6), (4, -0.20, -63))
    weight = 1 + sum(size * np.cos(np.radians(times * hue + shift)) for times, size, shift in waves)
    s_l = 1 + 0.015 * (middle_l - 50) ** 2 / np.sqrt(20 + (middle_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * middle_c, 1 + 0.015 * middle_c * weight
    blue = np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2)))
    twist = -2 * np.sqrt(middle_c**7 / (middle_c**7 + 25.0**7)) * np.sin(blue)
    d_l, d_c = (l2 - l1) / s_l, (c2 - c1) / s_c
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / s_h
    return np.asarray(np.sqrt(d_l**2 + d_c**2 + d_h**2 + twist * d_c * d_h))
