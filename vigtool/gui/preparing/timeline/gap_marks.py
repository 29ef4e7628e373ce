"""Where pictures of the recording are missing or damaged: a quiet hatch over the film on the strip."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.scale import Scale

if TYPE_CHECKING:
    from numpy.typing import NDArray

NARROWEST: Final = 4.0
"""Pixels that a mark takes at least, so that a single frame of an hour is seen."""

HATCH: Final = 6


class GapMarks:
    """Frames that are missing or damaged, as ranges that neither touch nor overlap."""

    def __init__(self, times: FrameTimes) -> None:
        self._times = times
        self._gaps: tuple[range, ...] = ()
        self._damaged: set[int] = set()
        self._marked: NDArray[np.float64] = np.zeros((0, 2))

    def show_gaps(self, ranges: Iterable[range]) -> None:
        """Mark these frames as missing, instead of those marked so before."""
        self._gaps = tuple(ranges)
        self._mark()

    def show_damage(self, frames: Iterable[int]) -> None:
        """Mark these frames too."""
        self._damaged.update(frames)
        self._mark()

    def draw(self, painter: QPainter, scale: Scale, place: QRectF) -> None:
        """Draw the marks on the strip over the film's lane."""
        ground = QColor(colour.TRACK)
        ground.setAlphaF(0.7)
        for begin, end in self._places(scale, place.left(), place.right()):
            mark = QRectF(begin, place.top(), end - begin, place.height())
            painter.fillRect(mark, ground)
            painter.drawTiledPixmap(mark, _hatch(), mark.topLeft())

    def at(self, x: float, scale: Scale) -> bool:
        """Whether a place on the strip is marked."""
        return bool(self._places(scale, x, x))

    def _mark(self) -> None:
        whole = range(self._times.frames)
        parts = sorted(
            (max(part.start, 0), min(part.stop, whole.stop))
            for part in (*self._gaps, *(range(frame, frame + 1) for frame in self._damaged))
        )
        marked: list[range] = []
        for start, stop in parts:
            if start >= stop:
                continue
            if marked and start <= marked[-1].stop:
                marked[-1] = range(marked[-1].start, max(stop, marked[-1].stop))
            else:
                marked.append(range(start, stop))
        edges = [(self._seconds(part.start), self._seconds(part.stop)) for part in marked]
        self._marked = np.array(edges, np.float64).reshape(-1, 2)

    def _places(self, scale: Scale, left: float, right: float) -> list[tuple[float, float]]:
        """Begin and end of each mark that reaches into a stretch, in pixels; those that touch are one."""
        zero = scale.x(0)
        begins, ends = (zero + self._marked[:, edge] * scale.density for edge in (0, 1))
        short = np.maximum(NARROWEST - (ends - begins), 0) / 2
        begins, ends = begins - short, np.maximum.accumulate(ends + short) if len(ends) else ends
        inside = (ends >= left) & (begins <= right)
        begins, ends = begins[inside], ends[inside]
        if not len(begins):
            return []
        fresh = np.concatenate([[True], begins[1:] > ends[:-1]])
        last = np.concatenate([fresh[1:], [True]])
        return list(zip(begins[fresh].tolist(), ends[last].tolist(), strict=True))

    def _seconds(self, frame: int) -> float:
        return float(self._times.seconds_from_start(self._times.tick_of(frame)))


@cache
def _hatch() -> QPixmap:
    """A tile of slanting lines; a brush with a pattern is painted ten times slower."""
    tile = QPixmap(HATCH, HATCH)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setPen(QColor(colour.GAP))
    for start in (-HATCH, 0, HATCH):
        painter.drawLine(start, HATCH - 1, start + HATCH - 1, 0)
    painter.end()
    return tile
