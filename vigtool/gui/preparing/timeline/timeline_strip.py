"""The film as a dark strip: moments as bars over pictures and sound, the playhead, in and out.

It is scrubbed, zoomed, and edges are dragged to frames. All but the playhead, in and out is painted once and kept, for
the playhead moves with every frame that is played.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing.edits import edge_moved
from vigtool.gui.preparing.timeline import painting
from vigtool.gui.preparing.timeline.bars import Bar, bars, lane_count
from vigtool.gui.preparing.timeline.overview_lanes import BOTTOM, StripOverview
from vigtool.gui.preparing.timeline.scale import ZOOM, Scale
from vigtool.media.filmstrip_bytes import Filmstrip
from vigtool.media.waveform_bytes import Waveform
from vigtool.wording.translation import tr

HEIGHT: Final = BOTTOM
INSET: Final = 16
"""Pixels at both ends, so that the playhead is whole at the film's begin."""
GRIP: Final = 7
FRAMES_FROM: Final = 9
"""Pixels between frames from which each is drawn."""
NOTCH: Final = 120

LEAST_FRAMES: Final = 12
"""Frames on the strip when it is as close as it gets."""


@dataclass(slots=True)
class _EdgeDrag:
    moment: Moment
    at_end: bool
    span: Span


class TimelineStrip(QWidget):
    """``scrubbed`` asks for a frame; a dragged edge shows its frame (``edge_shown``), then is ``edge_moved``."""

    scrubbed = Signal(int)
    edge_shown = Signal(int)
    moment_picked = Signal(str)
    edge_moved = Signal(str, object)

    def __init__(self, times: FrameTimes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = times
        self._length = float(times.seconds_from_start(times.end_tick))
        self.scale = Scale(self._length, 1000.0, self._length / times.frames * LEAST_FRAMES, left=INSET)
        self._bars: tuple[Bar, ...] = ()
        self._chosen: MomentId | None = None
        self._hovered: MomentId | None = None
        self._frame = 0
        self._draft: tuple[int | None, int | None] = (None, None)
        self._drag: _EdgeDrag | None = None
        self._scrubbing = False
        self._overview = StripOverview(times)
        self._still: QPixmap | None = None
        self.read_only = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Timeline"))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(900, HEIGHT)

    def show_marks(self, marks: Marks) -> None:
        """Show these moments."""
        self._bars = bars(marks.in_film_order(), self._times)
        self._repaint()

    def show_selection(self, moment_id: MomentId | None) -> None:
        """Let one moment shine."""
        self._chosen = moment_id
        self._repaint()

    def show_part(self, part: Filmstrip | Waveform) -> None:
        """Show pictures of the film, or a stretch of its sound, beside what has come. Raises ``BadFilmstrip``."""
        self._overview.put(part)
        self._repaint()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the making of pictures and sound is."""
        self._overview.show_progress(done, total)
        self._repaint()

    def show_overview_ended(self, error: object) -> None:
        """Say nothing more of the making; if an error left something out, say that."""
        self._overview.show_ended(whole=error is None)
        self._repaint()

    def show_gaps(self, ranges: Iterable[range]) -> None:
        """Mark ranges of frames whose pictures are missing in the recording, instead of those marked before."""
        self._overview.gaps.show_gaps(ranges)
        self._repaint()

    def show_damage(self, frames: Iterable[int]) -> None:
        """Mark frames that were found damaged, beside those marked before."""
        self._overview.gaps.show_damage(frames)
        self._repaint()

    def clear_film(self) -> None:
        """Let go of every picture and of the sound: the film may no longer be watched."""
        self._overview.clear()
        self._repaint()

    def show_frame(self, frame: int) -> None:
        """Put the playhead on a frame, and turn the page when it leaves the strip."""
        self._frame = frame
        if not self._scrubbing and self._drag is None:
            self._show_stretch(self.scale.following(self._seconds(frame)))
        self.update()

    def show_draft(self, first: int | None, last: int | None) -> None:
        """Show in and out."""
        self._draft = (first, last)
        self.update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom around a place, or around the playhead (the middle when that is not on the strip)."""
        if x is None:
            x = self.x_of(self._frame)
            x = x if 0 <= x <= self.width() else self.width() / 2
        self._show_stretch(self.scale.zoomed(factor, x))

    def fit(self) -> None:
        """Show the whole film."""
        self._show_stretch(self.scale.fitted())

    def x_of(self, frame: int) -> float:
        """Where a frame begins, in pixels; ``frames`` gives the film's end."""
        return self.scale.x(self._seconds(frame))

    def frame_at(self, x: float) -> int:
        """The frame at a place."""
        base = self._times.time_base
        ticks = floor(self.scale.seconds(x) * base.denominator / base.numerator + 1e-6)
        return self._times.frame_at(self._times.start_tick + ticks)

    def place_of(self, moment_id: MomentId) -> QRectF | None:
        """The rectangle of a moment's bar; None when it is not on the strip."""
        return next((place for bar, place in self._placed() if bar.moment.id == moment_id), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same stretch of film."""
        super().resizeEvent(event)
        self._show_stretch(self.scale.resized(self.width() - 2 * INSET))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom under the pointer; sideways, or with Shift, move along the film."""
        turn = event.angleDelta()
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._show_stretch(self.scale.panned(-(turn.x() or turn.y()) / NOTCH * 80))
        else:
            self._show_stretch(self.scale.zoomed(ZOOM ** (turn.y() / NOTCH), event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an edge, pick a moment, or go to the place."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._drag = self._edge_at(event.position())
        if self._drag is not None:
            self._show_dragged_frame(self._drag)
            return
        self._scrubbing = True
        bar = self._bar_at(event.position())
        if bar is not None and bar.moment.id != self._chosen:
            self._scrubbing = False
            self.moment_picked.emit(bar.moment.id)
            return
        self.scrubbed.emit(self.frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge or the playhead; else show what can be taken here."""
        if self._drag is not None:
            self._drag_to(self._drag, event.position().x())
        elif self._scrubbing:
            self.scrubbed.emit(self.frame_at(event.position().x()))
        else:
            self._hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag ends: one edit, if anything moved."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        drag, self._drag, self._scrubbing = self._drag, None, False
        if drag is not None and drag.span != drag.moment.span:
            self.edge_moved.emit(drag.moment.id, drag.span)
        self._repaint()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._hovered = None
        self._repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what stands still, in and out, the playhead."""
        ratio = self.devicePixelRatio()
        if self._still is None or self._still.devicePixelRatio() != ratio or self._still.size() != self.size() * ratio:
            self._still = self._painted_still(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_draft(painter)
        painting.draw_playhead(painter, self.x_of(self._frame), self.height())
        painter.end()

    def _painted_still(self, ratio: float) -> QPixmap:
        """The ruler, pictures and sound, the moments."""
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(painting.ruler_font(self.font()))
        painting.draw_ground(painter, self.scale, QRectF(self.rect()))
        if self.scale.density * self._length / self._times.frames >= FRAMES_FROM:
            first, last = self.frame_at(0), self.frame_at(self.width())
            painting.draw_frames(painter, map(self.x_of, range(first, last + 1)), self.height())
        self._overview.draw(painter, self.scale, self.width())
        painting.draw_bars(painter, self._placed(), self._chosen, self._hovered)
        painter.end()
        return still

    def _show_stretch(self, scale: Scale) -> None:
        if scale != self.scale:
            self.scale = scale
            self._repaint()

    def _repaint(self) -> None:
        """Paint all anew when the screen is next refreshed."""
        self._still = None
        self.update()

    def _paint_draft(self, painter: QPainter) -> None:
        first, last = self._draft
        if first is not None:
            end = None if last is None else self.x_of(last + 1)
            painting.draw_draft(painter, self.x_of(first), end, self.height())
        elif last is not None:
            painting.draw_draft(painter, self.x_of(last + 1), None, self.height())

    def _seconds(self, frame: int) -> float:
        return float(self._times.seconds_from_start(self._times.tick_of(frame)))

    def _placed(self) -> list[tuple[Bar, QRectF]]:
        """The bars on the strip with their places; one that is being dragged with its new edges."""
        shown = self._bars if self._drag is None else map(self._dragged, self._bars)
        return painting.Lanes(lane_count(self._bars)).placed(shown, self.scale)

    def _dragged(self, bar: Bar) -> Bar:
        if self._drag is None or bar.moment.id != self._drag.moment.id:
            return bar
        span = self._drag.span
        begin, end = (float(self._times.seconds_from_start(tick)) for tick in (span.start, span.end))
        return Bar(bar.moment, begin, end, bar.lane)

    def _bar_at(self, point: QPointF) -> Bar | None:
        return next((bar for bar, place in reversed(self._placed()) if place.contains(point)), None)

    def _edge_at(self, point: QPointF) -> _EdgeDrag | None:
        """The edge under the pointer; the chosen moment's edges come first."""
        if self.read_only:
            return None
        for bar, place in sorted(self._placed(), key=lambda one: one[0].moment.id != self._chosen):
            if place.top() <= point.y() <= place.bottom():
                inner = min(GRIP, place.width() / 3)
                if place.left() - GRIP <= point.x() <= place.left() + inner:
                    return _EdgeDrag(bar.moment, at_end=False, span=bar.moment.span)
                if place.right() - inner <= point.x() <= place.right() + GRIP:
                    return _EdgeDrag(bar.moment, at_end=True, span=bar.moment.span)
        return None

    def _drag_to(self, drag: _EdgeDrag, x: float) -> None:
        frame = self.frame_at(x)
        nearer_next = x - self.x_of(frame) > self.x_of(frame + 1) - x
        edge = frame + 1 if nearer_next else frame
        if drag.at_end:
            drag.span = edge_moved(self._times, drag.moment, end=edge)
        else:
            drag.span = edge_moved(self._times, drag.moment, first=edge)
        self._show_dragged_frame(drag)

    def _show_dragged_frame(self, drag: _EdgeDrag) -> None:
        frames = self._times.frames_of(drag.span)
        self.edge_shown.emit(frames.stop - 1 if drag.at_end else frames.start)
        self._repaint()

    def _hover(self, point: QPointF) -> None:
        bar = self._bar_at(point)
        hovered = None if bar is None else bar.moment.id
        if hovered != self._hovered:
            self._hovered = hovered
            self._repaint()
        on_edge = self._edge_at(point) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if on_edge else Qt.CursorShape.ArrowCursor)
        tip = self._overview.tip(point.x(), point.y(), self.scale) if bar is None else bar.moment.title
        self.setToolTip(tip)
