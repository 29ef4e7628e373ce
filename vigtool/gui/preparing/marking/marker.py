"""Marking at the playhead while the film plays or rests; it never stops the film.

A live mark is one that is made while the film plays: the reaction time is taken off it, and the time before and after
that the guider likes to have around a moment is put around it (``live_marks``). At rest, frames are taken as they are.
"""

from fractions import Fraction

from PySide6.QtCore import QObject

from vigtool.domain.around import shifted
from vigtool.gui.playing.player import Player
from vigtool.gui.preparing.marking.draft import Draft
from vigtool.gui.preparing.marking.held_mark import HeldMark
from vigtool.gui.preparing.marking.live_marks import NO_ROLL, Roll, Run, meant_frame
from vigtool.gui.preparing.preparation import Preparation
from vigtool.gui.shared.preferences import PreferenceFile

Press = tuple[int, Run]
"""A frame of the playhead, and how the film ran there."""


class Marker(QObject):
    """In, out, now, and for as long as a key is held. Reads the preferences at each mark."""

    def __init__(self, player: Player, preparation: Preparation, preferences: PreferenceFile) -> None:
        super().__init__(preparation)
        self._player, self._preparation, self._preferences = player, preparation, preferences
        self.hold = HeldMark(self)
        self.hold.pressed_only.connect(self._mark)
        self.hold.held.connect(self._mark_held)
        self.hold.changed.connect(self._show_held)
        player.frame_changed.connect(lambda frame: self.hold.go_on(frame, self._run))

    def set_first(self) -> None:
        """Let the next moment begin here."""
        if self._preparation.may_change():
            meant = self._meant(self._player.frame, self._run)
            self._preparation.set_first(self._earlier(meant, self._run))

    def set_last(self) -> None:
        """Let the next moment end here."""
        if self._preparation.may_change():
            meant = self._meant(self._player.frame, self._run)
            self._preparation.set_last(self._later(meant, self._run))

    def mark(self) -> None:
        """Mark a moment here."""
        self._mark(self._player.frame, self._run)

    def split(self) -> None:
        """Part the moment here."""
        self._preparation.split(self._meant(self._player.frame, self._run))

    def press(self) -> None:
        """The key that marks goes down: ``release`` tells whether it was held."""
        if self._preparation.draft:
            self.mark()
        elif self._preparation.may_change():
            self.hold.press(self._player.frame, self._run)

    def lift(self) -> None:
        """The key goes up: what was held until now is marked, unless it goes down again at once."""
        self.hold.lift(self._player.frame, self._run)

    def release(self) -> None:
        """Something comes in between: what was held until now is marked."""
        self.hold.release(self._player.frame, self._run)

    def drop(self) -> None:
        """Forget what is held."""
        self.hold.drop()

    @property
    def _run(self) -> Run:
        player = self._player
        if not player.playing:
            return Run()
        return Run(-1 if player.backward else 1, player.speed, player.loop)

    @property
    def _roll(self) -> Roll:
        now = self._preferences.now
        return Roll(Fraction(now.before_ms, 1000), Fraction(now.after_ms, 1000))

    def _meant(self, frame: int, run: Run) -> int:
        reaction = Fraction(self._preferences.now.reaction_ms, 1000)
        return meant_frame(self._preparation.times, frame, run, reaction)

    def _earlier(self, frame: int, run: Run) -> int:
        return shifted(self._preparation.times, frame, -self._roll.before) if run.live else frame

    def _later(self, frame: int, run: Run) -> int:
        return shifted(self._preparation.times, frame, self._roll.after) if run.live else frame

    def _mark(self, frame: int, run: Run) -> None:
        self._preparation.mark(self._meant(frame, run), self._roll if run.live else NO_ROLL)

    def _mark_held(self, begin: Press, end: Press) -> None:
        """Mark what was held; where the film stood still, that is this moment."""
        if begin[0] == end[0] and not begin[1].live and not end[1].live:
            self._mark(*begin)
        else:
            self._preparation.mark_frames(*self._edges(begin, end), key=self._meant(*begin))

    def _edges(self, begin: Press, end: Press) -> tuple[int, int]:
        """The first and the last frame of what was held, whichever way the film ran."""
        (first, first_run), (last, last_run) = sorted(
            ((self._meant(*one), one[1]) for one in (begin, end)), key=lambda one: one[0]
        )
        return self._earlier(first, first_run), self._later(last, last_run)

    def _show_held(self) -> None:
        ends = self.hold.ends
        self._preparation.show_held(None if ends is None else Draft(*self._edges(*ends)))
