"""The film as a dark strip: moments and turns over pictures and sound, the playhead, in and out, and a minimap.

Mouse, wheel, fingers and keys: each is handed to the part that knows it.
"""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from vigtool.domain.marks import Marks
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.timeline.hand import Hand
from vigtool.gui.preparing.timeline.hovering import Hovering
from vigtool.gui.preparing.timeline.painted_strip import PaintedStrip
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.timeline.zooming import PINCHES, pinched, wheeled
from vigtool.wording.translation import tr


class TimelineStrip(PaintedStrip):
    """``scrubbed`` asks for a frame; an edge that is dragged shows its frame (``edge_shown``), then is ``edge_moved``.

    ``edge_picked`` (MomentId, whether the end) tells which edge was taken; ``turn_picked``, ``turn_moved`` (MomentId,
    position in the chain, new Span) tell of turns, ``draft_moved`` of the first and last frame of in and out (None:
    none). ``preview_wanted`` asks for the small picture of a frame, which ``show_preview`` brings: the newest counts.
    """

    scrubbed = Signal(int)
    edge_shown = Signal(int)
    edge_picked = Signal(str, bool)
    edge_moved = Signal(str, object)
    moment_picked = Signal(str)
    turn_picked = Signal(str, int)
    turn_moved = Signal(str, int, object)
    draft_moved = Signal(object, object)
    preview_wanted = Signal(int)

    def __init__(self, times: FrameTimes, parent: QWidget | None = None) -> None:
        super().__init__(times, parent)
        self._hand = Hand(self._shown, self)
        self._hovering = Hovering(self._shown, self)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Timeline"))
        self._connect()

    @property
    def read_only(self) -> bool:
        """Whether no edge can be taken."""
        return self._hand.read_only

    @read_only.setter
    def read_only(self, read_only: bool) -> None:
        self._hand.read_only = read_only

    def show_marks(self, marks: Marks) -> None:
        """Show these moments; what is dragged of a moment that is another now is let go."""
        change = self._shown.bars.show(marks)
        self._shown.turns.show(change)
        if self._shown.drops({moment.id for moment in change.gone}):
            self._hand.give_up()
        self._remeasure()

    def clear_film(self) -> None:
        """Let go of every picture and of the sound: the film may no longer be watched."""
        super().clear_film()
        self._hovering.leave()

    def show_preview(self, frame: int, image: QImage | None) -> None:
        """Show the small picture of a frame if the pointer is still on that; None: it has no picture."""
        self._hovering.show_image(frame, image)

    def show_frame(self, frame: int) -> None:
        """Put the playhead on a frame, and turn the page when it leaves the strip."""
        self._shown.frame = frame
        if not self._hand.busy:
            self._show_stretch(self.scale.following(self._shown.clock.of_edge(frame)))
        self.update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom around a place: the pointer's on the strip, else the playhead's, or the middle if that is beside it."""
        if x is None:
            x = self._hovering.x
        if x is None:
            x = self.x_of(self._shown.frame)
            x = x if 0 <= x <= self.width() else self.width() / 2
        self._show_stretch(self.scale.zoomed(factor, x))

    def fit(self) -> None:
        """Show the whole film."""
        self._show_stretch(self.scale.fitted())

    def give_up(self) -> bool:
        """Leave what is dragged as it was; False when nothing is."""
        return self._hand.give_up()

    def event(self, event: QEvent) -> bool:
        """Zoom when two fingers ask for it."""
        scale = pinched(self.scale, event, self) if event.type() in PINCHES else None
        if scale is None:
            return super().event(event)
        self._show_stretch(scale)
        event.accept()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom under the pointer; sideways, or with Shift, move along the film."""
        self._show_stretch(wheeled(self.scale, event))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives a drag up; all other keys are the workspace's."""
        if event.key() != Qt.Key.Key_Escape or not self.give_up():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an edge, pick a moment or a turn, or go to the place."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._hovering.rest()
            self._hand.press(event.position(), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take along what is in the hand; else show what can be taken here."""
        if self._hand.busy:
            self._hand.move(event.position(), event.modifiers())
        elif event.buttons() is Qt.MouseButton.NoButton:
            self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag ends: one edit, if anything moved."""
        if event.button() is Qt.MouseButton.LeftButton and self._hand.busy:
            self._hand.release()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._hovering.leave()
        self._repaint()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._hand.give_up()
        self._hovering.leave()

    def _connect(self) -> None:
        hand = self._hand
        hand.scrubbed.connect(self.scrubbed)
        hand.edge_shown.connect(self.edge_shown)
        hand.edge_picked.connect(self.edge_picked)
        hand.edge_moved.connect(self.edge_moved)
        hand.moment_picked.connect(self.moment_picked)
        hand.turn_picked.connect(self.turn_picked)
        hand.turn_moved.connect(self.turn_moved)
        hand.draft_moved.connect(self.draft_moved)
        hand.stretched.connect(self._show_stretch)
        hand.changed.connect(self._repaint)
        self._hovering.preview_wanted.connect(self.preview_wanted)

    def _hover(self, point: QPointF) -> None:
        on_edge = self._hovering.over(point, may_take=not self.read_only)
        self.setCursor(Qt.CursorShape.SizeHorCursor if on_edge else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._hovering.tip(point))
        if self._hovering.moment != self._shown.hovered:
            self._shown.hovered = self._hovering.moment
            self._repaint()

    def _show_stretch(self, scale: Scale) -> None:
        if scale != self.scale:
            super()._show_stretch(scale)
            self._hovering.look_again()
