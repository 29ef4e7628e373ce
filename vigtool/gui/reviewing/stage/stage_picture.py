"""The picture on the stage: a tap anywhere on it is a tap, held or not, and nothing brings it nearer or moves it."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from vigtool.gui.playing.picture_view import PictureView


class StagePicture(PictureView):
    """``pressed`` carries where a finger or a mouse button went down, ``let_go`` that it is up, or has wandered off.

    ``pointed``: the mouse moved, or the wheel was turned.
    """

    pressed = Signal(QPoint)
    let_go = Signal()
    pointed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._down: QPoint | None = None
        self.setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap begins, with whichever button."""
        self._down = event.position().toPoint()
        self.pressed.emit(self._down)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two taps is a tap."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A finger that wanders off holds nothing."""
        self.pointed.emit()
        far = None if self._down is None else (event.position().toPoint() - self._down).manhattanLength()
        if far is not None and far > 2 * QApplication.startDragDistance():
            self._leave()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A tap has ended."""
        self._leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come no closer."""
        self.pointed.emit()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a touchpad come no closer either."""
        if event.type() is QEvent.Type.NativeGesture:
            return True
        return super().event(event)

    def set_pointer_shown(self, *, shown: bool) -> None:
        """Show the mouse's pointer over the picture, or not."""
        if shown:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.BlankCursor)

    def _leave(self) -> None:
        if self._down is not None:
            self._down = None
            self.let_go.emit()
