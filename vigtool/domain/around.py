"""A little of a film around a frame: what is marked when somebody points at a picture and says no more."""

from fractions import Fraction
from math import floor
from typing import Final

from vigtool.domain.ticks import FrameTimes, Span

AROUND: Final = Fraction(3, 2)
"""Seconds before and after a frame that a moment takes when nothing else was said."""


def shifted(times: FrameTimes, frame: int, seconds: Fraction) -> int:
    """Return the frame on the screen so many seconds after the begin of a frame (before, if negative), in the film."""
    ticks = seconds * times.time_base.denominator / times.time_base.numerator
    return times.frame_at(floor(times.tick_of(frame) + ticks))


def span_around(times: FrameTimes, frame: int) -> Span:
    """The span that ``AROUND`` takes on both sides of a frame, within the film."""
    return times.span(shifted(times, frame, -AROUND), shifted(times, frame, AROUND) + 1)
