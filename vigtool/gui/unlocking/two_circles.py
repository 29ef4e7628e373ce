"""The picture on the start page: two circles, a large and a small one, that meet."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.gui.shared.palettes import colours


class TwoCircles(QWidget):
    """Decoration only; it says nothing that words do not say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A square that can shrink."""
        return QSize(320, 320)

    def minimumSizeHint(self) -> QSize:
        """Small enough for a low window."""
        return QSize(120, 120)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted
        """Draw the circles, and where they meet in full colour."""
        mine = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) * 0.92
        middle = QPointF(self.width() / 2, self.height() / 2)
        large = _circle(middle + QPointF(-side * 0.14, -side * 0.06), side * 0.34)
        small = _circle(middle + QPointF(side * 0.24, side * 0.16), side * 0.22)
        for path, strength in ((large, 46), (small, 70)):
            fill = QColor(mine.accent)
            fill.setAlpha(strength)
            painter.fillPath(path, fill)
        painter.fillPath(large.intersected(small), QColor(mine.accent))
        pen = QPen(QColor(mine.accent), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPath(large)
        painter.drawPath(small)


def _circle(centre: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))
    return path
