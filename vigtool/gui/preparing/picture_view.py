"""The picture: a plain widget and one ``drawImage`` (no GL: 1.5 ms for a 1080p picture, measured)."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.gui.preparing.picture_cache import Bgra
from vigtool.gui.preparing.strip_colours import STAGE, STAGE_WORDS
from vigtool.wording.translation import tr


class PictureView(QWidget):
    """Shows one picture as large as it fits, on a dark stage; or a calm sentence in its place."""

    fit_changed = Signal(int, int)
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Bgra | None = None
        self._image = QImage()
        self._sentence = ""
        self.frame: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Picture"))

    def sizeHint(self) -> QSize:
        """As large as a picture in a window of modest size."""
        return QSize(960, 540)

    def show_picture(self, frame: int, picture: Bgra) -> None:
        """Show the picture of a frame. Trap: a QImage over an array is a view, so the array is kept as well."""
        height, width = picture.shape[:2]
        self._picture = picture
        self._image = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB32)
        self.frame = frame
        self._sentence = ""
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Let go of the picture and say something in its place."""
        self._image = QImage()
        self._picture = None
        self.frame = None
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def picture_place(self) -> QRect:
        """Where the picture lies in the widget: as large as it fits, in the middle."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        return place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have pictures made for the new size, in pixels of the screen."""
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        self.fit_changed.emit(round(self.width() * ratio), round(self.height() * ratio))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the picture plays or stops."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the stage and the picture on it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(STAGE))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.picture_place(), self._image)
        elif self._sentence:
            painter.setPen(QColor(STAGE_WORDS))
            margin = self.width() // 6
            place = self.rect().adjusted(margin, 0, -margin, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
        painter.end()
