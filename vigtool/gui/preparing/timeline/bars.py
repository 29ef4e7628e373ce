"""The moments of a film as bars in lanes, so kept that only those at a place are ever looked at.

Overlapping moments lie one above the other: each gets the first lane that is free. An edit lays only those anew that
overlap, directly or through others, with what it changed.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.gui.preparing.timeline.bar_lane import Bar, BarLane, order
from vigtool.gui.preparing.timeline.film_clock import FilmClock

SHARED: Final = 7
"""The last lane: moments for which no lane above is free lie in it together."""
MANY: Final = 200
"""Changed moments, or rounds of finding what overlaps, from which all is laid anew."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a call of ``Bars.show`` found changed: the moments as they were, and as they are."""

    gone: Sequence[Moment]
    fresh: Sequence[Moment]


class Bars:
    """All bars by lane. Moments that are the same objects as before count as unchanged."""

    def __init__(self, clock: FilmClock) -> None:
        self._clock = clock
        self._bars: dict[MomentId, Bar] = {}
        self.lanes: list[BarLane] = []

    def __len__(self) -> int:
        return len(self._bars)

    @property
    def rows(self) -> int:
        """How many lanes are in use, at least one."""
        return max((number + 1 for number, lane in enumerate(self.lanes) if len(lane)), default=1)

    def get(self, moment_id: MomentId | None) -> Bar | None:
        """The bar of a moment."""
        return None if moment_id is None else self._bars.get(moment_id)

    def moments(self) -> Iterator[Moment]:
        """All moments, in no order."""
        return (bar.moment for bar in self._bars.values())

    def show(self, moments: Iterable[Moment]) -> Change:
        """Have these moments, in any order."""
        now = {moment.id: moment for moment in moments}
        old = self._bars
        gone = [bar for moment_id, bar in old.items() if now.get(moment_id) is not bar.moment]
        fresh = [
            moment for moment_id, moment in now.items() if (b := old.get(moment_id)) is None or b.moment is not moment
        ]
        if len(gone) + len(fresh) > MANY or not self._lay_changed(gone, fresh):
            self._lay_all(now.values())
        return Change([bar.moment for bar in gone], fresh)

    def edges_between(self, begin: float, end: float, but: MomentId | None = None) -> Iterator[int]:
        """The ticks of edges that lie in a stretch (seconds), without those of one moment."""
        for lane in self.lanes:
            for bar in lane.between(begin, end):
                if bar.moment.id != but:
                    if begin <= bar.begin <= end:
                        yield bar.moment.span.start
                    if begin <= bar.end <= end:
                        yield bar.moment.span.end

    def _lay_all(self, moments: Iterable[Moment]) -> None:
        known, self._bars = self._bars, {}
        self.lanes = []
        self._lay(sorted(moments, key=order), known)

    def _lay_changed(self, gone: Sequence[Bar], fresh: Sequence[Moment]) -> bool:
        """Lay what changed and what overlaps with it; False, with nothing done, when that is too much."""
        spans = [bar.moment.span for bar in gone] + [moment.span for moment in fresh]
        if not spans:
            return True
        if self._described_only(gone, fresh):
            return True
        moved = self._overlapping(min(span.start for span in spans), max(span.end for span in spans))
        if moved is None:
            return False
        left = {bar.moment.id for bar in gone}
        kept = [bar.moment for bar in moved if bar.moment.id not in left]
        for bar in moved:
            self.lanes[bar.lane].remove(bar)
            del self._bars[bar.moment.id]
        self._lay(sorted([*kept, *fresh], key=order))
        return True

    def _described_only(self, gone: Sequence[Bar], fresh: Sequence[Moment]) -> bool:
        """Whether no moment came, went or has other edges; those that changed otherwise stay where they are."""
        before = {bar.moment.id: bar for bar in gone}
        if len(gone) != len(fresh) or any(
            moment.id not in before or before[moment.id].moment.span != moment.span for moment in fresh
        ):
            return False
        for moment in fresh:
            bar = replace(before[moment.id], moment=moment)
            self._bars[moment.id] = bar
            self.lanes[bar.lane].exchange(bar)
        return True

    def _overlapping(self, start: int, end: int) -> list[Bar] | None:
        """All bars that overlap with a stretch (ticks), directly or through others; None when they are too many."""
        for _ in range(MANY):
            found = [bar for lane in self.lanes for bar in lane.overlapping(start, end)]
            wider = min((start, *(bar.moment.span.start for bar in found)))
            longer = max((end, *(bar.moment.span.end for bar in found)))
            if (wider, longer) == (start, end):
                return found
            if len(found) > MANY:
                return None
            start, end = wider, longer
        return None

    def _lay(self, moments: Iterable[Moment], known: Mapping[MomentId, Bar] = MappingProxyType({})) -> None:
        """Lay moments, in the order of the film, that overlap with no others; ``known`` bars that fit are kept."""
        by_lane: dict[int, list[Bar]] = {}
        for moment, lane in in_lanes(moments):
            bar = known.get(moment.id)
            if bar is None or bar.moment is not moment or bar.lane != lane:
                bar = Bar(moment, self._clock.of_tick(moment.span.start), self._clock.of_tick(moment.span.end), lane)
            self._bars[moment.id] = bar
            by_lane.setdefault(lane, []).append(bar)
        for lane, bars in by_lane.items():
            while len(self.lanes) <= lane:
                self.lanes.append(BarLane(self._clock))
            self.lanes[lane].add(bars)


def in_lanes(moments: Iterable[Moment]) -> Iterator[tuple[Moment, int]]:
    """Give each of the moments, which come in the order of the film, with its lane from 0 (topmost)."""
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    lanes = 0
    for moment in moments:
        while busy and busy[0][0] <= moment.span.start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            lane = heapq.heappop(free)
        else:
            lane, lanes = lanes, lanes + 1
        heapq.heappush(busy, (moment.span.end, lane))
        yield moment, min(lane, SHARED)
