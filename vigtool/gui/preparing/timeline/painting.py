"""The whole strip: what stands still and is kept as a picture, and what moves over it with every frame."""

from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline import turn_painting
from vigtool.gui.preparing.timeline.bar_painting import Shine, draw_bar, draw_crowd
from vigtool.gui.preparing.timeline.dragging import MomentEdge, TurnEdge
from vigtool.gui.preparing.timeline.laying import place_of
from vigtool.gui.preparing.timeline.ruler import draw_frames, draw_ruler
from vigtool.gui.preparing.timeline.shown import Shown

FINE = 100
"""Turns on the strip up to which each is drawn with everything that it has."""
FRAMES_FROM = 9
"""Pixels between frames from which each is drawn."""


def draw_still(painter: QPainter, shown: Shown, place: QRectF) -> None:
    """Draw the ruler, moments, turns, pictures, sound and minimap."""
    measures, scale, words = shown.measures, shown.scale, shown.words
    draw_ruler(painter, scale, place, measures.ruler, words)
    if scale.density * shown.clock.frame_length >= FRAMES_FROM:
        first = shown.clock.frame_at(scale.seconds(0))
        last = shown.clock.frame_at(scale.seconds(place.width()))
        draw_frames(painter, map(shown.x_of, range(first, last + 2)), measures.ruler, measures.sound_top)
    left, right = max(scale.x(0), 0), min(scale.x(scale.length), place.width())
    turn_painting.draw_lanes(painter, measures, left, right)
    shown.overview.draw(painter, scale, place.width(), measures, words)
    _draw_bars(painter, shown)
    _draw_turns(painter, shown)
    if shown.minimap.shown:
        shown.minimap.draw(painter, shown.bars)


def draw_moving(painter: QPainter, shown: Shown) -> None:
    """Draw in and out, what an edge snaps to, and the playhead."""
    bottom = float(shown.measures.minimap_top - 1)
    _draw_draft(painter, shown, bottom)
    _draw_playhead(painter, shown, bottom)
    if shown.snapped is not None:
        x = round(shown.x_of(shown.snapped)) + 0.5
        painter.setPen(QPen(QColor(colour.SNAP), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, 0, x, bottom))
    if shown.minimap.shown:
        shown.minimap.draw_playhead(painter, shown.clock.of_edge(shown.frame))


def draw_focus(painter: QPainter, place: QRectF) -> None:
    """Draw that the keyboard is here."""
    painter.setPen(QPen(QColor(colour.FOCUS), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(1, 1, -1, -1))


def _draw_bars(painter: QPainter, shown: Shown) -> None:
    """The bars; hovered and chosen last, so that nothing covers them."""
    laid = shown.layout.bars
    dragged = shown.drag.moment.id if isinstance(shown.drag, MomentEdge | TurnEdge) else None
    on_top = [one for one in dict.fromkeys((shown.hovered, dragged, shown.chosen)) if one is not None]
    for crowd in laid.crowds:
        draw_crowd(painter, crowd)
    for bar, place in laid.alone:
        if bar.moment.id not in on_top:
            draw_bar(painter, bar, place, Shine(), shown.words)
    for moment_id in on_top:
        top = shown.bar(moment_id)
        if top is not None and shown.place_of(moment_id) is not None:
            shine = Shine(moment_id == shown.chosen, moment_id == shown.hovered)
            draw_bar(painter, top, place_of(top, shown.rows, shown.scale), shine, shown.words)


def _draw_turns(painter: QPainter, shown: Shown) -> None:
    names = [shown.turns.names(lane) for lane in range(len(shown.turns.lanes))]
    labels = [turn_painting.label_width(name, shown.words, shown.width) for name in names]
    if shown.layout.crowded and names:
        turn_painting.draw_crowd(painter, shown.measures, shown.scale, shown.turns.begins(shown.bars))
    fine = sum(map(len, shown.layout.chains)) <= FINE
    for chain in shown.layout.chains:
        moment = chain[0].moment
        picked = shown.picked[1] if shown.picked is not None and shown.picked[0] == moment else None
        look = turn_painting.ChainLook(moment == shown.chosen, fine or moment == shown.chosen, picked, labels)
        turn_painting.draw_chain(painter, chain, shown.words, look)
    turn_painting.draw_labels(painter, shown.measures, names, shown.words)


def _draw_draft(painter: QPainter, shown: Shown, bottom: float) -> None:
    """From in to out; an open end has its bracket only."""
    first, last = shown.draft
    xs = [None if first is None else shown.x_of(first), None if last is None else shown.x_of(last + 1)]
    tint = QColor(colour.DRAFT)
    if xs[0] is not None and xs[1] is not None:
        light = QColor(tint)
        light.setAlphaF(0.16)
        painter.fillRect(QRectF(xs[0], shown.measures.ruler, xs[1] - xs[0], bottom - shown.measures.ruler), light)
    for x, inward in zip(xs, (1, -1), strict=True):
        if x is not None:
            painter.setPen(QPen(tint, 2))
            painter.drawLine(QLineF(x, 4, x, bottom))
            painter.drawLines([QLineF(x, y, x + 6 * inward, y) for y in (4, bottom - 1)])


def _draw_playhead(painter: QPainter, shown: Shown, bottom: float) -> None:
    """A line with a grip on the ruler; where frames are told apart, the frame's own stretch too."""
    x = shown.x_of(shown.frame)
    if shown.scale.density * shown.clock.frame_length >= FRAMES_FROM:
        light = QColor(colour.PLAYHEAD)
        light.setAlphaF(0.1)
        left, right = floor(x), ceil(shown.x_of(shown.frame + 1))
        painter.fillRect(QRectF(left, shown.measures.ruler, right - left, bottom - shown.measures.ruler), light)
    painter.setPen(QPen(QColor(colour.PLAYHEAD), 1.5))
    painter.drawLine(QLineF(x, 8, x, bottom))
    painter.setBrush(QColor(colour.PLAYHEAD))
    painter.setPen(Qt.PenStyle.NoPen)
    grip = ((-6, 2), (6, 2), (6, 9), (0, 15), (-6, 9))
    painter.drawPolygon(QPolygonF([QPointF(x + across, down) for across, down in grip]))
