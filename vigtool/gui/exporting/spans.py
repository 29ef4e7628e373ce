"""Seconds, and where in a moment they are."""

from fractions import Fraction

from vigtool.domain.moments import Moment
from vigtool.domain.ticks import TimeBase


def tick_in(moment: Moment, base: TimeBase, seconds: Fraction) -> int:
    """The tick so long after a moment's beginning, within the moment."""
    ticks = int(seconds / base.seconds(1))
    return min(moment.span.start + max(ticks, 0), moment.span.end - 1)


def length_of(moment: Moment, base: TimeBase) -> Fraction:
    """How long a moment is, in seconds."""
    return base.seconds(moment.span.length)
