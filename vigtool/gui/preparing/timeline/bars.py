"""Overlapping moments one above the other: each gets the first lane that is free."""

from collections.abc import Iterable
from dataclasses import dataclass

from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes


@dataclass(frozen=True, slots=True)
class Bar:
    """A moment on the strip: its seconds from the film's begin, and its lane from 0 (topmost)."""

    moment: Moment
    begin: float
    end: float
    lane: int


def bars(moments: Iterable[Moment], times: FrameTimes) -> tuple[Bar, ...]:
    """The bars of moments that come in the order of the film."""
    free_from: list[int] = []
    made = []
    for moment in moments:
        span = moment.span
        lane = next((number for number, end in enumerate(free_from) if end <= span.start), len(free_from))
        free_from[lane : lane + 1] = [span.end]
        begin, end = (float(times.seconds_from_start(tick)) for tick in (span.start, span.end))
        made.append(Bar(moment, begin, end, lane))
    return tuple(made)


def lane_count(made: Iterable[Bar]) -> int:
    """How many lanes the bars take, at least one."""
    return max((bar.lane for bar in made), default=0) + 1
