"""The film as a dark strip: moments and turns over pictures and sound, the playhead, in and out, and a minimap.

All but what moves with the playhead is painted once and kept, for the playhead moves with every frame that is played.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.timeline import painting
from vigtool.gui.preparing.timeline.hand import Hand
from vigtool.gui.preparing.timeline.hovering import Hovering
from vigtool.gui.preparing.timeline.measures import INSET
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.timeline.shown import Shown
from vigtool.gui.preparing.timeline.zooming import PINCHES, pinched, wheeled
from vigtool.media.filmstrip_bytes import Filmstrip
from vigtool.media.waveform_bytes import Waveform
from vigtool.wording.translation import tr

BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class TimelineStrip(QWidget):
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
        super().__init__(parent)
        self._shown = Shown(times, self.font())
        self._hand = Hand(self._shown, self)
        self._hovering = Hovering(self._shown, self)
        self._still: QPixmap | None = None
        self._focus_seen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._shown.measures.height)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Timeline"))
        self._connect()

    @property
    def scale(self) -> Scale:
        """Which stretch of the film lies on the strip."""
        return self._shown.scale

    @property
    def read_only(self) -> bool:
        """Whether no edge can be taken."""
        return self._hand.read_only

    @read_only.setter
    def read_only(self, read_only: bool) -> None:
        self._hand.read_only = read_only

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(900, self._shown.measures.height)

    def show_people(self, people: Sequence[Person]) -> None:
        """Know who is in the film, in the order of the lanes of their turns."""
        self._shown.turns.show_people(people)
        self._remeasure()

    def show_marks(self, marks: Marks) -> None:
        """Show these moments; what is dragged of a moment that is another now is let go."""
        change = self._shown.bars.show(marks)
        self._shown.turns.show(change)
        if self._shown.drops({moment.id for moment in change.gone}):
            self._hand.give_up()
        self._remeasure()

    def show_selection(self, moment_id: MomentId | None) -> None:
        """Let one moment shine."""
        self._shown.choose(moment_id)
        self._repaint()

    def show_turn(self, moment_id: MomentId, position: int | None) -> None:
        """Have one turn of a moment picked, so that its edges can be dragged; None: none."""
        self._shown.picked = None if position is None else (moment_id, position)
        self._repaint()

    def show_part(self, part: Filmstrip | Waveform) -> None:
        """Show pictures of the film, or a stretch of its sound, beside what has come. Raises ``BadFilmstrip``."""
        self._shown.overview.put(part)
        self._repaint()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the making of pictures and sound is."""
        self._shown.overview.show_progress(done, total)
        self._repaint()

    def show_overview_ended(self, error: object) -> None:
        """Say nothing more of the making; if an error left something out, say that."""
        self._shown.overview.show_ended(whole=error is None)
        self._repaint()

    def show_gaps(self, ranges: Iterable[range]) -> None:
        """Mark ranges of frames whose pictures are missing in the recording, instead of those marked before."""
        self._shown.overview.gaps.show_gaps(ranges)
        self._repaint()

    def show_damage(self, frames: Iterable[int]) -> None:
        """Mark frames that were found damaged, beside those marked before."""
        self._shown.overview.gaps.show_damage(frames)
        self._repaint()

    def clear_film(self) -> None:
        """Let go of every picture and of the sound: the film may no longer be watched."""
        self._shown.overview.clear()
        self._hovering.leave()
        self._repaint()

    def show_preview(self, frame: int, image: QImage | None) -> None:
        """Show the small picture of a frame if the pointer is still on that; None: it has no picture."""
        self._hovering.show_image(frame, image)

    def show_frame(self, frame: int) -> None:
        """Put the playhead on a frame, and turn the page when it leaves the strip."""
        self._shown.frame = frame
        if not self._hand.busy:
            self._show_stretch(self.scale.following(self._shown.clock.of_edge(frame)))
        self.update()

    def show_draft(self, first: int | None, last: int | None) -> None:
        """Show in and out."""
        self._shown.draft = (first, last)
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

    def x_of(self, frame: int) -> float:
        """Where a frame begins, in pixels; ``frames`` gives the film's end."""
        return self._shown.x_of(frame)

    def frame_at(self, x: float) -> int:
        """The frame at a place."""
        return self._shown.clock.frame_at(self.scale.seconds(x))

    def place_of(self, moment_id: MomentId) -> QRectF | None:
        """The rectangle of a moment's bar; None when it is not on the strip."""
        return self._shown.place_of(moment_id)

    def turn_places(self, moment_id: MomentId) -> tuple[QRectF, ...]:
        """The rectangles of a moment's turns, in their order, on the strip or beside it."""
        return self._shown.turn_places(moment_id)

    def give_up(self) -> bool:
        """Leave what is dragged as it was; False when nothing is."""
        return self._hand.give_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same stretch of film."""
        super().resizeEvent(event)
        self._shown.width = self.width()
        self._show_stretch(self.scale.resized(self.width() - 2 * INSET))

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the font asks for."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._shown.take_font(self.font())
            self._remeasure()

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here, when it came by a key."""
        super().focusInEvent(event)
        self._focus_seen = event.reason() in BY_KEYS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._focus_seen = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what stands still, in and out, the playhead."""
        ratio = self.devicePixelRatio()
        if self._still is None or self._still.devicePixelRatio() != ratio or self._still.size() != self.size() * ratio:
            self._still = self._painted_still(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.draw_moving(painter, self._shown)
        if self._focus_seen:
            painting.draw_focus(painter, QRectF(self.rect()))
        painter.end()

    def _painted_still(self, ratio: float) -> QPixmap:
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.draw_still(painter, self._shown, QRectF(self.rect()))
        painter.end()
        return still

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
        if scale != self._shown.scale:
            self._shown.scale = scale
            self._repaint()
            self._hovering.look_again()

    def _remeasure(self) -> None:
        self._shown.remeasure()
        self.setFixedHeight(self._shown.measures.height)
        self._repaint()

    def _repaint(self) -> None:
        """Paint all anew when the screen is next refreshed."""
        self._shown.changed()
        self._still = None
        self.update()
