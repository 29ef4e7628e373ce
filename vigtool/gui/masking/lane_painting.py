"""How runs are told apart on the strip: by pattern and word, never by colour alone.

Covered is a mosaic, as the picture is; not in the picture is a thin line through the middle; still open is hatched.
"""

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from vigtool.gui.masking.runs import Known
from vigtool.gui.playing.strip_colours import BAR_WORDS, DRAFT, RULE_WORDS, TRACK, marks
from vigtool.gui.shared.palettes import CONTRASTING, colours

CELL: Final = 5
HATCH: Final = 7
PADDING: Final = 6.0
HAND: Final = 4.0
"""Half of the width of the sign for a frame that was set by hand."""


def draw_run(painter: QPainter, place: QRectF, known: Known, word: str = "") -> None:
    """Draw a run, with its word where there is room for it."""
    match known:
        case Known.COVERED:
            painter.fillRect(place, QColor(marks().bar))
            painter.drawTiledPixmap(place, _mosaic(marks().bar_words), place.topLeft())
            ground, ink = marks().bar, marks().bar_words
        case Known.ABSENT:
            painter.fillRect(place, QColor(TRACK))
            painter.setPen(QPen(QColor(RULE_WORDS), 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()))
            ground, ink = TRACK, RULE_WORDS
        case Known.OPEN:
            painter.fillRect(place, QColor(TRACK))
            painter.drawTiledPixmap(place, _hatch(), place.topLeft())
            painter.setPen(QPen(QColor(DRAFT), 1.5))
            painter.drawRect(place.adjusted(0.75, 0.75, -0.75, -0.75))
            ground, ink = TRACK, DRAFT
    _draw_word(painter, place, word, ground, ink)


def draw_hand(painter: QPainter, x: float, bottom: float) -> None:
    """Draw the sign for a frame that was set by hand: a small peak on the lower edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#000000" if colours() in CONTRASTING else BAR_WORDS))
    peak = [QPointF(x - HAND, bottom), QPointF(x, bottom - 1.6 * HAND), QPointF(x + HAND, bottom)]
    painter.drawPolygon(peak)


def _draw_word(painter: QPainter, place: QRectF, word: str, ground: str, ink: str) -> None:
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(word) + 2 * PADDING
    if not word or wide + 2 * PADDING > place.width() or metrics.height() > place.height():
        return
    plate = QRectF(0, 0, wide, metrics.height())
    plate.moveCenter(place.center())
    painter.fillRect(plate, QColor(ground))
    painter.setPen(QColor(ink))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, word)


@cache
def _mosaic(colour: str) -> QPixmap:
    """A tile of squares; a brush with a pattern is painted ten times slower."""
    tile = QPixmap(2 * CELL, 2 * CELL)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    lighter = QColor(colour)
    lighter.setAlphaF(0.22)
    painter.fillRect(0, 0, CELL, CELL, lighter)
    painter.fillRect(CELL, CELL, CELL, CELL, lighter)
    painter.end()
    return tile


@cache
def _hatch() -> QPixmap:
    tile = QPixmap(HATCH, HATCH)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setPen(QColor(DRAFT))
    for start in (-HATCH, 0, HATCH):
        painter.drawLine(start, HATCH - 1, start + HATCH - 1, 0)
    painter.end()
    return tile
