"""Frames and ticks of one film as seconds on the screen, and back: here alone the strip goes over to floats."""

from math import floor

import numpy as np
from numpy.typing import NDArray

from vigtool.domain.ticks import FrameTimes

HAIR = 1e-6
"""Ticks that a float may lie below the whole number that it stands for."""


class FilmClock:
    """Seconds from the film's first frame; edges are frame numbers, ``frames`` being the film's end."""

    def __init__(self, times: FrameTimes) -> None:
        self.times = times
        self.frames = times.frames
        self._start = times.start_tick
        self._up, self._down = times.time_base.numerator, times.time_base.denominator
        self.length = self.of_tick(times.end_tick)
        self.frame_length = self.length / times.frames
        """Mean seconds of a frame."""

    def of_tick(self, tick: int) -> float:
        """The time of a tick, correctly rounded."""
        return (tick - self._start) * self._up / self._down

    def of_ticks(self, ticks: NDArray[np.int64]) -> NDArray[np.float64]:
        """The times of many ticks."""
        return np.asarray(ticks - self._start, np.float64) * (self._up / self._down)

    def of_edge(self, edge: int) -> float:
        """When a frame begins. Raises ``OutsideFilm``."""
        return self.of_tick(self.times.tick_of(edge))

    def tick_at(self, seconds: float) -> int:
        """The tick that has begun at a time."""
        return self._start + floor(seconds * self._down / self._up + HAIR)

    def frame_at(self, seconds: float) -> int:
        """The frame on the screen at a time, the first or last one outside of the film."""
        return self.times.frame_at(self.tick_at(seconds))

    def edge_near(self, seconds: float) -> int:
        """The edge of a frame that is nearest to a time."""
        frame = self.frame_at(seconds)
        nearer_end = seconds - self.of_edge(frame) > self.of_edge(frame + 1) - seconds
        return frame + 1 if nearer_end else frame

    def edge_of(self, tick: int) -> int:
        """The first edge that is not before a tick."""
        if tick >= self.times.end_tick:
            return self.frames
        frame = self.times.frame_at(tick)
        return frame if self.times.tick_of(frame) >= tick else frame + 1
