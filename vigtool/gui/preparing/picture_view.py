"""The picture: a plain widget and one ``drawImage`` (no GL: 1.5 ms for a 1080p picture, measured).

The pixels lie in memory that the engine shares: a picture is drawn from there and released when another takes its
place, never painted after that.
"""

from math import ceil, floor

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.engine.film_answers import Picture
from vigtool.gui.preparing.stage_signs import draw_coming, draw_note
from vigtool.gui.preparing.strip_colours import STAGE, STAGE_WORDS
from vigtool.wording.translation import tr


class PictureView(QWidget):
    """Shows one picture as large as it fits, on a dark stage; or a calm sentence in its place.

    ``fit_changed`` tells the (width, height) in pixels of the screen within which pictures are to be made.
    """

    fit_changed = Signal(int, int)
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._image = QImage()
        self._sentence = ""
        self._note = ""
        self._coming = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Picture"))

    @property
    def frame(self) -> int | None:
        """The frame whose picture is on the screen; None when there is none."""
        return None if self._picture is None else self._picture.frame

    @property
    def coming(self) -> bool:
        """Whether it says that the picture which was asked for is still on its way."""
        return self._coming

    def sizeHint(self) -> QSize:
        """As large as a picture in a window of modest size."""
        return QSize(960, 540)

    def show_picture(self, picture: Picture) -> None:
        """Show a picture, which is released when something else takes its place.

        Trap: a QImage over an array is a view: the image changes first, then the old picture is released.
        """
        height, width = picture.pixels.shape[:2]
        rows = picture.pixels.strides[0]
        self._sentence = ""
        self.setAccessibleDescription("")
        self._take(picture, QImage(picture.pixels.data, width, height, rows, QImage.Format.Format_RGB32))

    def show_sentence(self, sentence: str) -> None:
        """Let go of the picture and say something in its place."""
        self._sentence = sentence
        self._coming = False
        self.setAccessibleDescription(sentence)
        self._take(None, QImage())

    def show_coming(self, *, coming: bool) -> None:
        """Say, or say no longer, that the picture which was asked for is still on its way."""
        if coming != self._coming:
            self._coming = coming
            self.update()

    def show_note(self, note: str = "") -> None:
        """Say something in passing at the picture's lower edge, or nothing; nothing else moves for it."""
        if note != self._note:
            self._note = note
            self.update()
        if note:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, note))

    def picture_place(self) -> QRect:
        """Where the picture lies in the widget, to the pixel of the widget that it touches at all."""
        return self._place().toAlignedRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have pictures made for the new size, in pixels of the screen."""
        super().resizeEvent(event)
        stage = self._stage()
        self.fit_changed.emit(stage.width(), stage.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the picture plays or stops."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the stage and the picture on it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(STAGE))
        if not self._image.isNull():
            exact = self._shown_size() == self._image.size()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
            painter.drawImage(self._place(), self._image)
        elif self._sentence:
            painter.setPen(QColor(STAGE_WORDS))
            margin = self.width() // 6
            place = self.rect().adjusted(margin, 0, -margin, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
        stage = self.rect() if self._image.isNull() else self.picture_place()
        if self._note:
            draw_note(painter, stage, self._note)
        elif self._coming:
            draw_coming(painter, stage)
        painter.end()

    def _take(self, picture: Picture | None, image: QImage) -> None:
        old, self._picture, self._image = self._picture, picture, image
        self.update()
        if old is not None:
            old.release()

    def _stage(self) -> QRect:
        """The pixels of the screen that the widget covers wholly, counted from the window's corner."""
        ratio = self.devicePixelRatioF()
        corner = QPointF(self.mapTo(self.window(), QPoint(0, 0))) * ratio
        left, top = ceil(corner.x()), ceil(corner.y())
        right, bottom = floor(corner.x() + self.width() * ratio), floor(corner.y() + self.height() * ratio)
        return QRect(left, top, right - left, bottom - top)

    def _shown_size(self) -> QSize:
        """Pixels of the screen that the picture takes: its own where it was made for this place, else what fits."""
        fitting = self._image.size().scaled(self._stage().size(), Qt.AspectRatioMode.KeepAspectRatio)
        off = fitting - self._image.size()
        made_for_this = abs(off.width()) <= 1 and abs(off.height()) <= 1
        return self._image.size() if made_for_this else fitting

    def _place(self) -> QRectF:
        """The middle of the widget, on whole pixels of the screen: else scaled screens would blur the picture."""
        ratio, size, stage = self.devicePixelRatioF(), self._shown_size(), self._stage()
        corner = QPointF(self.mapTo(self.window(), QPoint(0, 0)))
        left = stage.left() + (stage.width() - size.width()) // 2
        top = stage.top() + (stage.height() - size.height()) // 2
        return QRectF(QPointF(left, top) / ratio - corner, QSizeF(size) / ratio)
