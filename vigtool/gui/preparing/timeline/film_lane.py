"""The film's small pictures on the strip: each where its frame lies, as many as fit beside each other.

A place in which no picture's frame lies shows the one before it, dimmed, and stays bare while that is far away.
"""

from bisect import bisect_left, insort
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.media.filmstrip_bytes import Filmstrip, StripPicture

REPEATED: Final = 0.62
"""Least opacity of a picture that stands for a later time than its own: the more often it does, the dimmer."""
DIMMED_BY: Final = 0.12
SEAM: Final = 1
"""Dark pixels between pictures."""
REACH: Final = 1.6
"""Distances between the pictures of a whole strip over which one is repeated."""


class FilmLane:
    """The pictures that have come, by time; the window's thread alone uses it."""

    def __init__(self, times: FrameTimes) -> None:
        self._times = times
        self._at: list[float] = []
        self._images: dict[float, QImage] = {}
        self._scaled: dict[float, QPixmap] = {}
        self._scaled_for = (0.0, 0.0)
        self._apart = 0.0
        self._repeated = REPEATED

    def put(self, strip: Filmstrip) -> None:
        """Take in pictures. Raises ``BadFilmstrip``."""
        self._apart = float(self._times.seconds_from_start(self._times.end_tick)) / max(strip.planned, 1)
        for picture in strip.pictures:
            if picture.packed and picture.frame < self._times.frames:
                self._put(picture)

    def clear(self) -> None:
        """Forget all pictures."""
        self._at.clear()
        self._images.clear()
        self._scaled.clear()

    def _put(self, picture: StripPicture) -> None:
        seconds = float(self._times.seconds_from_start(self._times.tick_of(picture.frame)))
        pixels = picture.pixels()
        view = QImage(pixels.data, picture.width, picture.height, pixels.strides[0], QImage.Format.Format_BGR888)
        if seconds not in self._images:
            insort(self._at, seconds)
        self._images[seconds] = view.convertToFormat(QImage.Format.Format_RGB32)
        self._scaled.pop(seconds, None)

    def draw(self, painter: QPainter, scale: Scale, place: QRectF) -> None:
        """Draw the pictures of the stretch on the strip into the lane's place."""
        if not self._at:
            return
        ratio = painter.device().devicePixelRatio()
        if self._scaled_for != (place.height(), ratio):
            self._scaled.clear()
            self._scaled_for = (place.height(), ratio)
        seconds = self._width(place.height()) / scale.density
        self._repeated = max(1 - DIMMED_BY * self._apart / seconds, REPEATED)
        number = int(scale.begin / seconds)
        painter.save()
        left, right = scale.x(0), scale.x(scale.length)
        painter.setClipRect(place.intersected(QRectF(left, place.top(), right - left, place.height())))
        while (begin := number * seconds) < scale.end:
            self._draw_in(painter, begin, begin + seconds, QPointF(round(scale.x(begin)), place.top()))
            number += 1
        painter.restore()

    def _draw_in(self, painter: QPainter, begin: float, end: float, corner: QPointF) -> None:
        following = bisect_left(self._at, begin - 1e-6)
        inside = following < len(self._at) and self._at[following] < end
        shown = following if inside else following - 1
        if shown < 0 or (not inside and begin - self._at[shown] > max(REACH * self._apart, end - begin)):
            return
        painter.setOpacity(1 if inside else self._repeated)
        painter.drawPixmap(corner, self._pixmap(self._at[shown]))

    def _width(self, height: float) -> float:
        """Pixels that one picture takes: as wide as the widest shape among those that have come first."""
        first = self._images[self._at[0]]
        return max(round(height * first.width() / first.height()), 8) + SEAM

    def _pixmap(self, seconds: float) -> QPixmap:
        made = self._scaled.get(seconds)
        if made is None:
            height, ratio = self._scaled_for
            size = QSize(round((self._width(height) - SEAM) * ratio), round(height * ratio))
            smooth = Qt.TransformationMode.SmoothTransformation
            image = self._images[seconds].scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            made = QPixmap.fromImage(image)
            made.setDevicePixelRatio(ratio)
            self._scaled[seconds] = made
        return made
