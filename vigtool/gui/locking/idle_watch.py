"""Noticing that nobody has used the window for a while.

Use is a key, the mouse, the wheel, a finger or a pen in one of our windows, what is put on record (so who works by
voice or switch is seen too), and what the window says is looked at without touching: a film that plays.
"""

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_MS: Final = 2000
USES: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
    | {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove, QEvent.Type.TabletPress}
    | {QEvent.Type.NativeGesture}
)


def seconds_awake_and_asleep() -> float:
    """Seconds on a clock that nobody sets and that goes on while the machine sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic()


class IdleWatch(QObject):
    """``idle`` says that the limit has passed without any use; it comes again and again until there is some."""

    idle = Signal()

    def __init__(
        self,
        limit_s: Callable[[], float],
        in_use: Callable[[], bool],
        clock: Callable[[], float] = seconds_awake_and_asleep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._limit_s, self._in_use, self._clock = limit_s, in_use, clock
        self._last_use = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Watch from now on."""
        self.note_use()
        self._watch_windows()
        self._timer.start()

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def note_use(self) -> None:
        """Somebody has done something."""
        self._last_use = self._clock()

    def look(self) -> None:
        """Compare the clock with the last use."""
        self._watch_windows()
        if self._in_use():
            self.note_use()
        elif self._clock() - self._last_use >= self._limit_s():
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what comes to a window from outside; hold nothing back."""
        if event.type() in USES:
            self.note_use()
        return super().eventFilter(watched, event)

    def _watch_windows(self) -> None:
        """Windows only, not the application: a filter in Python for each event of each widget would cost films time."""
        for window in QGuiApplication.allWindows():
            if isinstance(window, QWindow):
                window.installEventFilter(self)
