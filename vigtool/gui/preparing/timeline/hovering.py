"""The pointer over the strip with nothing in the hand: what shines, what is told, and which frame is previewed."""

from html import escape

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QImage, Qt
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.preparing.timeline.hover_preview import HoverPreview
from vigtool.gui.preparing.timeline.pointing import bar_at, edge_at, turn_at
from vigtool.gui.preparing.timeline.shown import Shown
from vigtool.gui.preparing.timeline.words import one_line
from vigtool.wording.names import turn_name
from vigtool.wording.translation import tr


class Hovering(QObject):
    """Follows the pointer; ``preview_wanted`` asks for a frame's small picture."""

    preview_wanted = Signal(int)

    def __init__(self, shown: Shown, strip: QWidget) -> None:
        super().__init__(strip)
        self._shown = shown
        self._strip = strip
        self._point: QPointF | None = None
        self._preview: HoverPreview | None = None

    @property
    def moment(self) -> MomentId | None:
        """The moment under the pointer."""
        bar = None if self._point is None else bar_at(self._shown, self._point)
        return None if bar is None else bar.moment.id

    @property
    def x(self) -> float | None:
        """Where the pointer is; None when it is not on the strip."""
        return None if self._point is None else self._point.x()

    def over(self, point: QPointF, *, may_take: bool) -> bool:
        """Take note of where the pointer is; tell whether it is on an edge that can be taken."""
        self._point = point
        self._ask(point)
        on_map = self._shown.minimap.contains(point.x(), point.y())
        return may_take and not on_map and edge_at(self._shown, point) is not None

    def look_again(self) -> None:
        """Another stretch of film has come under the pointer."""
        if self._point is not None and self._preview is not None and self._preview.isVisible():
            self._ask(self._point)

    def rest(self) -> None:
        """Preview nothing while something is in the hand."""
        if self._preview is not None:
            self._preview.forget()

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._point = self._shown.hovered = None
        self.rest()

    def show_image(self, frame: int, image: QImage | None) -> None:
        """Show a picture that was asked for."""
        if self._preview is not None:
            self._preview.show_image(frame, image)

    def tip(self, point: QPointF) -> str:
        """What there is to tell about a place, never read as markup."""
        turn, bar = turn_at(self._shown, point), bar_at(self._shown, point)
        if turn is not None:
            kind = turn_name(turn.turn.kind)
            told = ": ".join(filter(None, (self._shown.turns.name(turn.turn.person), kind)))
            words = " \u2013 ".join(filter(None, (told, turn.turn.words)))
        elif bar is not None:
            words = bar.moment.title
        else:
            return self._shown.overview.tip(point.x(), point.y(), self._shown.scale, self._shown.measures)
        line = one_line(words)
        return f"<p>{escape(line)}</p>" if Qt.mightBeRichText(line) else line

    def _ask(self, point: QPointF) -> None:
        """Preview the frame under the pointer, or that at its place on the minimap."""
        minimap, clock = self._shown.minimap, self._shown.clock
        on_map = minimap.contains(point.x(), point.y())
        seconds = minimap.seconds(point.x()) if on_map else self._shown.scale.seconds(point.x())
        frame = clock.frame_at(seconds)
        told = tr("{time} \u00b7 frame {number}").format(time=clock_words(clock.of_edge(frame), 2), number=frame)
        preview = self._preview_in_window()
        fresh = preview.frame != frame
        preview.ask(frame, told, self._strip.mapTo(self._strip.window(), QPoint(round(point.x()), 0)))
        if fresh:
            self.preview_wanted.emit(frame)

    def _preview_in_window(self) -> HoverPreview:
        window = self._strip.window()
        if self._preview is None:
            self._preview = HoverPreview(window)
            self._strip.destroyed.connect(self._preview.deleteLater)
        self._preview.move_to(window)
        return self._preview
