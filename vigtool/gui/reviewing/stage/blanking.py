"""Going dark: at once when the guider asks for it, by itself when nobody has done anything for some minutes."""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vigtool.gui.playing.strip_colours import STAGE

MINUTE_MS: Final = 60_000


class BlankCover(QWidget):
    """Hides all that its parent shows, and says nothing. ``pressed``: somebody tapped on it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.hide()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A tap is for the cover alone."""
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the window's."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dark."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(STAGE))
        painter.end()


class BlankWatch(QObject):
    """``due``: nobody has done anything for so many minutes. A film that plays is looked at, and counts as use."""

    due = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None, *, minute_ms: int = MINUTE_MS) -> None:
        """``minutes`` 0 means never."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)
        self._wait_ms = minutes * minute_ms

    @property
    def waits_ms(self) -> int | None:
        """For how long it waits from the last use on; None while it does not wait."""
        return self._timer.interval() if self._timer.isActive() else None

    def note_use(self, *, playing: bool) -> None:
        """Somebody did something, or the film began or stopped."""
        if playing or not self._wait_ms:
            self._timer.stop()
        else:
            self._timer.start(self._wait_ms)

    def end(self) -> None:
        """Wait no more."""
        self._timer.stop()
