"""Moving along the film while something is dragged over an end of the strip, the faster the farther out."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

EVERY_MS: Final = 16
SPEED: Final = 0.25
"""Pixels a step for each pixel that the pointer is out."""
FASTEST: Final = 40.0


class EdgeScroll(QObject):
    """``scrolled`` tells by how many pixels to move along the film, again and again until ``stop``."""

    scrolled = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pixels = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._scroll)

    @property
    def active(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    def follow(self, x: float, left: float, right: float) -> None:
        """Move while a place is outside of [left, right]."""
        out = min(x - left, 0.0) + max(x - right, 0.0)
        self._pixels = min(max(out * SPEED, -FASTEST), FASTEST)
        if not out:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Move no more."""
        self._timer.stop()

    def _scroll(self) -> None:
        self.scrolled.emit(self._pixels)
