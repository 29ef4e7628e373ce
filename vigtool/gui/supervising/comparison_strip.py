"""Two lanes, one of each person's moments, with a line between those that go together.

What one alone noticed is hatched with a broken edge, so that nothing is told by colour alone. The list beside it is the
way by keyboard and for screen readers.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.domain.comparing import Marked
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.strip_colours import ARC, CHOSEN_EDGE, GROUND, PLAYHEAD, RULE_WORDS, TRACK, marks
from vigtool.gui.shared.accessible_roles import spoken_as
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.supervising.comparison_entries import Entry

LANE: Final = 30
BETWEEN: Final = 22
INSET: Final = 8.0
NARROWEST: Final = 6.0
"""Pixels that a moment takes at least."""


@spoken_as(QAccessible.Role.Graphic)
class ComparisonStrip(QWidget):
    """``picked`` carries the place of the entry that was clicked; one lane above the other, a's first."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._times: FrameTimes | None = None
        self._stretch = range(1)
        self._chosen = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(2 * with_text(LANE) + with_text(BETWEEN))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(600, self.height())

    def tell(self, entries: Sequence[Entry], times: FrameTimes) -> None:
        """Show these, from the first moment to the end of the last."""
        self._entries, self._times, self._chosen = entries, times, -1
        if entries:
            self._stretch = range(min(one.first for one in entries), max(one.stop for one in entries))
        self.update()

    def choose(self, place: int) -> None:
        """Show an entry as the chosen one."""
        self._chosen = place
        self.update()

    def boxes(self, entry: Entry) -> Iterator[tuple[Marked, QRectF]]:
        """Where an entry's moments are painted."""
        for marked, lane in ((entry.a, 0), (entry.b, 1)):
            if marked is not None:
                yield marked, self._box(marked, lane)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse, the shortest where several are."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        under = [
            (box.width(), place)
            for place, entry in enumerate(self._entries)
            for _, box in self.boxes(entry)
            if box.contains(event.position())
        ]
        if under:
            self.picked.emit(min(under)[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lanes, what goes together, and the chosen one last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(GROUND))
        for top in (0, self.height() - with_text(LANE)):
            painter.fillRect(QRectF(0, top, self.width(), with_text(LANE)), QColor(TRACK))
        for entry in self._entries:
            self._draw(painter, entry, chosen=False)
        if 0 <= self._chosen < len(self._entries):
            self._draw(painter, self._entries[self._chosen], chosen=True)
        painter.end()

    def _draw(self, painter: QPainter, entry: Entry, *, chosen: bool) -> None:
        colours = marks()
        boxes = list(self.boxes(entry))
        if entry.pair is not None:
            (_, above), (_, below) = boxes
            painter.setPen(QPen(QColor(CHOSEN_EDGE if chosen else ARC), 2))
            painter.drawLine(QPointF(above.center().x(), above.bottom()), QPointF(below.center().x(), below.top()))
        alone = entry.pair is None
        for marked, box in boxes:
            style = Qt.PenStyle.DashLine if alone and not chosen else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(CHOSEN_EDGE if chosen else RULE_WORDS), 2 if chosen else 1, style))
            brush = Qt.BrushStyle.BDiagPattern if alone else Qt.BrushStyle.SolidPattern
            painter.setBrush(QBrush(QColor(RULE_WORDS if alone else colours.bar), brush))
            painter.drawRoundedRect(box, 3, 3)
            key = self._x(marked.key)
            painter.setPen(QPen(QColor(PLAYHEAD), 2))
            painter.drawLine(QPointF(key, box.top() + 3), QPointF(key, box.bottom() - 3))

    def _box(self, marked: Marked, lane: int) -> QRectF:
        begin, end = self._x(marked.first), self._x(marked.stop)
        if end - begin < NARROWEST:
            begin, end = (begin + end - NARROWEST) / 2, (begin + end + NARROWEST) / 2
        top = 4.0 if lane == 0 else self.height() - with_text(LANE) + 4.0
        return QRectF(begin, top, end - begin, with_text(LANE) - 8.0)

    def _x(self, frame: int) -> float:
        if self._times is None:
            return INSET
        begin, end = (self._times.tick_of(n) for n in (self._stretch.start, self._stretch.stop))
        return INSET + (self.width() - 2 * INSET) * (self._times.tick_of(frame) - begin) / (end - begin)
