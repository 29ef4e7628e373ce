"""The whole film as a thin line while the strip shows only a part of it: moments as ticks, that part as a box."""

from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.bars import Bars
from vigtool.gui.preparing.timeline.pixel_rows import draw_row
from vigtool.gui.preparing.timeline.scale import Scale

LEAST_BOX: Final = 14.0
"""Pixels that the box takes at least, so that it can be taken with a finger."""
ROUND: Final = 3


class Minimap:
    """The thin line in its place (pixels) for what a scale shows."""

    def __init__(self, scale: Scale, place: QRectF) -> None:
        self._scale = scale
        self._place = place
        self._density = place.width() / scale.length

    @property
    def shown(self) -> bool:
        """Whether there is one: not while the whole film lies on the strip."""
        return not self._scale.whole

    @property
    def box(self) -> QRectF:
        """The stretch on the strip."""
        wide = max(self._scale.shown * self._density, LEAST_BOX)
        share = self._scale.begin / (self._scale.length - self._scale.shown) if self.shown else 0.0
        left = self._place.left() + share * (self._place.width() - wide)
        return QRectF(left, self._place.top(), wide, self._place.height())

    def contains(self, x: float, y: float) -> bool:
        """Whether a place on the strip belongs to it."""
        reach = self._place.adjusted(-4, -3, 4, 4)
        return self.shown and reach.contains(x, y)

    def x(self, seconds: float) -> float:
        """Where a time of the film lies."""
        return self._place.left() + seconds * self._density

    def seconds(self, x: float) -> float:
        """The time of the film at a place."""
        return min(max((x - self._place.left()) / self._density, 0.0), self._scale.length)

    def moved(self, left: float) -> Scale:
        """The scale when the box's left side is drawn to a place."""
        room = self._place.width() - self.box.width()
        share = (left - self._place.left()) / room if room > 0 else 0.0
        return self._scale.beginning(share * (self._scale.length - self._scale.shown))

    def draw(self, painter: QPainter, bars: Bars) -> None:
        """Draw the line, the moments and the box."""
        painter.save()
        painter.fillRect(self._place, QColor(colour.LANE))
        self._draw_ticks(painter, bars)
        light = QColor(colour.MAP_BOX)
        light.setAlphaF(0.16)
        painter.setBrush(light)
        painter.setPen(QPen(QColor(colour.MAP_BOX), 1.4))
        painter.drawRoundedRect(self.box.adjusted(0.5, -0.5, -0.5, 0.5), ROUND, ROUND)
        painter.restore()

    def draw_playhead(self, painter: QPainter, seconds: float) -> None:
        """Draw where the film is."""
        painter.setPen(QPen(QColor(colour.PLAYHEAD), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        x = self.x(seconds)
        painter.drawLine(QLineF(x, self._place.top(), x, self._place.bottom()))

    def _draw_ticks(self, painter: QPainter, bars: Bars) -> None:
        """Where moments begin."""
        if len(bars):
            begins = np.concatenate([lane.times.begins for lane in bars.lanes])
            lefts = np.rint(self._place.left() + begins * self._density)
            draw_row(painter, self._place.top() + 2, self._place.height() - 5, lefts, lefts + 1, colour.MAP_TICK)
