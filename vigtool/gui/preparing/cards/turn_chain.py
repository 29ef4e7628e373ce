"""The turns of a moment drawn as a chain: a lane for each person, the turns in them linked by arcs."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.domain.moments import Moment
from vigtool.gui.preparing.cards.chain_layout import Link, lanes, links
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.turn_signs import SIDE, draw_sign
from vigtool.gui.shared.palettes import Colours, colours
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.domain.identifiers import PersonId

LANE: Final = 30
"""Pixels of a lane's height at least; large letters take more."""
AIRY: Final = 1.4
"""Of a line of text, the height of a lane."""
NAMES: Final = 0.3
"""Of the width, so much at most for the names of the lanes."""
NEAR: Final = SIDE
"""A click so near to a sign, in pixels, is meant for it."""
BULGE: Final = 0.75
"""Of a lane's height, how far an arc between two turns of one person rises."""


class TurnChain(QWidget):
    """``picked`` carries the position of the turn that was clicked."""

    picked = Signal(int)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._moment = ground, moment
        self._lanes: tuple[PersonId, ...] = ()
        self._marked: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Draw the turns as they are now; nothing is drawn of a moment without turns."""
        self._moment = moment
        self._lanes = lanes(moment.turns, self._ground.people)
        self.setVisible(bool(moment.turns))
        self.setFixedHeight(self._lane() * len(self._lanes))
        self.setAccessibleName(tr("Chain of turns"))
        self.setAccessibleDescription(self._words())
        self.setToolTip(self._words())
        self.update()

    def show_marked(self, position: int | None) -> None:
        """Let one turn stand out: the one that is edited."""
        self._marked = position
        self.update()

    def links(self) -> tuple[Link, ...]:
        """The turns as they stand in the drawing, ``x`` from its left edge."""
        left = self._names_width() + Space.SMALL
        placed = links(self._moment.turns, self._moment.span, self._lanes, self.width() - left - 1)
        return tuple(Link(one.position, one.lane, one.x + left, one.kind) for one in placed)

    def sizeHint(self) -> QSize:
        """A lane for each person."""
        return QSize(200, self._lane() * max(len(self._lanes), 1))

    def changeEvent(self, event: QEvent) -> None:
        """Take as much height as the letters ask for."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedHeight(self._lane() * len(self._lanes))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks the turn under it."""
        at = event.position()
        near = {one.position: (self._point(one) - at).manhattanLength() for one in self.links()}
        found = min(near, key=near.__getitem__, default=None)
        if found is not None and near[found] <= NEAR and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(found)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lanes with their names, the arcs, and the turns over them."""
        mine, placed = colours(), self.links()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lanes(painter, mine)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(mine.edge), 1.5))
        for one, other in pairwise(placed):
            painter.drawPath(self._arc(one, other))
        for one in placed:
            if one.position == self._marked:
                painter.setPen(QPen(QColor(mine.accent), 1.5))
                painter.setBrush(QColor(mine.accent_soft))
                painter.drawEllipse(self._point(one), SIDE, SIDE)
            draw_sign(painter, one.kind, self._point(one), QColor(mine.accent), QColor(mine.surface))
        painter.end()

    def _draw_lanes(self, painter: QPainter, mine: Colours) -> None:
        width, metrics = self._names_width(), QFontMetrics(self.font())
        for lane, person in enumerate(self._lanes):
            middle = self._lane() * (lane + 0.5)
            name = metrics.elidedText(self._ground.name(person), Qt.TextElideMode.ElideRight, width)
            painter.setPen(QColor(mine.muted))
            box = QRectF(0, self._lane() * lane, width, self._lane())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            painter.setPen(QPen(QColor(mine.line), 1))
            painter.drawLine(QPointF(width + Space.SMALL, middle), QPointF(self.width(), middle))

    def _names_width(self) -> int:
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(self._ground.name(one)) for one in self._lanes), default=0)
        return min(widest + Space.HAIR, round(self.width() * NAMES))

    def _words(self) -> str:
        ground = self._ground
        return "\n".join(f"{ground.clock(turn.span.start)} {ground.told(turn)}" for turn in self._moment.turns)

    def _lane(self) -> int:
        return max(LANE, round(self.fontMetrics().height() * AIRY))

    def _point(self, link: Link) -> QPointF:
        return QPointF(link.x, self._lane() * (link.lane + 0.5))

    def _arc(self, one: Link, other: Link) -> QPainterPath:
        """Return the arc from one turn to the next: from lane to lane an S, within a lane a hill."""
        begin, end = self._point(one), self._point(other)
        path = QPainterPath(begin)
        if one.lane == other.lane:
            path.quadTo(QPointF((begin.x() + end.x()) / 2, begin.y() - self._lane() * BULGE), end)
        else:
            middle = (begin.y() + end.y()) / 2
            path.cubicTo(QPointF(begin.x(), middle), QPointF(end.x(), middle), end)
        return path
