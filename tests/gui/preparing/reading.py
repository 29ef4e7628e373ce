"""Reading the burnt-in number from what the window shows."""

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QImage

from tests.media.drawn_films import read_number
from vigtool.gui.playing.picture_view import PictureView
from vigtool.gui.preparing.workbench import Workbench


def shown_number(bench: Workbench) -> int | None:
    """The number in the picture that is on the screen; None when there is none."""
    return number_on(bench.view)


def number_on(view: PictureView) -> int | None:
    """The number in the picture that a view shows; None when there is none."""
    grabbed = view.grab(view.picture_place()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    if grabbed.isNull() or grabbed.width() < 2:
        return None
    pixels = np.frombuffer(grabbed.constBits(), np.uint8).reshape(grabbed.height(), grabbed.bytesPerLine() // 4, 4)
    return read_number(np.ascontiguousarray(pixels[:, : grabbed.width(), 1]))


def comes_to_show(view: PictureView, number: int) -> Callable[[], bool]:
    """Tell, when it is asked, whether a view shows the picture with a number."""
    return lambda: number_on(view) == number
