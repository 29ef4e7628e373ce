"""A key that is held marks a moment for as long as it is held; one that is only pressed marks this moment.

Repetitions of the key come in between on most machines and mean nothing here. What was held until something came in
between (another page, another window, the end of a loop) is marked up to there.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from vigtool.gui.preparing.marking.live_marks import AT_REST, Run

HELD_MS: Final = 300
"""Longer than anybody presses a key who only presses it."""

LIFTED_MS: Final = 40
"""A key that repeats itself is told to go up and down again within a millisecond or two where the system cannot tell
repetitions apart (X11); a finger takes longer."""


class HeldMark(QObject):
    """Watches one mark from press to release. Frames are those of the playhead, not what was meant.

    ``pressed_only``  carries (frame, ``Run``) of a short press.
    ``held``          carries two (frame, ``Run``): of the press and of the end.
    ``changed``       the hold began, went on to another frame, or ended.
    """

    pressed_only = Signal(int, object)
    held = Signal(object, object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin: tuple[int, Run] | None = None
        self._now: tuple[int, Run] = (0, AT_REST)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HELD_MS)
        self._timer.timeout.connect(self.changed)
        self._lifted: tuple[int, Run] | None = None
        self._lifting = QTimer(self)
        self._lifting.setSingleShot(True)
        self._lifting.setInterval(LIFTED_MS)
        self._lifting.timeout.connect(self._settle)

    @property
    def pressed(self) -> bool:
        """Tell whether the key is down."""
        return self._begin is not None

    @property
    def ends(self) -> tuple[tuple[int, Run], tuple[int, Run]] | None:
        """Where it was pressed and where it is now; None unless the key has been down for ``HELD_MS``."""
        return None if self._begin is None or self._timer.isActive() else (self._begin, self._now)

    def press(self, frame: int, run: Run) -> None:
        """The key goes down; just after it was lifted it never was."""
        self._lifting.stop()
        self._lifted = None
        if self._begin is None:
            self._begin = self._now = (frame, run)
            self._timer.start()

    def go_on(self, frame: int, run: Run) -> None:
        """The playhead moves. When a loop begins anew, the moment ends where the loop ends."""
        if self._begin is None or self._lifted is not None:
            return
        if run.loop is not None and run == self._now[1] and (frame - self._now[0]) * run.heading < 0:
            self._now = (run.loop[-1] if run.heading > 0 else run.loop[0], run)
            self._finish()
            return
        self._now = (frame, run)
        if self.ends is not None:
            self.changed.emit()

    def lift(self, frame: int, run: Run) -> None:
        """The key seems to go up: this was the moment, unless it is pressed again at once."""
        if self._begin is not None:
            self.go_on(frame, run)
            self._lifted = (frame, run)
            self._lifting.start()

    def release(self, frame: int, run: Run) -> None:
        """Something comes in between: this was the moment."""
        self.go_on(frame, run)
        self._finish()

    def _settle(self) -> None:
        if self._lifted is not None:
            self._finish()

    def drop(self) -> None:
        """Forget it."""
        self._timer.stop()
        self._lifting.stop()
        self._lifted = None
        if self._begin is not None:
            self._begin = None
            self.changed.emit()

    def _finish(self) -> None:
        begin, end, long = self._begin, self._now, not self._timer.isActive()
        self.drop()
        if begin is None:
            return
        if long:
            self.held.emit(begin, end)
        else:
            self.pressed_only.emit(*begin)
