"""Sound at another speed with its pitch kept, each sample at its place: in slow motion a voice is still a voice.

Signalsmith Stretch (MIT, through python-stretch) turns a whole piece of sound at a time and makes up for its own delay.
A reading goes on for as long as somebody listens, so it is turned section by section, each with run-up and run-out so
that no edge is heard, and each is joined to the one before where the two waves agree best.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

try:
    from python_stretch import Signalsmith
except ImportError:  # Linux on ARM: no wheel exists, see docs/decisions
    STRETCHES = False
else:
    STRETCHES = True

Samples: TypeAlias = NDArray[np.float32]

SLOWEST: Final = Fraction(1, 4)
FASTEST: Final = Fraction(2)
_CLEAN: Final = Fraction(1, 2)
"""Below half speed the library scatters phases, which blurs tones and moves onsets by 65 ms: two passes do not."""
_SECTION: Final = 48_000
"""Samples that come out of one section: the library holds the interpreter while it turns them, here for some 30 ms."""
RUN_UP: Final = 5_760
"""Samples of sound before and after a section that are turned along: one window of the library's."""
_SEAM: Final = 960
"""Samples over which one section passes into the next: 20 ms."""
_REACH: Final = 120
"""How far, in samples, a section may be moved to agree with the one before: 2.5 ms. The library's own onsets are 5 ms
off at double speed; both together stay below half a frame of a film of 30 pictures a second."""


def has_sound_at(speed: Fraction) -> bool:
    """Tell whether sound can be had at a speed, which is as many times the film's own; negative is reverse.

    Rule: from 0.25 to 2. Slower is no speech any more, faster cannot be followed, and reverse is noise.
    """
    return speed == 1 or (STRETCHES and SLOWEST <= speed <= FASTEST)


def stretched(sound: Iterator[Samples], speed: Fraction, *, semitones: float = 0) -> Iterator[Samples]:
    """Yield ``sound`` at ``speed`` (0.25 to 2), blocks of float32 (n, 2) at 48 kHz in and out, never empty ones.

    The pitch stays, or rises by ``semitones``. ``sound`` begins ``RUN_UP`` samples early: its sample
    ``RUN_UP + k * speed`` comes out as sample ``k``, onsets within 10 ms. It comes to an end with ``sound``.
    """
    intake = _Intake(sound)
    tail: Samples | None = None
    for number in count():
        wanted = number * _SECTION
        first = int(wanted * speed)
        taken = intake.take(first, int((wanted + _SECTION + _SEAM + _REACH) * speed) + 2 * RUN_UP)
        turned = _turned(taken, speed, semitones)
        begin = round((RUN_UP + wanted * speed - first) * len(turned) / len(taken))
        if tail is not None:
            begin += _agreement(tail, turned[begin - _REACH : begin + _REACH + _SEAM])
            turned[begin : begin + _SEAM] = _passing(tail, turned[begin : begin + _SEAM])
        if intake.ended_at is not None and intake.ended_at - RUN_UP <= (wanted + _SECTION) * speed:
            left = round((intake.ended_at - RUN_UP) / speed) - wanted
            if left > 0:
                yield turned[begin : begin + left]
            return
        yield turned[begin : begin + _SECTION]
        tail = turned[begin + _SECTION : begin + _SECTION + _SEAM]


class _Intake:
    """A window that moves over sound that comes in blocks; silence follows its end."""

    def __init__(self, sound: Iterator[Samples]) -> None:
        self._sound = sound
        self._held: Samples = np.zeros((0, 2), np.float32)
        self._first = 0
        self.ended_at: int | None = None
        """How many samples there were, once that is known."""

    def take(self, first: int, stop: int) -> Samples:
        """Give samples ``[first, stop)``; ``first`` never goes back."""
        parts = [self._held[first - self._first :]]
        has = first + len(parts[0])
        while has < stop:
            block = next(self._sound, None)
            if block is None:
                self.ended_at = has if self.ended_at is None else self.ended_at
                block = np.zeros((stop - has, 2), np.float32)
            parts.append(block)
            has += len(block)
        self._held, self._first = np.concatenate(parts), first
        return self._held[: stop - first]


def _turned(sound: Samples, speed: Fraction, semitones: float) -> Samples:
    """Give sound at a speed as a whole; its first sample stays the first, as long as it lies in silence or run-up."""
    if speed < _CLEAN:
        return _turned(_turned(sound, speed / _CLEAN, semitones), _CLEAN, 0)
    library = Signalsmith.Stretch(0)
    library.preset(sound.shape[1], 48_000)
    library.timeFactor = float(speed)
    library.setTransposeSemitones(semitones)
    return np.asarray(library.process(np.ascontiguousarray(sound.T)), np.float32).T


def _agreement(tail: Samples, among: Samples) -> int:
    """How far to move a section, at most ``_REACH`` either way, so that it goes on as the one before would have."""
    wave, waves = tail.sum(axis=1, dtype=np.float64), among.sum(axis=1, dtype=np.float64)
    likeness = np.correlate(waves, wave, "valid")
    power = np.convolve(waves**2, np.ones(_SEAM), "valid")
    if power.max() * (wave**2).sum() <= 0:
        return 0
    return int(np.argmax(likeness / np.sqrt(power + power.max() * 1e-6))) - _REACH


def _passing(old: Samples, new: Samples) -> Samples:
    rising = (np.arange(_SEAM, dtype=np.float32) + 1) / np.float32(_SEAM + 1)
    return np.asarray(old + (new - old) * rising[:, np.newaxis], np.float32)
