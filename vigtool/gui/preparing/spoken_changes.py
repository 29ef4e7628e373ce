"""What the workspace says aloud: marked, removed, undone, selected, playing or stopped; never for each frame.

What a text field or a button with the focus tells by itself is not said a second time.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.gui.playing.picture_view import PictureView
from vigtool.gui.playing.player import Player
from vigtool.gui.preparing import accessible_strip  # noqa: F401 - for its effect: Qt learns what a strip is
from vigtool.gui.preparing.edits import Step, step_words
from vigtool.gui.preparing.material import Desk
from vigtool.gui.preparing.preparation import Preparation
from vigtool.gui.preparing.spoken_moments import moment_title, moment_words, place_words
from vigtool.gui.preparing.spoken_strip import SpokenStrip
from vigtool.gui.shared.announcing import Announcer
from vigtool.wording.translation import tr

REST_MS: Final = 400
"""So long the playhead stands still before its place is told: stepping with a held key says nothing on the way."""
TYPED: Final = frozenset({Step.TITLE, Step.NOTE})
"""Steps that are made by typing, which is heard while it is done."""


class SpokenChanges(QObject):
    """Listens to the player and the preparation, and speaks for the ``page`` through its ``announcer``.

    ``view`` gets a description of the picture that is at rest.
    """

    def __init__(
        self, page: QWidget, view: PictureView, strip: SpokenStrip, player: Player, preparation: Preparation, desk: Desk
    ) -> None:
        super().__init__(page)
        self.announcer = Announcer(page)
        self._view, self._strip, self._player, self._preparation, self._desk = view, strip, player, preparation, desk
        self._times = strip.times
        self._marks: Marks = desk.marks
        self._past, self._future = desk.past, desk.future
        self._just_told: frozenset[MomentId] = frozenset()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST_MS)
        self._resting.timeout.connect(self._tell_place)
        page.installEventFilter(self)
        player.frame_changed.connect(self._moved)
        player.playing_changed.connect(self._tell_playing)
        player.shown.connect(
            lambda _picture: self._describe()
        )  # after the view's own slot, which forgets what was described before
        preparation.marks_changed.connect(self._tell_marks)
        preparation.selection_changed.connect(self._tell_selection)
        strip.picked.connect(preparation.select)
        strip.show_marks(desk.marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say nothing more of a page that is left."""
        if event.type() == QEvent.Type.Hide:
            self._resting.stop()
        return super().eventFilter(watched, event)

    def _moved(self, frame: int) -> None:
        self._strip.show_frame(frame)
        if QAccessible.isActive() and not self._player.playing:
            self._resting.start()

    def _tell_playing(self, playing: bool) -> None:  # noqa: FBT001 - a signal's value
        if playing:
            self._resting.stop()
            self.announcer.say(tr("Playing"))
            return
        self._describe()
        self._strip.settle()
        self.announcer.say(tr("Stopped at {place}").format(place=place_words(self._player.frame, self._times)))

    def _tell_place(self) -> None:
        self._strip.settle()
        self.announcer.say(place_words(self._player.frame, self._times))

    def _describe(self) -> None:
        """Tell which picture is on the screen, once the film rests."""
        if not self._player.playing and self._view.frame is not None:
            self._view.setAccessibleDescription(place_words(self._view.frame, self._times))

    def _tell_selection(self, moment_id: MomentId | None) -> None:
        self._strip.show_selection(moment_id)
        moment = self._preparation.moment
        just_told, self._just_told = self._just_told, frozenset()
        if moment is not None and moment.id not in just_told:
            self.announcer.say(tr("Selected: {moment}").format(moment=moment_words(moment, self._times)))

    def _tell_marks(self) -> None:
        before, past, future = self._marks, self._past, self._future
        self._marks, self._past, self._future = self._desk.marks, self._desk.past, self._desk.future
        self._strip.show_marks(self._marks)
        if (*reversed(past), *future) == (*reversed(self._past), *self._future):
            self._tell_history(past)
        elif self._marks != before:
            self._just_told = frozenset(moment.id for moment in self._marks) - {moment.id for moment in before}
            self.announcer.say(self._edit_words(before))

    def _tell_history(self, past: tuple[str, ...]) -> None:
        """Name the steps that were gone back or forward."""
        steps = len(self._past) - len(past)
        gone = past[:-steps] if steps < 0 else tuple(reversed(self._past[:steps]))
        if gone:
            names = ", ".join(step_words(step) for step in gone)
            told = tr("Undone: {what}") if steps < 0 else tr("Done again: {what}")
            self.announcer.say(told.format(what=names))

    def _edit_words(self, before: Marks) -> str:
        """What an edit has made of the moments."""
        step = self._past[0] if self._past else ""
        old, kept = {moment.id: moment for moment in before}, {moment.id for moment in self._marks}
        changed = [one for one in self._marks if (known := old.get(one.id)) is not one and known != one]
        gone = [moment for moment in before if moment.id not in kept]
        words = self._words_of(step, changed, gone)
        return words if words is not None else step_words(step)

    def _words_of(self, step: str, changed: list[Moment], gone: list[Moment]) -> str | None:
        if step in TYPED:
            return ""
        if step == Step.REMOVE:
            return tr("Removed: {moment}").format(moment=", ".join(moment_title(one, self._times) for one in gone))
        if step in (Step.STAR, Step.UNSTAR):
            return tr("Chosen for the review") if step == Step.STAR else tr("Left out of the review")
        if step == Step.EDGE and changed:
            return moment_words(changed[0], self._times)
        if step == "mark" and changed:
            return tr("Marked: {moment}").format(moment=moment_words(changed[0], self._times))
        return None
