"""What a click on the picture means, while a second one may follow.

A click stops a film that plays at once: a guider wants this very frame. A click on a film that stands starts it only
when no second click can follow, else looking closer would play and stop it again.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

LONGEST_MS: Final = 300
"""Nobody is to wait longer for a film to play, however slowly the system lets people click twice."""


class Clicks(QObject):
    """``meant``: play or stop. To be told of ``click`` and ``second_click``, and whether the film plays."""

    meant = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.meant)

    @property
    def waits(self) -> bool:
        """Whether a click will soon be taken for a single one."""
        return self._waiting.isActive()

    def click(self, *, playing: bool) -> None:
        """The picture was clicked."""
        if playing:
            self.meant.emit()
        else:
            self._waiting.start(min(QApplication.doubleClickInterval(), LONGEST_MS))

    def second_click(self) -> None:
        """It was clicked again at once: that was for looking closer."""
        self._waiting.stop()
