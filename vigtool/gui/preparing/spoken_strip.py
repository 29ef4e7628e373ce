"""What the timeline strip shows, for who cannot see it: the moments in order, the selected one, where the playhead is.

A moment gets an object of its own when somebody asks for it: ten thousand moments cost nothing until then.
"""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleStateChangeEvent

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.preparing.spoken_moments import place_words
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.wording.translation import tr

NOWHERE: Final = -1


class SpokenStrip(QObject):
    """What the strip shows, for assistive technology; lives and dies with its strip. ``picked`` carries a MomentId."""

    picked = Signal(str)

    def __init__(self, strip: TimelineStrip, times: FrameTimes) -> None:
        super().__init__(strip)
        self.strip = strip
        self.times = times
        self.selected: MomentId | None = None
        self._frame = 0
        self._marks = Marks()
        self._order: tuple[Moment, ...] | None = None
        self._numbers: dict[MomentId, int] = {}
        self._places: dict[MomentId, MomentPlace] = {}

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments in the order of the film, which is the order of the children."""
        if self._order is None:
            self._order = self._marks.in_film_order()
            self._numbers = {moment.id: number for number, moment in enumerate(self._order)}
        return self._order

    def number(self, moment_id: MomentId) -> int:
        """The place of a moment among the children, from 0; ``NOWHERE`` when it is gone."""
        return self._numbers.get(moment_id, NOWHERE) if self.moments else NOWHERE

    def moment(self, moment_id: MomentId) -> Moment | None:
        """A moment as it is now."""
        number = self.number(moment_id)
        return None if number == NOWHERE else self.moments[number]

    def place(self, moment_id: MomentId) -> "MomentPlace":
        """The object that stands for a moment; made when it is first asked for."""
        if moment_id not in self._places:
            self._places[moment_id] = MomentPlace(moment_id, self)
        return self._places[moment_id]

    def show_marks(self, marks: Marks) -> None:
        """Tell of these moments from now on, and of what became of those that somebody asked about."""
        before = {moment_id: self.moment(moment_id) for moment_id in self._places}
        self._marks, self._order, self._numbers = marks, None, {}
        for moment_id, old in before.items():
            new = self.moment(moment_id)
            if new is None:
                _tell(self._places[moment_id], QAccessible.Event.ObjectDestroyed)
                self._places.pop(moment_id).deleteLater()
            elif new != old:
                _tell(self._places[moment_id], QAccessible.Event.NameChanged)

    def show_selection(self, moment_id: MomentId | None) -> None:
        """Tell which moment is selected; with the keyboard on the strip, it has the focus too."""
        before, self.selected = self.selected, moment_id
        if not QAccessible.isActive():
            return
        for one in (before, moment_id):
            if one is not None and self.moment(one) is not None:
                changed = QAccessible.State()
                changed.selected = True
                QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self.place(one), changed))
        if moment_id is not None and self.moment(moment_id) is not None:
            _tell(self.place(moment_id), QAccessible.Event.Selection)
            if self.strip.hasFocus():
                _tell(self.place(moment_id), QAccessible.Event.Focus)

    def show_frame(self, frame: int) -> None:
        """Know where the playhead is. Comes with each frame that is played, so nothing is told."""
        self._frame = frame

    def settle(self) -> None:
        """Tell that the playhead has come to rest somewhere else."""
        _tell(self.strip, QAccessible.Event.DescriptionChanged)

    def description(self) -> str:
        """Where the playhead is, and how much of the film lies on the strip."""
        scale = self.strip.scale
        whole = clock_words(scale.length)
        at = tr("Playhead at {place}, of {length}.").format(place=place_words(self._frame, self.times), length=whole)
        if scale.whole:
            shown = tr("The whole film is on the timeline.")
        else:
            begin, end = clock_words(scale.begin), clock_words(scale.end)
            shown = tr("From {begin} to {end} is on the timeline.").format(begin=begin, end=end)
        return f"{at} {shown}"


class MomentPlace(QObject):
    """Stands for one moment on the strip: Qt gives an interface to objects, and deletes it with its object."""

    def __init__(self, moment_id: MomentId, spoken: SpokenStrip) -> None:
        super().__init__(spoken)
        self.moment_id = moment_id
        self.spoken = spoken


def _tell(changed: QObject, event: QAccessible.Event) -> None:
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(changed, event))
