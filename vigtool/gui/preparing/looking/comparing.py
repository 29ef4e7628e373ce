"""Two frames side by side: a pinned one at the left, the film at the right, which goes on as ever.

The pinned copy is seen at once; where more of its pixels are wanted than were copied, the frame is made anew.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.projector import Pictures
from vigtool.gui.preparing.looking.fine_pictures import FinePictures
from vigtool.gui.preparing.looking.pin_column import pin_time
from vigtool.gui.preparing.looking.pins import Pin
from vigtool.gui.preparing.looking.still_view import StillView
from vigtool.wording.translation import tr

NOTICED: Final = 1.05
"""A copy that would have to be drawn larger than this is made anew."""


class Comparing(QObject):
    """Shows a pin in ``still``, or nothing. ``changed`` tells that it began, ended or took another pin."""

    changed = Signal()

    def __init__(
        self, still: StillView, times: FrameTimes, open_pictures: Callable[[], Pictures], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pin: Pin | None = None
        self._still, self._times = still, times
        self._fine = FinePictures(open_pictures, self)
        self._fine.came.connect(self._show_fine)
        self._had: tuple[int, int] = (0, 0)
        still.fit_changed.connect(self._want_fine)

    @property
    def goes_on(self) -> bool:
        """Whether two frames are shown."""
        return self.pin is not None

    def begin(self, pin: Pin) -> None:
        """Show a pin beside the film, or this one instead of another."""
        if pin is not self.pin:
            self.pin = pin
            self._had = pin.image.width(), pin.image.height()
            self._still.show_still(pin.image, self._words(pin))
            self.changed.emit()

    def end(self) -> None:
        """Show the film alone."""
        if self.pin is not None:
            self.pin = None
            self._still.show_still(QImage())
            self.changed.emit()

    def close(self) -> None:
        """End for good, and with it the making of pictures."""
        self.end()
        self._fine.end()

    def _words(self, pin: Pin) -> str:
        return tr("Pinned {time}").format(time=pin_time(self._times, pin.frame))

    def _want_fine(self, width: int, height: int) -> None:
        """Fields are copied only: small pictures have all lines."""
        pin = self.pin
        if pin is None or pin.field != "whole":
            return
        if min(width / self._had[0], height / self._had[1]) > NOTICED:
            self._fine.want(pin.frame, (width, height))

    def _show_fine(self, frame: int, image: QImage) -> None:
        pin = self.pin
        if pin is not None and pin.frame == frame and image.width() > self._had[0]:
            self._had = image.width(), image.height()
            self._still.show_still(image, self._words(pin))
