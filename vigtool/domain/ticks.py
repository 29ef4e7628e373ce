"""Exact time: integer ticks in a time base, half-open spans, and the map between ticks and frame numbers.

A frame is an integer and a time is exact; floats exist on the screen only. There is no frame rate here:
variable rate is the normal case of a phone's film.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vigtool.domain.errors import VigtoolError


class OutsideFilm(VigtoolError):
    """A frame or tick that the film does not have."""

    def __init__(self, asked: int, frames: int) -> None:
        super().__init__(f"asked for {asked}, the film has {frames} frames")
        self.asked = asked
        self.frames = frames


class EmptySpan(VigtoolError):
    """A span whose end is not after its start."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__(f"[{start}, {end})")
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class TimeBase:
    """The length of one tick, ``numerator / denominator`` seconds, both positive."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.numerator <= 0 or self.denominator <= 0:
            raise ValueError(f"{self.numerator}/{self.denominator}")

    def seconds(self, ticks: int) -> Fraction:
        """The exact time of so many ticks, in seconds."""
        return Fraction(ticks * self.numerator, self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of film in ticks, half-open: ``start`` belongs to it, ``end`` does not.

    Raises ``EmptySpan`` unless ``end > start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise EmptySpan(self.start, self.end)

    @property
    def length(self) -> int:
        """The ticks from start to end."""
        return self.end - self.start

    def contains(self, tick: int) -> bool:
        """Tell whether a tick lies in the span."""
        return self.start <= tick < self.end


@dataclass(frozen=True, slots=True)
class FrameTimes:
    """When each frame of a film begins: strictly increasing ticks, and the tick at which the last frame ends.

    ``ticks`` of a long film come as a memoryview of 8 bytes a frame (format ``q``): a tuple of so many integers takes
    five times the memory. Never compare two by ``==`` where one may be a tuple.
    """

    time_base: TimeBase
    ticks: Sequence[int]
    end_tick: int

    @property
    def frames(self) -> int:
        """How many frames the film has."""
        return len(self.ticks)

    @property
    def start_tick(self) -> int:
        """The tick of the first frame."""
        return self.ticks[0]

    def tick_of(self, frame: int) -> int:
        """When a frame begins; ``frame == frames`` gives the film's end. Raises ``OutsideFilm``."""
        if not 0 <= frame <= self.frames:
            raise OutsideFilm(frame, self.frames)
        return self.end_tick if frame == self.frames else self.ticks[frame]

    def frame_at(self, tick: int) -> int:
        """The frame that is on the screen at a tick: the last that began, the first before any began."""
        return max(bisect_right(self.ticks, tick) - 1, 0)

    def span(self, first: int, end: int) -> Span:
        """The span of the frames ``[first, end)``. Raises ``OutsideFilm`` or ``EmptySpan``."""
        return Span(self.tick_of(first), self.tick_of(end))

    def frames_of(self, span: Span) -> range:
        """The frames that begin within a span."""
        first = bisect_right(self.ticks, span.start - 1)
        return range(first, bisect_right(self.ticks, span.end - 1))

    def seconds_from_start(self, tick: int) -> Fraction:
        """The exact time of a tick, counted from the film's first frame."""
        return self.time_base.seconds(tick - self.ticks[0])
