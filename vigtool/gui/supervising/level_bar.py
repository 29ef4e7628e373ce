"""A bar that shows that something is heard, without judging how loud."""

from math import log10
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.palettes import colours

SOFTEST_DB: Final = -50.0
HEIGHT, WIDTH = 8, 120


class LevelBar(QWidget):
    """``show_level`` takes a loudest sample from 0 to 1. Says nothing by itself to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, level: float) -> None:
        """Show how loud it is, as ears take it; it falls slowly, so that it does not flicker."""
        loud = max(0.0, 1 - 20 * log10(max(level, 1e-9)) / SOFTEST_DB)
        self.part = max(min(loud, 1.0), self.part * 0.8)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line is thick, as wide as there is room."""
        return QSize(with_text(WIDTH), with_text(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded bar in a rounded groove."""
        painter, mine = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        for width, colour in ((whole.width(), mine.line), (whole.width() * self.part, mine.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(0, 0, width, whole.height()), whole.height() / 2, whole.height() / 2)
        painter.end()
