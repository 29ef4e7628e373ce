"""How moments look on the strip: round bars with their titles where there is room, plain ones where there is not."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.bar_lane import Bar
from vigtool.gui.preparing.timeline.laying import Crowd
from vigtool.gui.preparing.timeline.measures import FLAT
from vigtool.gui.preparing.timeline.pixel_rows import draw_row
from vigtool.gui.preparing.timeline.words import Words

ROUND: Final = 6
FEW: Final = 100
WORDS_FROM: Final = 34
"""Pixels that a bar must be wide to carry words."""
WORDS_ROOM: Final = 9


@dataclass(frozen=True, slots=True)
class Shine:
    """How a bar stands out."""

    chosen: bool = False
    hovered: bool = False


def draw_crowd(painter: QPainter, crowd: Crowd) -> None:
    """Draw bars without words: round ones while they are few, else as pixels, which cost the same however many."""
    if len(crowd) <= FEW:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour.marks().bar))
        for left, right in zip(crowd.lefts.tolist(), crowd.rights.tolist(), strict=True):
            place = QRectF(left, crowd.top + 0.5, right - left, crowd.height - 1)
            radius = min(place.width(), place.height()) / 3
            painter.drawRoundedRect(place, radius, radius)
        return
    draw_row(painter, crowd.top, crowd.height, crowd.lefts, crowd.rights, colour.marks().bar, colour.TRACK)


def draw_bar(painter: QPainter, bar: Bar, place: QRectF, shine: Shine, words: Words) -> None:
    """Draw one bar with its title; the part of it that lies beside the strip takes no time."""
    seen = place.intersected(QRectF(painter.viewport()).adjusted(-2 * ROUND, 0, 2 * ROUND, 0))
    mine = colour.marks()
    fill = colour.CHOSEN if shine.chosen else (mine.bar_hover if shine.hovered else mine.bar)
    if shine.chosen or shine.hovered:
        painter.setPen(QPen(QColor(colour.CHOSEN_EDGE if shine.chosen else colour.HOVER_EDGE), 1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    radius = min(ROUND, place.width() / 2, place.height() / 2)
    painter.drawRoundedRect(seen.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if place.width() >= WORDS_FROM and place.height() >= words.height - FLAT:
        painter.setPen(QColor(colour.CHOSEN_WORDS if shine.chosen else mine.bar_words))
        shown = seen.intersected(QRectF(painter.viewport()))
        title = ("★ " if bar.moment.starred else "") + bar.moment.title
        words.draw(painter, shown.adjusted(WORDS_ROOM, 0, -WORDS_ROOM, 0), title)
    if shine.chosen:
        _draw_grips(painter, place)


def _draw_grips(painter: QPainter, place: QRectF) -> None:
    if place.width() <= WORDS_FROM / 2:
        return
    painter.setPen(QPen(QColor(colour.CHOSEN_WORDS), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    half = place.height() / 5
    for x in (place.left() + 4, place.right() - 4):
        painter.drawLine(QPointF(x, place.center().y() - half), QPointF(x, place.center().y() + half))
