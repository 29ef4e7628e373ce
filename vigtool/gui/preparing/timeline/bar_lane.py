"""One lane of bars, in the order of the film: what lies in a stretch is found by halving, not by looking at all."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vigtool.domain.moments import Moment
from vigtool.gui.preparing.timeline.film_clock import FilmClock


@dataclass(frozen=True, slots=True)
class Bar:
    """A moment on the strip: its seconds from the film's begin, and its lane from 0 (topmost)."""

    moment: Moment
    begin: float
    end: float
    lane: int


def order(moment: Moment) -> tuple[int, int, str]:
    """The order of the film."""
    return moment.span.start, moment.span.end, moment.id


@dataclass(frozen=True, slots=True)
class Times:
    """Begins and ends in seconds, and ``reach``: the latest end so far, which only grows, so that it can be halved."""

    begins: NDArray[np.float64]
    ends: NDArray[np.float64]
    reach: NDArray[np.float64]


class BarLane:
    """Bars by begin. They do not overlap, but for those in the shared lane."""

    def __init__(self, clock: FilmClock) -> None:
        self._clock = clock
        self._bars: list[Bar] = []
        self._keys: list[tuple[int, int, str]] = []
        self._times: Times | None = None

    def __len__(self) -> int:
        return len(self._bars)

    def __getitem__(self, place: int) -> Bar:
        return self._bars[place]

    @property
    def times(self) -> Times:
        """The times of all bars; made when they are first asked for after a change."""
        if self._times is None:
            count = len(self._keys)
            begins, ends = (
                self._clock.of_ticks(np.fromiter((key[edge] for key in self._keys), np.int64, count)) for edge in (0, 1)
            )
            self._times = Times(begins, ends, np.maximum.accumulate(ends) if len(ends) else ends)
        return self._times

    def add(self, bars: Sequence[Bar]) -> None:
        """Take in bars, which come in the order of the film with none of the lane's own between them."""
        keys = [order(bar.moment) for bar in bars]
        at = bisect_left(self._keys, keys[0])
        self._keys[at:at] = keys
        self._bars[at:at] = bars
        self._times = None

    def remove(self, bar: Bar) -> None:
        """Let go of one of the bars."""
        at = bisect_left(self._keys, order(bar.moment))
        del self._keys[at], self._bars[at]
        self._times = None

    def exchange(self, bar: Bar) -> None:
        """Have this bar in the place of the one of the same moment and span."""
        self._bars[bisect_left(self._keys, order(bar.moment))] = bar

    def range(self, begin: float, end: float) -> range:
        """The places of the bars that can reach into a stretch (seconds)."""
        times = self.times
        first = int(np.searchsorted(times.reach, begin, "left"))
        return range(first, max(first, int(np.searchsorted(times.begins, end, "right"))))

    def between(self, begin: float, end: float) -> Iterator[Bar]:
        """The bars that reach into a stretch (seconds), the last first."""
        for place in reversed(self.range(begin, end)):
            if self._bars[place].end >= begin:
                yield self._bars[place]

    def overlapping(self, start: int, end: int) -> Iterator[Bar]:
        """The bars that share time with a stretch (ticks)."""
        for bar in self.between(self._clock.of_tick(start), self._clock.of_tick(end)):
            if bar.moment.span.start < end and bar.moment.span.end > start:
                yield bar
