"""The instants of a film that can be shown: its frames or, when fields are looked at, two of each frame.

A field's instant is half of its frame's time. Everything that steps, plays or loops counts in instants; marks and the
playhead that others see stay with whole frames.
"""

from dataclasses import dataclass
from math import floor
from typing import Final, Literal

from vigtool.domain.ticks import FrameTimes

GRAIN: Final = 1e-6
"""Seconds that a float of a place in the film may be off; no frame is that short."""


@dataclass(frozen=True, slots=True)
class Instants:
    """The instants of a film, ``halves`` (1 or 2) of each frame; instant ``i`` lies in frame ``i // halves``."""

    times: FrameTimes
    halves: Literal[1, 2] = 1

    @property
    def count(self) -> int:
        """How many there are."""
        return self.times.frames * self.halves

    def of_frames(self, frames: range) -> range:
        """The instants of a run of frames."""
        return range(frames.start * self.halves, frames.stop * self.halves)

    def frame(self, instant: int) -> int:
        """The frame in which an instant lies."""
        return instant // self.halves

    def is_second(self, instant: int) -> bool:
        """Whether it is the second of its frame."""
        return instant % self.halves == 1

    def seconds(self, instant: int) -> float:
        """When it begins, in seconds from the first frame; ``count`` gives the film's end."""
        begin = self._seconds(self.frame(instant))
        if not self.is_second(instant):
            return begin
        return (begin + self._seconds(self.frame(instant) + 1)) / 2

    def at(self, seconds: float) -> int:
        """The instant that a film running forward shows at a time, the first or last one outside of the film."""
        frame = self._frame(floor(self._ticks(seconds + GRAIN)))
        return self._half(frame, second=seconds + GRAIN >= self.seconds(frame * self.halves + self.halves - 1))

    def before(self, seconds: float) -> int:
        """The instant that a film running backward shows: the one that ends at this time, not the one that begins."""
        frame = self._frame(floor(self._ticks(seconds - GRAIN)))
        return self._half(frame, second=seconds - GRAIN > self.seconds(frame * self.halves + self.halves - 1))

    def _frame(self, ticks_from_start: int) -> int:
        return self.times.frame_at(self.times.start_tick + ticks_from_start)

    def _half(self, frame: int, *, second: bool) -> int:
        return frame * self.halves + (1 if second and self.halves > 1 else 0)

    def _seconds(self, frame: int) -> float:
        return float(self.times.seconds_from_start(self.times.tick_of(frame)))

    def _ticks(self, seconds: float) -> float:
        base = self.times.time_base
        return seconds * base.denominator / base.numerator
