"""The dark stage with one picture on it, drawn with one ``drawImage`` when it is shown as it was filmed.

The wheel comes closer under the pointer, a drag moves the picture, a second click at a place comes twice as near there
or shows the whole picture again. A drag is no click.
"""

from math import ceil, floor
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from vigtool.gui.playing.lamp import Lamp
from vigtool.gui.playing.look import Look
from vigtool.gui.playing.nearness import (
    STEP,
    TWICE,
    Nearness,
    closer,
    held,
    moved,
    place_on_stage,
    room_for,
    size_on_stage,
)
from vigtool.gui.playing.strip_colours import STAGE

NOTCH: Final = 120
"""What one notch of a wheel counts."""
STEADY_MS: Final = 120
"""When nearness has not changed for so long, pictures are made for it: their pixels are then the film's own."""


class PictureStage(QWidget):
    """Shows one image as ``look`` says.

    ``fit_changed``    the (width, height) in pixels of the screen within which pictures are to be made.
    ``clicked``        a click that was no drag; ``clicked_again``: the second of two at one place.
    """

    fit_changed = Signal(int, int)
    clicked = Signal()
    clicked_again = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._image = QImage()
        self.lamp = Lamp()
        self._pressed: QPointF | None = None
        self._dragged = False
        self._zoom = look.near.zoom
        self._steady = QTimer(self)
        self._steady.setSingleShot(True)
        self._steady.setInterval(STEADY_MS)
        self._steady.timeout.connect(self._tell_fit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        look.changed.connect(self._follow_look)

    def sizeHint(self) -> QSize:
        """As large as a picture in a window of modest size."""
        return QSize(960, 540)

    @property
    def fit(self) -> tuple[int, int]:
        """What ``fit_changed`` told last, or would tell now."""
        room = room_for(self._zoom, self._stage().size())
        return room.width(), room.height()

    def picture_place(self) -> QRect:
        """Where the picture is seen in the widget, to the pixel of the widget that it touches at all."""
        return self._logical(self._place()).toAlignedRect() & self.rect()

    def come_closer(self, factor: float, at: QPointF | None = None) -> None:
        """Come so many times closer, towards a place in the widget or the middle."""
        if not self._image.isNull():
            stage = self._stage()
            there = QRectF(stage).center() if at is None else self._corner() + at * self.devicePixelRatioF()
            self.look.come(closer(self.look.near, factor, there, stage, self._image.size()))

    def move_picture(self, by: QPointF) -> None:
        """Move the picture by so many pixels of the widget, as far as it goes."""
        if not self._image.isNull():
            far = by * self.devicePixelRatioF()
            self.look.come(moved(self.look.near, far, self._stage().size(), self._image.size()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have pictures made for the new size."""
        super().resizeEvent(event)
        self._tell_fit()

    def event(self, event: QEvent) -> bool:
        """Fingers that part or meet on a touchpad come closer or go back."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.come_closer(1 + event.value(), event.position())
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come closer, or go back, under the pointer."""
        self.come_closer(STEP ** (event.angleDelta().y() / NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two clicks: come near, or see the whole again."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = None
            self.clicked_again.emit()
            if self.look.near.is_whole:
                self.come_closer(TWICE, event.position())
            else:
                self.look.come(Nearness())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture with the hand, once it is a drag."""
        if self._pressed is None:
            return
        by = event.position() - self._pressed
        if not self._dragged and by.manhattanLength() < QApplication.startDragDistance():
            return
        self._dragged = True
        if not self.look.near.is_whole:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pressed = event.position()
            self.move_picture(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click has ended, or a drag."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        self.unsetCursor()
        if not self._dragged and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the stage and the picture on it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(STAGE))
        if not self._image.isNull():
            self._draw_picture(painter)
        self._draw_more(painter)
        painter.end()

    def _draw_more(self, painter: QPainter) -> None:
        """Draw what lies over the picture."""

    def _follow_look(self) -> None:
        if self.look.near.zoom != self._zoom:
            self._zoom = self.look.near.zoom
            self._steady.start()
        self.update()

    def _tell_fit(self) -> None:
        self.fit_changed.emit(*self.fit)

    def _set_image(self, image: QImage) -> None:
        self._image = image
        if image.isNull():
            self.lamp.forget()
        self.update()

    def _draw_picture(self, painter: QPainter) -> None:
        place = self._place()
        image = self._image.flipped(Qt.Orientation.Horizontal) if self.look.mirrored else self._image
        if self.look.light.is_neutral:
            exact = place.size() == image.size()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
            painter.drawImage(self._logical(place), image)
            return
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(-self._corner())
        self.lamp.draw(painter, image, place, place & self._stage(), self.look.light)
        painter.restore()

    def _place(self) -> QRect:
        """Where the whole picture lies, also its parts out of sight, in pixels of the screen."""
        if self._image.isNull():
            return QRect()
        stage = self._stage()
        size = size_on_stage(self.look.near.zoom, stage.size(), self._image.size())
        return place_on_stage(held(self.look.near, stage.size(), size), stage, size)

    def _stage(self) -> QRect:
        """The pixels of the screen that the widget covers wholly, counted from the window's corner."""
        ratio, corner = self.devicePixelRatioF(), self._corner()
        left, top = ceil(corner.x()), ceil(corner.y())
        right, bottom = floor(corner.x() + self.width() * ratio), floor(corner.y() + self.height() * ratio)
        return QRect(left, top, right - left, bottom - top)

    def _corner(self) -> QPointF:
        """The widget's own corner, in pixels of the screen from the window's."""
        return QPointF(self.mapTo(self.window(), QPoint(0, 0))) * self.devicePixelRatioF()

    def _logical(self, place: QRect) -> QRectF:
        ratio = self.devicePixelRatioF()
        return QRectF((QPointF(place.topLeft()) - self._corner()) / ratio, QSizeF(place.size()) / ratio)
