"""Light on the picture for dark rooms: painted over it with plain blends, since a table per pixel takes 13 to 25 ms.

Measured for 1920 x 1080 on top of the plain picture: lighter 1.7 ms, more contrast 3.7 ms, darker or less contrast
1 ms. What is blended are the pixels on the screen; those of the film are only read.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

MOST: Final = 100
_BLACK_CUT: Final = 0.25
"""At full contrast so much of the darkest becomes black, and as much of the lightest white."""
_VEIL: Final = 0.6
"""How much of a veil hides at most."""
_BRIGHTEST: Final = 1.5
"""So many times more is added to a picture at full brightness: its shadows become two and a half times as light."""
_ROWS: Final = 60
_WHITE: Final = 255
_GREY: Final = 128
Mode = QPainter.CompositionMode


@dataclass(frozen=True, slots=True)
class Light:
    """``lighter`` and ``contrast``: -100 to 100, 0 changes nothing."""

    lighter: int = 0
    contrast: int = 0

    @property
    def is_neutral(self) -> bool:
        """Whether every pixel stays as it is."""
        return self == Light()


class Lamp:
    """Draws pictures in a light; keeps one sheet of memory for it between pictures until ``forget``."""

    def __init__(self) -> None:
        self._sheet = QImage()
        self._band = QImage()
        self._grey = QImage()

    @property
    def keeps(self) -> bool:
        """Whether anything of a picture is kept."""
        return not (self._sheet.isNull() and self._band.isNull())

    def forget(self) -> None:
        """Keep nothing of any picture."""
        self._sheet = self._band = QImage()

    def draw(self, painter: QPainter, image: QImage, place: QRect, seen: QRect, light: Light) -> None:
        """Draw an image at ``place``, of which ``seen`` is on the stage; both in pixels of the painter's device.

        The painter stands at one unit a pixel; its modes are changed.
        """
        if image.size() != place.size():
            image, place = self._scaled(image, place.translated(-seen.topLeft()), seen.size()), seen
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        cut = max(light.contrast, 0) / MOST * _BLACK_CUT
        times = 2 * cut / (1 - 2 * cut) + max(light.lighter, 0) / MOST * _BRIGHTEST
        if cut:
            for top in range(seen.top(), seen.bottom() + 1, _ROWS):
                part = QRect(seen.left(), top, seen.width(), min(_ROWS, seen.bottom() + 1 - top))
                band = self._cut(image, part.translated(-place.topLeft()), round(cut * _WHITE))
                _lighten(painter, part.topLeft(), band, QRect(QPoint(0, 0), part.size()), times)
        else:
            _lighten(painter, seen.topLeft(), image, seen.translated(-place.topLeft()), times)
        _veil(painter, seen, QColor(_GREY, _GREY, _GREY), light.contrast)
        _veil(painter, seen, QColor(0, 0, 0), light.lighter)

    def _scaled(self, image: QImage, place: QRect, size: QSize) -> QImage:
        """The part that is seen, as large as it is seen."""
        if self._sheet.size() != size:
            self._sheet = QImage(size, QImage.Format.Format_RGB32)
        painter = QPainter(self._sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(place), image)
        painter.end()
        return self._sheet

    def _cut(self, image: QImage, part: QRect, level: int) -> QImage:
        """A band of an image with a grey taken away: no fast blend takes away, so it is added to the negative.

        Bands stay in the processor's memory from blend to blend: two thirds of the time of the whole at once.
        """
        if self._band.width() != part.width():
            self._band = QImage(part.width(), _ROWS, QImage.Format.Format_RGB32)
            self._grey = QImage(part.width(), _ROWS, QImage.Format.Format_RGB32)
        self._grey.fill(QColor(level, level, level))
        painter = QPainter(self._band)
        painter.setCompositionMode(Mode.RasterOp_NotSource)
        painter.drawImage(QPoint(0, 0), image, part)
        painter.setCompositionMode(Mode.CompositionMode_Plus)
        painter.drawImage(0, 0, self._grey)
        painter.setCompositionMode(Mode.RasterOp_NotDestination)
        painter.fillRect(self._band.rect(), QColor(0, 0, 0))
        painter.end()
        return self._band


def _lighten(painter: QPainter, at: QPoint, image: QImage, part: QRect, times: float) -> None:
    """Draw a part of an image and add it to itself so many times; a part of a time keeps the lightest tones apart."""
    painter.drawImage(at, image, part)
    painter.setCompositionMode(Mode.CompositionMode_Plus)
    while times > 0:
        painter.setOpacity(min(times, 1.0))
        painter.drawImage(at, image, part)
        times -= 1
    painter.setOpacity(1.0)
    painter.setCompositionMode(Mode.CompositionMode_SourceOver)


def _veil(painter: QPainter, seen: QRect, colour: QColor, level: int) -> None:
    if level < 0:
        colour.setAlphaF(-level / MOST * _VEIL)
        painter.fillRect(seen, colour)
