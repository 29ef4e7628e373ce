"""The shape of the film's sound on the strip; loudness is shown by its root, so that a quiet voice is seen too."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.media.waveform_bytes import Waveform
from vigtool.media.waveform_levels import WaveformLevels

FULL: Final = 127


class SoundLane:
    """The sound that has come; the window's thread alone uses it."""

    def __init__(self) -> None:
        self._levels: WaveformLevels | None = None
        self._density = 0.0

    def put(self, part: Waveform) -> None:
        """Take in a part; a film without sound leaves the lane bare."""
        if part.silent:
            return
        if self._levels is None or self._levels.bins != part.bins:
            self._levels = WaveformLevels(part.bins)
        self._density = part.density
        self._levels.put(part.first, part.pairs)

    def clear(self) -> None:
        """Forget the sound."""
        self._levels = None

    def draw(self, painter: QPainter, scale: Scale, place: QRectF) -> None:
        """Draw the stretch on the strip into the lane's place, a column for each pixel of the screen."""
        if self._levels is None:
            return
        ratio = painter.device().devicePixelRatio()
        left = max(place.left(), scale.x(0))
        count = int((min(place.right(), scale.x(scale.length)) - left) * ratio)
        height = int(place.height() * ratio)
        if count <= 0 or height <= 0:
            return
        step = self._density / scale.density / ratio
        begin = scale.seconds(left) * self._density
        known = min(max(int((self._levels.filled - begin) / step), 0), count)
        image = _image(_rows(self._levels.columns(begin, step, known), height), height)
        shown = QImage(image.data, known, height, known * 4, QImage.Format.Format_ARGB32_Premultiplied)
        shown.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(left, place.top()), shown)


def _rows(pairs: NDArray[np.int8], height: int) -> NDArray[np.intp]:
    """First and last row of each column, shape (columns, 2); silence is the middle row."""
    middle = (height - 1) / 2
    loud = np.sqrt(np.abs(pairs.astype(np.float32)) / FULL) * middle
    return np.stack([np.rint(middle - loud[:, 1]), np.rint(middle + loud[:, 0])], axis=1).astype(np.intp)


def _image(rows: NDArray[np.intp], height: int) -> NDArray[np.uint32]:
    """Return ARGB pixels of shape (height, columns)."""
    down = np.arange(height)[:, None]
    inked = (down >= rows[:, 0]) & (down <= rows[:, 1])
    return np.where(inked, np.uint32(QColor(colour.SOUND).rgba()), np.uint32(0))
