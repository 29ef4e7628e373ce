"""How a small card looks beside its picture: title, time and length, and what was seen in it."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from vigtool.domain.moments import Moment
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.shared.icons import pixmap
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import TYPE_BODY, TYPE_SMALL, Space

STAR: Final = 14
LINES: Final = 3
MOST: Final = 300
"""Letters of a title that could ever fit."""


def small_height(metrics: QFontMetrics, picture: int) -> int:
    """Return the height of a small card, the same for all, whose picture is so many pixels high."""
    return max(picture, LINES * metrics.lineSpacing()) + 2 * Space.MEDIUM


def draw_small(painter: QPainter, ground: Ground, moment: Moment, room: QRect) -> None:
    """Draw the words of a small card within a room."""
    mine = colours()
    strong, small = QFont(painter.font()), QFont(painter.font())
    strong.setWeight(QFont.Weight.DemiBold)
    small.setPointSizeF(painter.font().pointSizeF() * TYPE_SMALL / TYPE_BODY)
    star = STAR + Space.HAIR if moment.starred else 0
    y = _line(painter, strong, mine.text, ground.heading(moment)[:MOST], room.adjusted(0, 0, -star, 0))
    if moment.starred:
        painter.drawPixmap(room.right() - STAR, room.top() + 1, pixmap("star-filled", mine.accent, STAR, 2.0))
    y = _line(painter, small, mine.muted, ground.when(moment), room.adjusted(0, y, 0, 0)) + y
    names = " \u00b7 ".join(dict.fromkeys(ground.principles.chip(seen) for seen in moment.principles))
    _line(painter, small, mine.muted, names, room.adjusted(0, y, 0, 0))


def _line(painter: QPainter, font: QFont, colour: str, words: str, room: QRect) -> int:
    """Draw one line, cut short at its end; return its height."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
    return metrics.lineSpacing()
