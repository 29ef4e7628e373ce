"""A strip over 200 s of film, ten frames a second and five pixels a second wide, and a mouse on it."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from vigtool.domain.identifiers import CaseId, MomentId, PersonId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.preparing.timeline.measures import INSET
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip

FRAMES, WIDTH = 2000, 1000 + 2 * INSET
TIMES = FrameTimes(TimeBase(1, 10), tuple(range(FRAMES)), FRAMES)
CASE = CaseId("case00000001")
FILM = RecordingId("testfilm0001")
NO_KEY, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def person(number: int, name: str = "") -> Person:
    return Person(PersonId(f"person{number:06}"), CASE, name or f"Person {number}", Role.OTHER, number)


def moment(number: int, first: int, end: int, *turns: tuple[int, int, int], title: str = "") -> Moment:
    """Turns are (person's number, first frame, end frame)."""
    chain = tuple(Turn(person(who).id, TurnKind.INITIATIVE, TIMES.span(a, b)) for who, a, b in turns)
    return Moment(MomentId(f"m{number:011}"), FILM, TIMES.span(first, end), first, title, turns=chain)


def marks(*moments: Moment) -> Marks:
    return Marks(moments)


class Mouse:
    """The left button over a strip, by frames or pixels; the height of a moment's bar unless ``y`` is given."""

    def __init__(self, strip: TimelineStrip) -> None:
        self._strip = strip
        self.y = strip.height() / 4

    def at(self, moment_id: MomentId) -> "Mouse":
        place = self._strip.place_of(moment_id)
        assert place is not None
        self.y = place.center().y()
        return self

    def press(self, x: float, held: Qt.KeyboardModifier = NO_KEY) -> None:
        self._send(QMouseEvent.Type.MouseButtonPress, x, Qt.MouseButton.LeftButton, held)

    def move(self, x: float, held: Qt.KeyboardModifier = NO_KEY, *, pressed: bool = True) -> None:
        self._send(QMouseEvent.Type.MouseMove, x, Qt.MouseButton.NoButton, held, pressed=pressed)

    def release(self, x: float, held: Qt.KeyboardModifier = NO_KEY) -> None:
        self._send(QMouseEvent.Type.MouseButtonRelease, x, Qt.MouseButton.LeftButton, held, pressed=False)

    def drag(self, xs: Iterable[float], held: Qt.KeyboardModifier = NO_KEY) -> None:
        first, *rest = xs
        self.press(first, held)
        for x in rest:
            self.move(x, held)
        self.release(rest[-1], held)

    def hover(self, x: float, y: float | None = None) -> None:
        self.y = self.y if y is None else y
        self.move(x, pressed=False)

    def _send(
        self,
        kind: QMouseEvent.Type,
        x: float,
        button: Qt.MouseButton,
        held: Qt.KeyboardModifier,
        *,
        pressed: bool = True,
    ) -> None:
        place = QPointF(x, self.y)
        buttons = Qt.MouseButton.LeftButton if pressed else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, place, self._strip.mapToGlobal(place), button, buttons, held)
        QApplication.sendEvent(self._strip, event)


def press_escape(strip: TimelineStrip) -> None:
    QApplication.sendEvent(strip, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, NO_KEY))


def tints(strip: TimelineStrip, left: float, right: float, top: float, bottom: float) -> set[str]:
    """All colours that are seen in a part of the strip."""
    shown = strip.grab().toImage()
    columns, lines = range(round(left), round(right)), range(round(top), round(bottom))
    return {QColor(shown.pixel(x, y)).name() for x in columns for y in lines}
