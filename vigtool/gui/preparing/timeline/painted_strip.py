"""What the strip shows, painted: all but what moves with the playhead once, for that moves with every frame played."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.timeline import painting
from vigtool.gui.preparing.timeline.measures import INSET
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.timeline.shown import Shown
from vigtool.media.filmstrip_bytes import Filmstrip
from vigtool.media.waveform_bytes import Waveform

BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class PaintedStrip(QWidget):
    """A strip to look at; ``TimelineStrip`` can be taken hold of too."""

    def __init__(self, times: FrameTimes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown(times, self.font())
        self._still: QPixmap | None = None
        self._focus_seen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._shown.measures.height)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def scale(self) -> Scale:
        """Which stretch of the film lies on the strip."""
        return self._shown.scale

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(900, self._shown.measures.height)

    def show_people(self, people: Sequence[Person], *, speakers: bool = False) -> None:
        """Know who is in the film, in the order of the lanes of their turns, and whether many of them speak."""
        self._shown.turns.show_people(people, speakers=speakers)
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
        self._repaint()

    def show_draft(self, first: int | None, last: int | None) -> None:
        """Show in and out."""
        self._shown.draft = (first, last)
        self.update()

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

    def _show_stretch(self, scale: Scale) -> None:
        if scale != self._shown.scale:
            self._shown.scale = scale
            self._repaint()

    def _remeasure(self) -> None:
        self._shown.remeasure()
        self.setFixedHeight(self._shown.measures.height)
        self._repaint()

    def _repaint(self) -> None:
        """Paint all anew when the screen is next refreshed."""
        self._shown.changed()
        self._still = None
        self.update()
