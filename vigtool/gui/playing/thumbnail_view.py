"""A small picture on a card, with round corners; it is as high as its picture asks for."""

from fractions import Fraction
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from vigtool.gui.playing.strip_colours import STAGE
from vigtool.gui.playing.thumbnails import HEIGHT_OF_WIDTH

SIZE: Final = QSize(112, 63)
"""Before there is a picture, and with one of 16:9."""
ROUND: Final = 6


class ThumbnailView(QWidget):
    """Shows a picture once there is one. Says nothing to screen readers: the card says it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setFixedSize(SIZE)

    def show_image(self, image: QImage | None) -> None:
        """Show a picture, or the empty ground."""
        self._image = image
        if image is not None:
            shape = min(Fraction(image.height(), image.width()), HEIGHT_OF_WIDTH)
            self.setFixedHeight(max(1, round(SIZE.width() * shape)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, or the empty ground."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), ROUND, ROUND)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(STAGE))
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image)
        painter.end()
