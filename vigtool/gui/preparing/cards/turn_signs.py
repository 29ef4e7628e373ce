"""The sign of each kind of turn: shapes, not colours, for no turn is better than another."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from vigtool.domain.moments import TurnKind
from vigtool.gui.shared.palettes import colours

SIDE: Final = 12.0
"""Width and height of a sign."""
STROKE: Final = 2.0


def draw_sign(painter: QPainter, kind: TurnKind, centre: QPointF, colour: QColor, ground: QColor) -> None:
    """Draw a turn: an initiative filled, its reception a ring, a response a filled square, own words a diamond."""
    half = SIDE / 2 - STROKE / 2
    box = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
    painter.setPen(QPen(colour, STROKE))
    painter.setBrush(ground if kind in (TurnKind.RECEPTION, TurnKind.OWN) else colour)
    match kind:
        case TurnKind.INITIATIVE | TurnKind.RECEPTION:
            painter.drawEllipse(box)
        case TurnKind.RESPONSE:
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        case TurnKind.OWN:
            top, right = QPointF(centre.x(), box.top()), QPointF(box.right(), centre.y())
            bottom, left = QPointF(centre.x(), box.bottom()), QPointF(box.left(), centre.y())
            painter.drawPolygon(QPolygonF([top, right, bottom, left]))


class TurnSign(QWidget):
    """The sign of a turn beside its words; says nothing itself."""

    def __init__(self, kind: TurnKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setFixedSize(int(SIDE) + 2, int(SIDE) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        mine = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, self._kind, QRectF(self.rect()).center(), QColor(mine.accent), QColor(mine.surface))
        painter.end()
