"""How much later one camera began than another, found by what both heard: a clap, a door, voices that set in.

Sounds that set in are compared, not sounds: two microphones in one room agree in when it gets louder, in little else.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.media.errors import OffsetNotClear
from vigtool.media.onsets import BINS_A_SECOND, Loudness

Strength: TypeAlias = NDArray[np.float32]

_BEFORE: Final = 20
"""Bins before one that it is compared with."""
_LEAP: Final = 1.1
"""How much louder it must get (natural logarithm of the power: a factor of 3); less is noise."""
_STRONGEST: Final = 4.0
"""Beyond a factor of some hundred it is not more of an onset: one door is not worth ten claps."""
_QUIET: Final = 1e-9
"""Power below which nothing is heard (-90 dB)."""
_ROOM: Final = 0.1
"""Of the median power is added: what is far below it is no louder for being less quiet."""
_NEAR: Final = 30
"""Bins around an agreement that belong to it: echoes, and the width of an onset."""
_CLEAR: Final = 0.6
"""The next best agreement has at most so much of the best one's worth."""
_LEAST: Final = 4.0
"""The worth of agreement below which it may be chance: one clap that both hear well is worth some 8."""


@dataclass(frozen=True, slots=True)
class Match:
    """``lag``: how many seconds later the second sound begins than the first, to the millisecond.

    ``confidence`` from 0 to 1: how far the best agreement stands out from the next. ``onsets``: how many sounds that
    set in agree; where it is one, listening is the only proof.
    """

    lag: Fraction
    confidence: float
    onsets: int


def match(first: Loudness, second: Loudness) -> Match:
    """Find how much later ``second`` begins. Raises ``OffsetNotClear``."""
    one, other = onset_strength(first), onset_strength(second)
    if not one.any() or not other.any():
        raise OffsetNotClear
    agreement = _agreement(one, other)
    best = int(agreement.argmax())
    worth = float(agreement[best])
    elsewhere = agreement.copy()
    elsewhere[max(best - _NEAR, 0) : best + _NEAR + 1] = 0
    confidence = 1 - float(elsewhere.max()) / worth if worth > 0 else 0.0
    if worth < _LEAST or confidence < 1 - _CLEAR:
        raise OffsetNotClear
    lag = best - (len(other) - 1)
    return Match(Fraction(lag, BINS_A_SECOND), confidence, _agreeing(one, other, lag))


def onset_strength(loudness: Loudness) -> Strength:
    """How much louder each bin is than those just before it, 0 where it is not clearly louder."""
    floor = _QUIET + _ROOM * float(np.median(loudness)) if len(loudness) else _QUIET
    level = loudness.astype(np.float64) + floor
    total = np.concatenate([np.zeros(1), np.cumsum(level)])
    begin = np.maximum(np.arange(len(level)) - _BEFORE, 0)
    count = np.maximum(np.arange(len(level)) - begin, 1)
    before = (total[np.arange(len(level))] - total[begin]) / count
    before[:1] = level[:1]
    leap: Strength = (np.log(level / before) - _LEAP).astype(np.float32)
    return leap.clip(0, _STRONGEST)


def _agreement(one: Strength, other: Strength) -> NDArray[np.float64]:
    """The sum of products at each lag, from ``1 - len(other)`` on, by the Fourier transform."""
    size = len(one) + len(other) - 1
    length = 1 << (size - 1).bit_length()
    spectrum = np.fft.rfft(one, length) * np.fft.rfft(other[::-1], length)
    return np.maximum(np.fft.irfft(spectrum, length)[:size], 0)


def _agreeing(one: Strength, other: Strength, lag: int) -> int:
    """How many onsets of the one, as they follow each other, have one of the other at the same time."""
    begin, end = max(lag, 0), min(len(one), len(other) + lag)
    places = np.flatnonzero((one[begin:end] > 0) & (_widened(other[begin - lag : end - lag]) > 0))
    return int((np.diff(places) > _NEAR).sum()) + 1 if len(places) else 0


def _widened(strength: Strength) -> Strength:
    """Each bin with its neighbours: what comes within a millisecond comes at the same time."""
    wide = strength.copy()
    wide[1:] = np.maximum(wide[1:], strength[:-1])
    wide[:-1] = np.maximum(wide[:-1], strength[1:])
    return wide
