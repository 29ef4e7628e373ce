"""The in and out points that were set, and the moment that marking makes of them."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Self

from vigtool.domain.around import AROUND, shifted
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing.marking.live_marks import NO_ROLL, Roll


@dataclass(frozen=True, slots=True)
class Draft:
    """The first and the last frame of the next moment, None where it was not said; first is never after last."""

    first: int | None = None
    last: int | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    def beginning(self, frame: int) -> Self:
        """With this first frame; an out point before it is given up."""
        return replace(self, first=frame, last=None if self.last is not None and self.last < frame else self.last)

    def ending(self, frame: int) -> Self:
        """With this last frame; an in point after it is given up."""
        return replace(self, last=frame, first=None if self.first is not None and self.first > frame else self.first)

    def span(self, times: FrameTimes, frame: int, roll: Roll = NO_ROLL) -> Span:
        """The moment that is marked at a frame: from in to out, from one of them to here, or a little around here.

        The edges that neither in nor out said are moved outward by ``roll``.
        """
        points = [point for point in (self.first, self.last) if point is not None]
        if len(points) > 1:
            return times.span(points[0], points[1] + 1)
        around = Fraction(0) if points else AROUND
        first, last = min((frame, *points)), max((frame, *points))
        if first not in points:
            first = shifted(times, first, -around - roll.before)
        if last not in points:
            last = shifted(times, last, around + roll.after)
        return times.span(first, last + 1)
