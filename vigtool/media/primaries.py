"""Red, green and blue light of a film as those of the screen, BT.709."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_D65, _C, _E, _DCI = (0.3127, 0.3290), (0.310, 0.316), (1 / 3, 1 / 3), (0.314, 0.351)
_BT601_525: Final = ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), _D65)
_CHROMATICITIES: Final = {
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), _D65),
    4: ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), _C),
    5: ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06), _D65),
    6: _BT601_525,
    7: _BT601_525,
    8: ((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), _C),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), _D65),
    10: ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0), _E),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), _DCI),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), _D65),
    22: ((0.630, 0.340), (0.295, 0.605), (0.155, 0.077), _D65),
}
"""(x, y) of red, green, blue and white: ITU-T H.273, table 2."""
_BRADFORD: Final = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def to_xyz(primaries: int) -> Matrix:
    """Return the (3, 3) matrix from RGB light to CIE XYZ with the film's own white (SMPTE RP 177)."""
    *colours, white = (_xyz(*place) for place in _CHROMATICITIES[primaries])
    columns = np.stack(colours, axis=1)
    return np.asarray(columns * np.linalg.solve(columns, white))


@cache
def to_screen(primaries: int) -> Matrix:
    """Return the (3, 3) matrix from a film's RGB light to that of BT.709; white becomes D65 (Bradford)."""
    white, d65 = (_BRADFORD @ _xyz(*place) for place in (_CHROMATICITIES[primaries][3], _D65))
    adapted = np.linalg.solve(_BRADFORD, np.diag(d65 / white) @ _BRADFORD)
    return np.asarray(np.linalg.solve(to_xyz(1), adapted @ to_xyz(primaries)))


def _xyz(x: float, y: float) -> Matrix:
    if y == 0:
        return np.array([x, 0.0, 1 - x])
    return np.array([x / y, 1.0, (1 - x - y) / y])
