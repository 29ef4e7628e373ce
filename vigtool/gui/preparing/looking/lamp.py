"""Light on the picture for dark rooms: painted over it with plain blends, since a table per pixel takes 13 to 25 ms.

Measured for 1920 x 1080 on top of the plain picture: lighter 1.7 ms, more contrast 3.7 ms, darker or less contrast
1 ms. What is blended are the pixels on the screen; those of the film are only read.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

MOST: Final = 100
_BLACK_CUT: Final = 0.25
"""At full contrast so much of the darkest becomes black, and as much of the lightest white."""
_VEIL: Final = 0.6
"""How much of a veil hides at most."""
_BRIGHTEST: Final = 1.5
"""So many times more is added to a picture at full brightness: its shadows become two and a half times as light."""
_STRIPE: Final = 32
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
        self._stripe = QImage()

    def forget(self) -> None:
        """Keep nothing of any picture."""
        self._sheet = QImage()

    def draw(self, painter: QPainter, image: QImage, place: QRect, seen: QRect, light: Light) -> None:
        """Draw an image at ``place``, of which ``seen`` is on the stage; both in pixels of the painter's device.

        The painter stands at one unit a pixel; its modes are changed.
        """
        black = max(light.contrast, 0) / MOST * _BLACK_CUT
        if black or image.size() != place.size():
            image, place = self._laid(image, place.translated(-seen.topLeft()), seen, black), seen
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.setClipRect(seen)
        painter.drawImage(place.topLeft(), image)
        self._lighten(painter, image, place, 2 * black / (1 - 2 * black))
        self._lighten(painter, image, place, max(light.lighter, 0) / MOST * _BRIGHTEST)
        self._veil(painter, seen, QColor(_GREY, _GREY, _GREY), light.contrast)
        self._veil(painter, seen, QColor(0, 0, 0), light.lighter)

    def _laid(self, image: QImage, place: QRect, seen: QRect, black: float) -> QImage:
        """The part that is seen, as large as it is seen, its darkest part cut to black."""
        if self._sheet.size() != seen.size():
            self._sheet = QImage(seen.size(), QImage.Format.Format_RGB32)
        painter = QPainter(self._sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.size() != place.size())
        painter.drawImage(QRectF(place), image)
        if black:
            self._cut(painter, round(black * 255))
        painter.end()
        return self._sheet

    def _cut(self, painter: QPainter, level: int) -> None:
        """Take a grey away from every pixel: there is no fast blend for that, so it is added to the negative."""
        width, height = self._sheet.width(), self._sheet.height()
        if self._stripe.width() != width:
            self._stripe = QImage(width, _STRIPE, QImage.Format.Format_RGB32)
        self._stripe.fill(QColor(level, level, level))
        self._negate(painter)
        painter.setCompositionMode(Mode.CompositionMode_Plus)
        for top in range(0, height, _STRIPE):
            painter.drawImage(0, top, self._stripe)
        self._negate(painter)

    def _negate(self, painter: QPainter) -> None:
        painter.setCompositionMode(Mode.RasterOp_NotDestination)
        painter.fillRect(self._sheet.rect(), QColor(0, 0, 0))

    @staticmethod
    def _lighten(painter: QPainter, image: QImage, place: QRect, times: float) -> None:
        """Add a picture to itself so many times; a part of a time keeps the lightest apart from each other."""
        painter.setCompositionMode(Mode.CompositionMode_Plus)
        while times > 0:
            painter.setOpacity(min(times, 1.0))
            painter.drawImage(place.topLeft(), image)
            times -= 1
        painter.setOpacity(1.0)
        painter.setCompositionMode(Mode.CompositionMode_SourceOver)

    @staticmethod
    def _veil(painter: QPainter, seen: QRect, colour: QColor, level: int) -> None:
        if level < 0:
            colour.setAlphaF(-level / MOST * _VEIL)
            painter.fillRect(seen, colour)
