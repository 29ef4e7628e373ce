"""What lies under a point of the strip, and which edge can be taken there."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from vigtool.gui.preparing.timeline.bar_lane import Bar
from vigtool.gui.preparing.timeline.dragging import DraftEdge, Drag, MomentEdge, TurnEdge
from vigtool.gui.preparing.timeline.laying import bars_near, place_of
from vigtool.gui.preparing.timeline.shown import Shown
from vigtool.gui.preparing.timeline.turn_lanes import TurnPlace

GRIP: Final = 7.0
"""Pixels beside an edge within which it is taken."""


def bar_at(shown: Shown, point: QPointF) -> Bar | None:
    """The moment under a point."""
    return next(bars_near(shown.bars, shown.rows, shown.scale, point.x(), point.x(), point.y()), None)


def turn_at(shown: Shown, point: QPointF) -> TurnPlace | None:
    """The turn under a point, that which is drawn on top."""
    on_top = (turn for chain in reversed(shown.layout.chains) for turn in reversed(chain))
    return next((turn for turn in on_top if turn.place.contains(point)), None)


def edge_at(shown: Shown, point: QPointF) -> Drag | None:
    """The edge that can be taken at a point: of the picked turn, of a moment (the chosen one first), of in and out."""
    found: Drag | None = _turn_edge(shown, point) or _moment_edge(shown, point)
    if found is None and bar_at(shown, point) is None and turn_at(shown, point) is None:
        found = _draft_edge(shown, point)
    return found


def stretch_from(shown: Shown, x: float) -> DraftEdge:
    """A stretch from in to out that begins at a place, to be drawn to either side."""
    anchor = shown.clock.edge_near(shown.scale.seconds(x))
    made = DraftEdge(shown.clock, shown.draft, shown.draft, at_end=True, anchor=anchor)
    made.to(anchor)
    return made


def _side(place: QRectF, x: float) -> bool | None:
    """Whether the end (True) or the begin of a place is near enough to be taken; None: neither."""
    inner = min(GRIP, place.width() / 3)
    if place.left() - GRIP <= x <= place.left() + inner:
        return False
    return True if place.right() - inner <= x <= place.right() + GRIP else None


def _moment_edge(shown: Shown, point: QPointF) -> MomentEdge | None:
    for bar in _bars_to_take(shown, point):
        at_end = _side(place_of(bar, shown.rows, shown.scale), point.x())
        if at_end is not None:
            return MomentEdge(shown.clock.times, bar.moment, at_end, bar.moment.span)
    return None


def _bars_to_take(shown: Shown, point: QPointF) -> Iterator[Bar]:
    chosen = shown.bars.get(shown.chosen)
    if chosen is not None and shown.rows.at(point.y()) == chosen.lane:
        yield chosen
    yield from bars_near(shown.bars, shown.rows, shown.scale, point.x() - GRIP, point.x() + GRIP, point.y())


def _turn_edge(shown: Shown, point: QPointF) -> TurnEdge | None:
    if shown.picked is None:
        return None
    bar = shown.bars.get(shown.picked[0])
    chain = () if bar is None else shown.turns.chain(bar, shown.scale, shown.measures)
    turn = next((one for one in chain if one.position == shown.picked[1]), None)
    if bar is None or turn is None or not turn.place.top() <= point.y() <= turn.place.bottom():
        return None
    at_end = _side(turn.place, point.x())
    return None if at_end is None else TurnEdge(shown.clock.times, bar.moment, at_end, turn.turn.span, turn.position)


def _draft_edge(shown: Shown, point: QPointF) -> DraftEdge | None:
    if point.y() > shown.measures.minimap_top:
        return None
    first, last = shown.draft
    for edge, at_end in ((None if last is None else last + 1, True), (first, False)):
        if edge is not None and abs(shown.x_of(edge) - point.x()) <= GRIP - 2:
            return DraftEdge(shown.clock, shown.draft, shown.draft, at_end)
    return None
