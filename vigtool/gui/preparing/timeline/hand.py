"""The mouse on the strip: takes edges, picks moments and turns, scrubs, and moves the minimap's box.

What is dragged shows its frame at once and is told once, when it is let go; Escape gives it up.
"""

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from vigtool.gui.preparing.timeline.dragging import DraftEdge, Drag, MomentEdge, TurnEdge
from vigtool.gui.preparing.timeline.edge_scroll import EdgeScroll
from vigtool.gui.preparing.timeline.measures import INSET
from vigtool.gui.preparing.timeline.pointing import bar_at, edge_at, stretch_from, turn_at
from vigtool.gui.preparing.timeline.shown import Shown
from vigtool.gui.preparing.timeline.snapping import Snapping

NO_KEY, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Hand(QObject):
    """The signals of ``TimelineStrip`` that come from the mouse; ``stretched`` wants a scale, ``changed`` paint."""

    scrubbed = Signal(int)
    edge_shown = Signal(int)
    edge_picked = Signal(str, bool)
    edge_moved = Signal(str, object)
    moment_picked = Signal(str)
    turn_picked = Signal(str, int)
    turn_moved = Signal(str, int, object)
    draft_moved = Signal(object, object)
    stretched = Signal(object)
    changed = Signal()

    def __init__(self, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._scroll = EdgeScroll(self)
        self._scroll.scrolled.connect(self._move_on)
        self._scrubbing = False
        self._box_grip: float | None = None
        self._snapping: Snapping | None = None
        self._before = 0
        self._last = (0.0, NO_KEY)
        self.read_only = False

    @property
    def busy(self) -> bool:
        """Whether something is in the hand."""
        return self._scrubbing or self._box_grip is not None or self._shown.drag is not None

    def press(self, point: QPointF, held: Qt.KeyboardModifier) -> None:
        """Take what lies under the pointer: the minimap, an edge, a turn, a moment, or else the playhead."""
        shown = self._shown
        self._last = (point.x(), held)
        if shown.minimap.contains(point.x(), point.y()):
            self._take_box(point.x())
            return
        drag = None if self.read_only else edge_at(shown, point)
        if drag is not None:
            self._take(drag)
        elif not self._pick(point):
            if held & SHIFT and not self.read_only:
                self._take(stretch_from(shown, point.x()))
            else:
                self._scrubbing = True
                self._scrub(point.x())

    def move(self, point: QPointF, held: Qt.KeyboardModifier) -> None:
        """Take what is in the hand along."""
        self._last = (point.x(), held)
        if self._box_grip is not None:
            self.stretched.emit(self._shown.minimap.moved(point.x() - self._box_grip))
        elif self.busy:
            self._scroll.follow(point.x(), INSET / 2, self._shown.width - INSET / 2)
            self._move_to(point.x(), held)

    def release(self) -> None:
        """Let go: one edit, if anything changed."""
        drag = self._let_go()
        if isinstance(drag, MomentEdge) and drag.changed:
            self.edge_moved.emit(drag.moment.id, drag.span)
        elif isinstance(drag, TurnEdge) and drag.changed:
            self.turn_moved.emit(drag.moment.id, drag.position, drag.span)
        elif isinstance(drag, DraftEdge) and drag.changed:
            self.draft_moved.emit(*drag.draft)
        self.changed.emit()

    def give_up(self) -> bool:
        """Leave everything as it was, the picture too; False when nothing is in the hand."""
        if not self.busy:
            return False
        drag = self._let_go()
        if drag is not None:
            self.edge_shown.emit(self._before)
        self.changed.emit()
        return True

    def _let_go(self) -> Drag | None:
        self._scroll.stop()
        drag, self._shown.drag, self._shown.snapped = self._shown.drag, None, None
        self._scrubbing, self._box_grip, self._snapping = False, None, None
        return drag

    def _pick(self, point: QPointF) -> bool:
        """Pick the turn or the moment under the pointer; the chosen moment itself is scrubbed in."""
        shown = self._shown
        turn = turn_at(shown, point)
        if turn is not None:
            if turn.moment != shown.chosen:
                self.moment_picked.emit(turn.moment)
            shown.picked = (turn.moment, turn.position)
            self.changed.emit()
            self.turn_picked.emit(turn.moment, turn.position)
            return True
        bar = bar_at(shown, point)
        if bar is None or bar.moment.id == shown.chosen:
            return False
        self.moment_picked.emit(bar.moment.id)
        return True

    def _take(self, drag: Drag) -> None:
        shown = self._shown
        self._before = shown.frame
        first, last = shown.draft
        playhead = shown.frame + 1 if drag.at_end else shown.frame
        fixed = [playhead, first, None if last is None else last + 1]
        own = drag.moment.id if isinstance(drag, MomentEdge) else None
        if isinstance(drag, DraftEdge):
            fixed[1:] = []
        self._snapping = Snapping(shown.clock, shown.bars, [edge for edge in fixed if edge is not None], own)
        shown.drag = drag
        if isinstance(drag, MomentEdge):
            self.edge_picked.emit(drag.moment.id, drag.at_end)
        self._show(drag)

    def _take_box(self, x: float) -> None:
        """Take the minimap's box; beside it, the box comes to the pointer first."""
        box = self._shown.minimap.box
        inside = box.left() <= x <= box.right()
        self._box_grip = x - box.left() if inside else box.width() / 2
        if not inside:
            self.stretched.emit(self._shown.minimap.moved(x - self._box_grip))

    def _move_to(self, x: float, held: Qt.KeyboardModifier) -> None:
        drag = self._shown.drag
        if drag is None:
            self._scrub(x)
            return
        snapped = None
        if self._snapping is not None and not held & ALT:
            snapped = self._snapping.near(x, self._shown.scale)
        drag.to(self._shown.clock.edge_near(self._shown.scale.seconds(x)) if snapped is None else snapped)
        self._shown.snapped = snapped if drag.edge == snapped else None
        self._show(drag)

    def _move_on(self, pixels: float) -> None:
        """Go along the film under the pointer, which rests beside the strip."""
        self.stretched.emit(self._shown.scale.panned(pixels))
        self._move_to(*self._last)

    def _scrub(self, x: float) -> None:
        self.scrubbed.emit(self._shown.clock.frame_at(self._shown.scale.seconds(x)))

    def _show(self, drag: Drag) -> None:
        self.edge_shown.emit(drag.frame)
        self.changed.emit()
