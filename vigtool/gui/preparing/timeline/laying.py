"""Which bars lie on the strip, and where: those that are seen, and of a crowd only what the pixels can tell apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from vigtool.gui.preparing.timeline.bar_lane import Bar, BarLane
from vigtool.gui.preparing.timeline.bars import Bars
from vigtool.gui.preparing.timeline.measures import Rows
from vigtool.gui.preparing.timeline.scale import Scale

NARROWEST: Final = 3.0
"""Pixels that a bar takes at least; bars of a crowd that begin within as many pixels are laid as one."""
ALONE_FROM: Final = 6.0
"""Pixels that a bar must be wide to be drawn by itself."""
WORDY_FROM: Final = 34.0
"""The same where there are ``MANY``: a thousand round bars would cost a frame of the screen."""
MANY: Final = 120
MANY_FLAT: Final = 40
"""In rows too flat for words, which look much the same drawn either way."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Bars of one lane that are drawn together, in groups of those that begin within ``NARROWEST`` pixels.

    Each group goes from ``lefts`` to ``rights`` (pixels); ``firsts`` are the places of their first bars in the lane.
    """

    top: float
    height: float
    lefts: NDArray[np.float64]
    rights: NDArray[np.float64]
    lane: BarLane
    firsts: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.firsts)

    @property
    def bars(self) -> Iterator[Bar]:
        """The first bar of each group."""
        return map(self.lane.__getitem__, self.firsts.tolist())


@dataclass(frozen=True, slots=True)
class Laid:
    """Bars that are drawn each ``alone``, with their places, and ``crowds`` of the rest."""

    alone: list[tuple[Bar, QRectF]] = field(default_factory=list)
    crowds: list[Crowd] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.alone) + sum(map(len, self.crowds))


@dataclass(frozen=True, slots=True)
class _Seen:
    """The bars of a lane that are on the strip: their places in the lane, and their pixels."""

    lane: BarLane
    row: int
    places: NDArray[np.intp]
    lefts: NDArray[np.float64]
    rights: NDArray[np.float64]

    def wide(self, least: float) -> NDArray[np.bool_]:
        return self.rights - self.lefts >= least


def lay(bars: Bars, rows: Rows, scale: Scale) -> Laid:
    """Lay the bars of the stretch on the strip."""
    seen = [_seen(lane, row, scale) for row, lane in enumerate(bars.lanes) if len(lane)]
    least, most = (WORDY_FROM, MANY) if rows.wordy else (np.inf, MANY_FLAT)
    if sum(int(np.count_nonzero(one.wide(ALONE_FROM))) for one in seen) <= most:
        least = ALONE_FROM
    laid = Laid()
    for one in seen:
        top = rows.top(one.row)
        alone = one.wide(least)
        parts = (part[alone].tolist() for part in (one.places, one.lefts, one.rights))
        for place, left, right in zip(*parts, strict=True):
            laid.alone.append((one.lane[place], QRectF(left, top, right - left, rows.height)))
        if not alone.all():
            laid.crowds.append(_crowd(one, ~alone, top, rows.height))
    return laid


def place_of(bar: Bar, rows: Rows, scale: Scale) -> QRectF:
    """Where a bar lies, on the strip or beside it."""
    left = scale.x(bar.begin)
    return QRectF(left, rows.top(bar.lane), max(scale.x(bar.end) - left, NARROWEST), rows.height)


def bars_near(bars: Bars, rows: Rows, scale: Scale, left: float, right: float, y: float) -> Iterator[Bar]:
    """The bars at a height that reach into a stretch of pixels, the one on top first."""
    row = rows.at(y)
    if row is None or row >= len(bars.lanes):
        return
    for bar in bars.lanes[row].between(scale.time(left - NARROWEST), scale.time(right)):
        if place_of(bar, rows, scale).right() >= left:
            yield bar


def _seen(lane: BarLane, row: int, scale: Scale) -> _Seen:
    found = lane.range(scale.time(-NARROWEST), scale.time(2 * scale.left + scale.width))
    times, zero = lane.times, scale.x(0)
    lefts = zero + times.begins[found.start : found.stop] * scale.density
    rights = np.maximum(zero + times.ends[found.start : found.stop] * scale.density, lefts + NARROWEST)
    inside = np.flatnonzero(rights >= 0)
    return _Seen(lane, row, inside + found.start, lefts[inside], rights[inside])


def _crowd(seen: _Seen, among: NDArray[np.bool_], top: float, height: float) -> Crowd:
    """Gather narrow bars by the pixels in which they begin. They come in the order of their begins."""
    lefts, rights = seen.lefts[among], seen.rights[among]
    cells = np.floor(lefts / NARROWEST)
    firsts = np.flatnonzero(np.diff(cells, prepend=cells[0] - 1))
    ends = np.maximum.reduceat(rights, firsts)
    return Crowd(top, height, lefts[firsts], ends, seen.lane, seen.places[among][firsts])
