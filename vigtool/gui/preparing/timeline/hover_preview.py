"""The frame under the pointer as a small picture above the strip: a light part of the window, never one of its own."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.measures import small_font
from vigtool.gui.preparing.timeline.words import Words

WIDEST: Final = 192
TALLEST: Final = 120
"""Pixels within which the picture is shown."""
BEFORE: Final = QSize(160, 90)
"""Its size until the first one comes."""
ROOM: Final = 5
ROUND: Final = 8
AWAITED: Final = 0.35
"""Opacity of the picture before while that of the frame under the pointer is on its way."""


class HoverPreview(QWidget):
    """Shows a frame's picture with its time and number. Screen readers have the same in the strip's own words."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.frame: int | None = None
        self._image: QImage | None = None
        self._shown: int | None = None
        self._told = ""
        self._words = Words(small_font(self.font()))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def exact(self) -> bool:
        """Whether the picture is that of the frame which it names."""
        return self.frame is not None and self._shown == self.frame

    def move_to(self, window: QWidget) -> None:
        """Be a part of another window."""
        if window is not self._window:
            self._window = window
            self.setParent(window)

    def ask(self, frame: int, told: str, over: QPoint) -> None:
        """Name another frame, with its time in words, above a place in the window; its picture is to come."""
        self.frame, self._told = frame, told
        self._place(over)
        self.show()
        self.raise_()
        self.update()

    def show_image(self, frame: int, image: QImage | None) -> None:
        """Show the picture of a frame if that is still the one that is asked for; None: it has none."""
        if frame == self.frame:
            self._image, self._shown = image, frame
            middle = self.geometry().center().x()
            self._place(QPoint(middle, self.geometry().bottom() + 1 + ROOM))
            self.update()

    def forget(self) -> None:
        """Let go of the picture and of the frame."""
        self.frame = self._shown = self._image = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture over the words."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colour.RULE_MAJOR))
        painter.setBrush(QColor(colour.GROUND))
        painter.drawRoundedRect(whole, ROUND, ROUND)
        size = self._picture_size()
        place = QRectF(QRect(QPoint((self.width() - size.width()) // 2, ROOM), size))
        if self._image is not None:
            path = QPainterPath()
            path.addRoundedRect(place, ROUND - 3, ROUND - 3)
            painter.setClipPath(path)
            painter.setOpacity(1.0 if self.exact else AWAITED)
            painter.drawImage(place, self._image)
            painter.setOpacity(1.0)
            painter.setClipping(False)
        painter.setPen(QColor(colour.STAGE_WORDS))
        below = QRectF(ROOM, place.bottom() + 2, self.width() - 2 * ROOM, self._words.height + 2)
        painter.setFont(self._words.font)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._words.cut(self._told, below.width()))
        painter.end()

    def _picture_size(self) -> QSize:
        if self._image is None:
            return BEFORE
        return self._image.size().scaled(WIDEST, TALLEST, Qt.AspectRatioMode.KeepAspectRatio)

    def _place(self, over: QPoint) -> None:
        """Lie above a place, within the window."""
        self._words = Words(small_font(self._window.font()))
        size = self._picture_size()
        width = max(size.width(), round(self._words.width(self._told)) + 2) + 2 * ROOM
        height = size.height() + 2 * ROOM + round(self._words.height) + 4
        room = self._window.width() - width
        left = min(max(over.x() - width // 2, 0), max(room, 0))
        self.setGeometry(left, max(over.y() - height - ROOM, 0), width, height)
