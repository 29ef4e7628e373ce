"""A small picture on a card: on a dark ground with round corners, portrait pictures whole."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from vigtool.gui.preparing.strip_colours import STAGE

SIZE: Final = QSize(112, 63)
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
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the whole picture on it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), ROUND, ROUND)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(STAGE))
        if self._image is not None:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(place, self._image)
        painter.end()
