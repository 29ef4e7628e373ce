"""How turns look: a mark over their frames in the lane of their person, and an arc from each turn to the next.

Nothing is counted and nothing is judged: all marks have one colour, the chain is what is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from vigtool.domain.moments import Turn, TurnKind
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.measures import Measures
from vigtool.gui.preparing.timeline.pixel_rows import draw_row
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.timeline.turn_lanes import Chain, TurnPlace
from vigtool.gui.preparing.timeline.words import Words
from vigtool.wording.names import turn_name

ROUND: Final = 5
WORDS_FROM: Final = 44
"""Pixels that a turn must be wide to carry words that do not fit as a whole."""
WORDS_ROOM: Final = 6
ARCS_FROM: Final = 9.0
"""Pixels from turn to turn from which arcs are seen as such; closer ones are plain fine lines."""
DOTS_FROM: Final = 18.0
ROUND_FROM: Final = 6.0
DOT: Final = 2.2
NARROW: Final = 2.0
LABEL_ROOM: Final = 6
LABEL_LEFT: Final = 2


def draw_lanes(painter: QPainter, measures: Measures, left: float, right: float) -> None:
    """Draw the ground of the lanes over the film's length."""
    for number in range(measures.turn_lanes):
        lane = measures.turn_lane(number, right)
        painter.fillRect(QRectF(left, lane.top(), right - left, lane.height()), QColor(colour.LANE))


def draw_crowd(painter: QPainter, measures: Measures, scale: Scale, begins: Sequence[NDArray[np.float64]]) -> None:
    """Draw where turns begin, lane by lane, of moments too narrow to tell their chains apart."""
    for number, seconds in enumerate(begins):
        reach = (scale.time(0), scale.time(painter.viewport().width()))
        first, last = np.searchsorted(seconds, reach)
        lefts = np.rint(scale.x(0) + seconds[first:last] * scale.density)
        lane = measures.turn_lane(number, 0)
        draw_row(painter, lane.top(), lane.height(), lefts, lefts + NARROW, colour.marks().turn)


@dataclass(frozen=True, slots=True)
class ChainLook:
    """How a chain is drawn: shining, with one turn ``picked``, the words right of the lanes' ``labels`` (pixels).

    ``fine`` has round marks, words and arcs, which would cost a frame of the screen in a crowd.
    """

    chosen: bool
    fine: bool
    picked: int | None
    labels: Sequence[float]


def draw_chain(painter: QPainter, chain: Chain, words: Words, look: ChainLook) -> None:
    """Draw one moment's turns and the arcs from each to the next."""
    apart = (chain[-1].place.right() - chain[0].place.left()) / len(chain)
    arcs = look.fine and apart >= ARCS_FROM
    painter.setPen(QPen(QColor(colour.CHOSEN_ARC if look.chosen else colour.ARC), 1.6 if arcs else 0.8))
    for one, following in pairwise(chain):
        if not arcs:
            painter.drawLine(one.place.center(), following.place.center())
        else:
            _draw_arc(painter, one, following, last_lane=len(look.labels) - 1, dot=apart >= DOTS_FROM)
    fill = QColor(colour.CHOSEN_TURN if look.chosen else colour.marks().turn)
    painter.setBrush(fill)
    view = QRectF(painter.viewport())
    for turn in chain:
        if turn.position != look.picked and (turn.place.width() < ROUND_FROM or not look.fine):
            painter.fillRect(turn.place.adjusted(0, 0, -1, 0), fill)
        else:
            _draw_turn(painter, turn, look, words, view)


def label_width(name: str, words: Words, width: float) -> float:
    """How wide the label of a lane is on a strip of a width."""
    return min(words.width(name), width / 6) + 2 * LABEL_ROOM if name else 0.0


def draw_labels(painter: QPainter, measures: Measures, names: Sequence[str], words: Words) -> None:
    """Write at the left edge whose lane each is, over whatever lies there."""
    ground = QColor(colour.GROUND)
    ground.setAlphaF(0.86)
    for number, name in enumerate(names):
        if name:
            lane = measures.turn_lane(number, 0)
            wide = label_width(name, words, painter.viewport().width())
            place = QRectF(LABEL_LEFT, lane.top(), wide, lane.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(place, ROUND, ROUND)
            painter.setPen(QColor(colour.RULE_WORDS))
            words.draw(painter, place.adjusted(LABEL_ROOM, 0, -LABEL_ROOM + 1, 0), name)


def _draw_turn(painter: QPainter, turn: TurnPlace, look: ChainLook, words: Words, view: QRectF) -> None:
    """Draw a round mark, with its words where these have room."""
    seen = turn.place.intersected(view.adjusted(-2 * ROUND, 0, 2 * ROUND, 0))
    if turn.position == look.picked:
        painter.setPen(QPen(QColor(colour.PLAYHEAD), 2))
    else:
        painter.setPen(QPen(QColor(colour.LANE), 1))  # turns of overlapping moments stay apart
    radius = min(ROUND, turn.place.width() / 2)
    painter.drawRoundedRect(seen.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    told = _told(turn.turn)
    shown = seen.intersected(view).adjusted(WORDS_ROOM, 0, -WORDS_ROOM, 0)
    shown.setLeft(max(shown.left(), look.labels[turn.lane] + WORDS_ROOM))
    if turn.place.width() >= WORDS_FROM or words.width(told) <= shown.width():
        painter.setPen(QColor(colour.CHOSEN_TURN_WORDS if look.chosen else colour.marks().turn_words))
        words.draw(painter, shown, told)


def _told(turn: Turn) -> str:
    """What a turn is, or its own words for that."""
    return turn.words if turn.kind is TurnKind.OWN and turn.words else turn_name(turn.kind)


def _draw_arc(painter: QPainter, one: TurnPlace, following: TurnPlace, *, last_lane: int, dot: bool) -> None:
    """From the end of a turn to the begin of the next: across between two lanes, a bow beside them within one."""
    begin, end = one.place, following.place
    x1 = begin.right() - min(ROUND, begin.width() / 2)
    x2 = end.left() + min(ROUND, end.width() / 2)
    if one.lane == following.lane:
        upward = one.lane == last_lane and last_lane > 0
        y1 = y2 = begin.top() if upward else begin.bottom()
        bend = y1 + (-1 if upward else 1) * begin.height() * 0.55
    else:
        y1, y2 = (begin.bottom(), end.top()) if following.lane > one.lane else (begin.top(), end.bottom())
        bend = (y1 + y2) / 2
    path = QPainterPath(QPointF(x1, y1))
    path.cubicTo(QPointF(x1, bend), QPointF(x2, bend), QPointF(x2, y2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if dot:
        painter.setBrush(painter.pen().color())
        painter.drawEllipse(QPointF(x2, y2), DOT, DOT)
