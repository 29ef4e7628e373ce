"""The calm ring that fills while somebody holds a key or the picture to leave the full screen."""

from typing import Final

from PySide6.QtCore import QAbstractAnimation, QPoint, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vigtool.gui.playing.strip_colours import STAGE, STAGE_WORDS
from vigtool.gui.shared.announcing import announce
from vigtool.gui.shared.fonts import with_text
from vigtool.wording.translation import tr

HOLD_MS: Final = 1500
UNSEEN: Final = 0.15
"""Of the holding, so much is not shown: a tap is no hold."""
SIDE: Final = 96
WIDTH: Final = 8.0
GROUND: Final = 190
"""How much of the picture the ring's ground hides, of 255."""
TURN: Final = 360 * 16
"""Qt counts angles in sixteenths of a degree."""
TOP: Final = 90 * 16


class LeaveRing(QWidget):
    """``held`` tells that it was held long enough. It takes no tap away from what lies under it."""

    held = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        side = with_text(SIDE)
        self.resize(side, side)
        self.hide()
        self._filling = QVariantAnimation(self)
        self._filling.setStartValue(0.0)
        self._filling.setEndValue(1.0)
        self._filling.setDuration(HOLD_MS)
        self._filling.valueChanged.connect(self._show_part)
        self._filling.finished.connect(self._finish)

    @property
    def part(self) -> float:
        """How much of the holding is over, 0 to 1."""
        return float(self._filling.currentValue() or 0.0) if self.is_held else 0.0

    @property
    def is_held(self) -> bool:
        """Whether somebody holds."""
        return self._filling.state() is QAbstractAnimation.State.Running

    def begin(self, at: QPoint) -> None:
        """Somebody holds, at a place of the parent around which the ring is drawn; before that it is not seen."""
        room = self._stage.rect()
        left = min(max(at.x() - self.width() // 2, 0), max(room.width() - self.width(), 0))
        top = min(max(at.y() - self.height() // 2, 0), max(room.height() - self.height(), 0))
        self.move(left, top)
        self._filling.stop()
        self._filling.start()

    def give_up(self) -> None:
        """Nobody holds any more."""
        self._filling.stop()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the ring as was held."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(STAGE)
        ground.setAlpha(GROUND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(self.rect())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = QRectF(self.rect()).adjusted(2 * WIDTH, 2 * WIDTH, -2 * WIDTH, -2 * WIDTH)
        pen = QPen(QColor(STAGE_WORDS), WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(inner, TOP, -round(TURN * self.part))
        painter.end()

    def _show_part(self) -> None:
        if self.part >= UNSEEN and not self.isVisible():
            self.raise_()
            self.show()
            announce(self, tr("Keep holding to leave the full screen"))
        self.update()

    def _finish(self) -> None:
        self.hide()
        self.held.emit()
