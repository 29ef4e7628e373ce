"""Small signs on the stage: that the picture is on its way, words in passing, how near the picture is looked at.

They lie at the left of the picture, are still, and move nothing else.
"""

from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from vigtool.gui.playing.strip_colours import STAGE, STAGE_WORDS

DOT: Final = 3.0
GAP: Final = 11.0
MARGIN: Final = 14.0
PADDING: Final = 9.0
VEIL: Final = 205
"""How much of the picture a sign's ground hides, of 255."""


def draw_coming(painter: QPainter, stage: QRect) -> None:
    """Draw three dots: the picture is on its way."""
    sign = _ground(painter, stage, 2 * (GAP + PADDING), 2 * PADDING)
    painter.setBrush(QColor(STAGE_WORDS))
    for place in (-1, 0, 1):
        painter.drawEllipse(sign.center() + QPointF(place * GAP, 0), DOT, DOT)


def draw_note(painter: QPainter, stage: QRect, note: str, room: QRect | None = None) -> None:
    """Draw a few words, beyond a narrow picture where ``room``, in which the stage lies, has the place for them."""
    words = painter.fontMetrics()
    whole = stage if room is None else room
    wide = min(words.horizontalAdvance(note) + 2 * PADDING, whole.width() - 2 * MARGIN)
    left = max(min(stage.left(), whole.right() - round(wide + 2 * MARGIN)), whole.left())
    sign = _ground(painter, QRect(left, stage.top(), stage.width(), stage.height()), wide, words.height() + PADDING)
    painter.setPen(QColor(STAGE_WORDS))
    told = words.elidedText(note, Qt.TextElideMode.ElideRight, ceil(wide - 2 * PADDING))
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, told)


def draw_sign(painter: QPainter, stage: QRect, words: str) -> None:
    """Draw a few words at the picture's upper edge that stay as long as they hold."""
    high = painter.fontMetrics().height() + PADDING
    top = QRect(stage.topLeft(), QSize(stage.width(), round(2 * MARGIN + high)))
    draw_note(painter, top, words)


def _ground(painter: QPainter, stage: QRect, width: float, height: float) -> QRectF:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ground = QColor(STAGE)
    ground.setAlpha(VEIL)
    painter.setBrush(ground)
    sign = QRectF(stage.left() + MARGIN, stage.bottom() - MARGIN - height, width, height)
    painter.drawRoundedRect(sign, PADDING, PADDING)
    return sign
