"""The ruler with its times, the ground below it, and fine lines between frames where these can be told apart."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.timeline.words import Words

TENTH = 0.1
WORDS_GAP = 5
MAJOR, MINOR = 9, 5
"""Pixels of a line with a time, and of one without."""


def draw_ruler(painter: QPainter, scale: Scale, place: QRectF, ruler: float, words: Words) -> None:
    """Draw the ground, and the ruler in the uppermost ``ruler`` pixels."""
    painter.fillRect(place, QColor(colour.GROUND))
    painter.fillRect(place.adjusted(0, ruler, 0, 0), QColor(colour.TRACK))
    lines = [(scale.x(seconds), seconds, major) for seconds, major in scale.lines()]
    for tint, high, wanted in ((colour.RULE, MINOR, False), (colour.RULE_MAJOR, MAJOR, True)):
        painter.setPen(QColor(tint))
        painter.drawLines([QLineF(x, ruler - high, x, ruler - 1) for x, _, major in lines if major is wanted])
    step = scale.step()
    places = 0 if step >= 1 else (1 if step >= TENTH else 2)
    painter.setFont(words.font)
    painter.setPen(QColor(colour.RULE_WORDS))
    for x, seconds, major in lines:
        if major:
            told = clock_words(seconds, places)
            if x + WORDS_GAP + words.width(told) < place.right():
                painter.drawText(QPointF(x + WORDS_GAP, ruler - MAJOR), told)


def draw_frames(painter: QPainter, xs: Iterable[float], top: float, bottom: float) -> None:
    """Draw a fine line where each frame begins."""
    painter.setPen(QColor(colour.FRAME))
    painter.drawLines([QLineF(x, top, x, bottom) for x in xs])
