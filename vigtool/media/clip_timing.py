"""The clock of a clip: the film's own times, counted from the clip's first frame, without any rounding."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Final

from vigtool.media.errors import NoFrames, NoSuchFrame
from vigtool.media.frame_index import FrameIndex

_USUAL_CLOCK: Final = 1_000_000
"""Ticks a second up to which a clock is kept as it is: every 32-bit field holds an hour of it."""


@dataclass(frozen=True, slots=True)
class ClipTiming:
    """When each frame of a clip begins, in ticks of ``1 / timescale`` seconds from 0, and where the last one ends."""

    timescale: int
    starts: tuple[int, ...]
    end: int

    @property
    def duration(self) -> Fraction:
        """The length of the clip in seconds."""
        return Fraction(self.end, self.timescale)


def clip_timing(index: FrameIndex, frames: range) -> ClipTiming:
    """Return the coarsest clock that keeps every difference of the film's times exactly.

    ``frames`` are frame numbers, half-open, step 1. MP4 wants a clock of whole ticks a second and 32 bits, so a
    time base such as 1001/30000 becomes 1/30000 with multiplied ticks. Raise ``NoFrames`` or ``NoSuchFrame``.
    """
    if not frames or frames.step != 1:
        raise NoFrames
    for n in (frames.start, frames.stop - 1):
        if not 0 <= n < index.frames:
            raise NoSuchFrame(n=n, frames=index.frames)
    numerator, denominator = index.time_base.numerator, index.time_base.denominator
    first = index.tick(frames.start)
    times = [(index.tick(n) - first) * numerator for n in range(frames.start, frames.stop + 1)]
    common = _common_divisor(denominator, times)
    *starts, end = (time // common for time in times)
    return ClipTiming(denominator // common, tuple(starts), end)


def _common_divisor(denominator: int, times: Sequence[int]) -> int:
    return 1 if denominator <= _USUAL_CLOCK else reduce(gcd, times, denominator)
