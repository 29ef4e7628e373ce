"""The strip: a lane for each person, with who they are, what is still open in words, and the runs of the stretch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.masking.lane_painting import draw_hand, draw_run
from vigtool.gui.masking.runs import Known, Run
from vigtool.gui.masking.words import known_words, left_words
from vigtool.gui.playing.strip_colours import CHOSEN, FRAME, GROUND, PLAYHEAD
from vigtool.gui.shared.accessible_roles import spoken_as
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.tokens import Space

LANE: Final = 30
NAMES: Final = 190
"""Pixels for names, at text of 100 %."""
INSET: Final = 8.0
NARROWEST: Final = 5.0
"""Pixels that a gap takes at least, so that a single frame is seen."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a lane tells: whose it is, its runs, and the frames with a box set by hand."""

    person: PersonId
    name: str
    runs: Sequence[Run]
    by_hand: Sequence[int] = ()
    chosen: bool = False

    @property
    def gaps(self) -> tuple[range, ...]:
        """What is still open."""
        return tuple(run.frames for run in self.runs if run.known is Known.OPEN)


@spoken_as(QAccessible.Role.Graphic)
class Lane(QWidget):
    """One person's runs. ``picked`` carries the frame at which it was clicked, or over which a pressed hand goes."""

    picked = Signal(int)

    def __init__(self, times: FrameTimes, frames: range, told: Told, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times, self._frames = times, frames
        self._frame = frames.start
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(with_text(LANE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.tell(told)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(600, self.height())

    def tell(self, told: Told) -> None:
        """Tell what is known now."""
        self.told = told
        self.setAccessibleName(told.name)
        self.setAccessibleDescription(left_words(told.gaps))
        self.update()

    def show_frame(self, frame: int) -> None:
        """Show where the film is."""
        self._frame = frame
        self.update()

    def x_of(self, frame: int) -> float:
        """Where a frame begins, in pixels; the stretch's stop gives its end."""
        begin, end = (self._times.tick_of(n) for n in (self._frames.start, self._frames.stop))
        room = self.width() - 2 * INSET
        return INSET + room * (self._times.tick_of(frame) - begin) / (end - begin)

    def frame_at(self, x: float) -> int:
        """The frame at a place, the first or last beside the stretch."""
        begin, end = (self._times.tick_of(n) for n in (self._frames.start, self._frames.stop))
        tick = begin + int((x - INSET) / max(self.width() - 2 * INSET, 1) * (end - begin))
        return min(max(self._times.frame_at(tick), self._frames.start), self._frames.stop - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(self.frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the hand."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.picked.emit(self.frame_at(event.position().x()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the runs, what is open last so that it is seen, then the playhead."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(GROUND))
        for run in sorted(self.told.runs, key=lambda one: one.known is Known.OPEN):
            draw_run(painter, self._place(run), run.known, known_words(run.known))
        for n in self.told.by_hand:
            draw_hand(painter, (self.x_of(n) + self.x_of(n + 1)) / 2, self.height() - 4.0)
        self._draw_edge(painter)
        x = self.x_of(self._frame)
        painter.setPen(QPen(QColor(PLAYHEAD), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.end()

    def _draw_edge(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(CHOSEN if self.told.chosen else FRAME), 2 if self.told.chosen else 1))
        painter.drawRect(QRectF(INSET, 3, self.width() - 2 * INSET, self.height() - 6))

    def _place(self, run: Run) -> QRectF:
        begin, end = self.x_of(run.frames.start), self.x_of(run.frames.stop)
        if run.known is Known.OPEN and end - begin < NARROWEST:
            begin, end = (begin + end - NARROWEST) / 2, (begin + end + NARROWEST) / 2
        return QRectF(begin, 4, end - begin, self.height() - 8)


class Lanes(QWidget):
    """All lanes. ``picked`` carries a frame, ``chosen`` the PersonId on whose lane it was."""

    picked = Signal(int)
    chosen = Signal(str)

    def __init__(self, times: FrameTimes, frames: range, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times, self._frames = times, frames
        self._frame = frames.start
        self.lanes: dict[PersonId, Lane] = {}
        self.states: dict[PersonId, QLabel] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.MEDIUM)
        self._grid.setVerticalSpacing(Space.HAIR)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, with_text(NAMES))

    def show_lanes(self, lanes: Sequence[Told]) -> None:
        """Show these, instead of those before."""
        if [told.person for told in lanes] != list(self.lanes):
            self._build(lanes)
        for told in lanes:
            self.lanes[told.person].tell(told)
            self.states[told.person].setText(left_words(told.gaps))

    def show_frame(self, frame: int) -> None:
        """Show where the film is."""
        self._frame = frame
        for lane in self.lanes.values():
            lane.show_frame(frame)

    def _build(self, lanes: Sequence[Told]) -> None:
        clear(self._grid)
        self.lanes, self.states = {}, {}
        for place, told in enumerate(lanes):
            lane = Lane(self._times, self._frames, told, self)
            lane.show_frame(self._frame)
            lane.picked.connect(self._pick(told.person))
            name = ElidedLabel(told.name, "strong", end=True, parent=self)
            state = label("", "small", wrap=True, parent=self)
            self.lanes[told.person], self.states[told.person] = lane, state
            self._grid.addLayout(column(name, state, gap=0), place, 0)
            self._grid.addWidget(lane, place, 1)
            for part in (name, state, lane):
                part.show()  # else Qt shows them later, and they would count for nothing until then

    def _pick(self, person: PersonId) -> Callable[[int], None]:
        def picked(frame: int) -> None:
            self.chosen.emit(person)
            self.picked.emit(frame)

        return picked


class Swatch(QWidget):
    """A pattern of the strip, as decoration beside its word."""

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self.setFixedSize(with_text(34), with_text(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pattern."""
        painter = QPainter(self)
        draw_run(painter, QRectF(self.rect()), self._known)
        painter.end()


def legend() -> QWidget:
    """What the patterns mean."""
    held = QWidget()
    line = row(gap=Space.SMALL)
    line.setContentsMargins(0, 0, 0, 0)
    for known in Known:
        line.addWidget(Swatch(known))
        line.addWidget(label(known_words(known), "small"))
        line.addSpacing(Space.LARGE)
    line.addStretch(1)
    held.setLayout(line)
    return held
