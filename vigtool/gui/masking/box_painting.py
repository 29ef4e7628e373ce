"""Boxes over the picture: the one that is worked on with its handles, the others in thin lines with their names."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vigtool.gui.playing.strip_colours import CHOSEN, CHOSEN_EDGE, CHOSEN_WORDS, FOCUS, STAGE, STAGE_WORDS

HANDLE: Final = 5.0
"""Half of a handle's side."""
PADDING: Final = 5.0


def draw_chosen(painter: QPainter, place: QRectF, name: str) -> None:
    """Draw the box that is worked on: a dark line on both sides keeps it seen on every picture."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((STAGE, 5.0), (CHOSEN, 2.5)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawRect(place)
    painter.setPen(QPen(QColor(STAGE), 1))
    painter.setBrush(QColor(CHOSEN_EDGE))
    for x in (place.left(), place.center().x(), place.right()):
        for y in (place.top(), place.center().y(), place.bottom()):
            if QPointF(x, y) != place.center():
                painter.drawRect(QRectF(x - HANDLE, y - HANDLE, 2 * HANDLE, 2 * HANDLE))
    _draw_name(painter, place, name, CHOSEN, CHOSEN_WORDS)


def draw_other(painter: QPainter, place: QRectF, name: str) -> None:
    """Draw the box of somebody else."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width, style in ((STAGE, 3.0, Qt.PenStyle.SolidLine), (STAGE_WORDS, 1.5, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(QColor(colour), width, style))
        painter.drawRect(place)
    _draw_name(painter, place, name, STAGE, STAGE_WORDS)


def draw_focus(painter: QPainter, place: QRectF) -> None:
    """Show that the keyboard is on the picture."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(FOCUS), 2))
    painter.drawRect(place.adjusted(1, 1, -1, -1))


def _draw_name(painter: QPainter, place: QRectF, name: str, ground: str, ink: str) -> None:
    """On the box's upper edge; below it where there is no room above."""
    metrics = painter.fontMetrics()
    size = QRectF(0, 0, metrics.horizontalAdvance(name) + 2 * PADDING, metrics.height() + PADDING)
    above = place.top() - HANDLE - size.height()
    size.moveTopLeft(QPointF(place.left(), above if above >= 0 else place.top() + HANDLE))
    painter.fillRect(size, QColor(ground))
    painter.setPen(QColor(ink))
    painter.drawText(size, Qt.AlignmentFlag.AlignCenter, name)
