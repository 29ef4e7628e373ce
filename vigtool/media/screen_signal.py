"""The signal that the screen gets for a film's signal: the colour path as a formula, in floats.

The screen is that of BT.709: its primaries, white D65. Transfers that screens are made for (BT.1886, sRGB, gamma 2.2)
pass as they are: they differ less than screens do. Others become BT.1886, as do HLG and PQ (``tone_mapping``).
What no BT.709 screen can show is cut off per channel, in light.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigtool.media.colour_tags import HLG, PQ, SRGB, Colour
from vigtool.media.primaries import to_screen
from vigtool.media.tone_mapping import PEAK, hlg_light, pq_light, to_sdr

Floats = NDArray[np.float32]

_GAMMA22, _GAMMA28, _LINEAR, _LOG, _LOG_SQRT, _SMPTE428 = 4, 5, 8, 9, 10, 17
STEEP: Final = frozenset({_LINEAR, _LOG, _LOG_SQRT, _SMPTE428})
"""Transfers that no film of a camera has: too steep near black for a table."""
_OWN: Final = STEEP | {_GAMMA28, HLG, PQ}
_BT1886: Final = 2.4


def needs_no_change(colour: Colour) -> bool:
    """Tell whether a film's red, green and blue signals are those of the screen already."""
    return colour.transfer not in _OWN and bool(np.allclose(to_screen(colour.primaries), np.eye(3)))


def screen_signal(rgb: Floats, colour: Colour) -> Floats:
    """Return the screen's signals 0..1, shape (3, n), of a film's R', G', B', shape (3, n), 0 black and 1 white."""
    signal = np.clip(rgb, 0, 1)
    if colour.transfer in {HLG, PQ}:
        light = hlg_light(signal) if colour.transfer == HLG else pq_light(signal)
        return to_sdr(_mixed(np.minimum(light, PEAK), colour.primaries))
    light = np.clip(_mixed(_light(signal, colour.transfer), colour.primaries), 0, 1)
    return _signal(light, colour.transfer)


def _mixed(light: Floats, primaries: int) -> Floats:
    red, green, blue = light
    return np.stack([r * red + g * green + b * blue for r, g, b in to_screen(primaries).astype(np.float32)])


def _light(v: Floats, transfer: int) -> Floats:
    """Return the film's light as its own screen shows it; H.273, table 3."""
    if transfer == SRGB:
        light = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - IEC 61966-2-1
    elif transfer in {_LOG, _LOG_SQRT}:
        decades = 2.0 if transfer == _LOG else 2.5
        light = 10.0 ** (decades * (v - 1))
    elif transfer == _SMPTE428:
        light = 52.37 / 48 * v**2.6
    else:
        light = v ** {_GAMMA22: 2.2, _GAMMA28: 2.8, _LINEAR: 1.0}.get(transfer, _BT1886)
    return np.asarray(light, np.float32)


def _signal(light: Floats, transfer: int) -> Floats:
    if transfer == SRGB:
        low, high = 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055
        return np.asarray(np.where(light <= 0.0031308, low, high), np.float32)  # noqa: PLR2004 - IEC 61966-2-1
    return np.asarray(light ** (1 / (2.2 if transfer == _GAMMA22 else _BT1886)), np.float32)
