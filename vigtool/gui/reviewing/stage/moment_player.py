"""Showing one moment: its key frame first, then its film, never a frame outside of it.

Rules: people agreed to what is in the moment, so no key and no button leads out of it. What is shown is the exact
frame; until that has come, the one before it stays and the window is told that another is on its way.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QObject, Signal

from vigtool.domain.moments import Moment
from vigtool.engine.film_answers import NotShown, Picture
from vigtool.gui.playing.player import Player
from vigtool.gui.reviewing.stage.stage_film import StageFilm, stage_film
from vigtool.services.viewing import Screening

SPEEDS: Final = (Fraction(1, 4), Fraction(1, 2), Fraction(1))
"""At which a moment is shown; the voice keeps its pitch at each."""


class MomentPlayer(QObject):
    """What a key, a button or the guider's notes do with the moment on the stage; nothing while there is none.

    ``changed``   it plays or stands, at another speed, looped or not, or there is another moment or none.
    ``shown``     carries a ``Picture`` of the moment. Who shows it releases it.
    ``coming``    whether the picture that was asked for is on its way for long.
    ``failed``    carries the error for which a frame, or the whole film, cannot be shown.
    ``restarted`` the engine died and works again: whether the moment may still be shown is to be asked anew.
    """

    changed = Signal()
    shown = Signal(object)
    coming = Signal(bool)
    failed = Signal(object)
    restarted = Signal()

    def __init__(self, open_film: Callable[[Screening], StageFilm] = stage_film, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.moment: Moment | None = None
        self.looped = False
        self._open_film = open_film
        self._film: StageFilm | None = None
        self._frames = range(0)
        self._key = 0
        self._untouched = False

    @property
    def playing(self) -> bool:
        """Whether the film runs."""
        return self._film is not None and self._film.player.playing

    @property
    def speed(self) -> Fraction:
        """How fast it runs when it runs, one of ``SPEEDS``."""
        return Fraction(1) if self._film is None else self._film.player.speed

    @property
    def frame(self) -> int | None:
        """The frame of the playhead; None while there is no film."""
        return None if self._film is None else self._film.player.frame

    @property
    def tick(self) -> int | None:
        """Where the film is, in ticks of its recording."""
        return None if self._film is None else self._film.player.times.tick_of(self._film.player.frame)

    def take(self, screening: Screening, moment: Moment, within: tuple[int, int]) -> None:
        """Show the key frame of another moment, as the guider wished it to be shown; an open film stays open."""
        film = self._film
        opened = film is None or film.recording != screening.recording.id
        if film is None or opened:
            self.close()
            film = self._film = self._opened(screening)
        player = film.player
        self.moment, self.looped, self._untouched = moment, False, True
        self._frames, self._key = player.times.frames_of(moment.span), player.times.frame_at(moment.key)
        player.confine(self._frames)
        player.set_speed(Fraction(moment.speed.value))
        player.be_ready(lambda _frame: (self._key, self._frames.start))
        player.show_frame(self._key)
        player.fit(*within)
        if opened:
            film.start()
        self.changed.emit()

    def close(self) -> None:
        """Close the film. Whoever shows its picture lets go of it before."""
        film, self._film, self.moment = self._film, None, None
        self._frames = range(0)
        if film is not None:
            film.end()
            self.changed.emit()

    def fit(self, width: int, height: int) -> None:
        """Have pictures made for another size."""
        if self._film is not None:
            self._film.player.fit(width, height)

    def toggle(self) -> None:
        """Play, or stop here."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Let the film run: from the begin after the first still and at the end, else from here.

        Where the guider wished so, it stands on the key frame until it is played again.
        """
        if self._film is None or self.playing or self.moment is None:
            return
        player, frames = self._film.player, self._frames
        if self._untouched or player.frame == frames[-1]:
            player.show_frame(frames.start)
        self._untouched = False
        if self.looped:
            player.loop = frames
        elif self.moment.freeze and player.frame < self._key:
            player.confine(range(frames.start, self._key + 1))
        player.play()

    def pause(self) -> None:
        """Stop here."""
        if self._film is not None:
            self._film.player.pause()

    def again(self) -> None:
        """Let the film run from the moment's begin."""
        self.pause()
        self._untouched = True
        self.play()

    def step(self, frames: int) -> None:
        """Stop, and go so many frames forward (backward if negative), as far as the moment goes."""
        if self._film is not None:
            self._untouched = False
            self._film.player.step(frames)

    def hold_key_frame(self) -> None:
        """Stop on the key frame."""
        if self._film is not None:
            self._untouched = False
            self._film.player.show_frame(self._key)

    def slower(self) -> None:
        """Take the next slower speed, if there is one."""
        self._change_speed(-1)

    def faster(self) -> None:
        """Take the next faster speed, if there is one."""
        self._change_speed(1)

    def set_looped(self, *, looped: bool) -> None:
        """Run again and again, or once; a film that runs goes on running."""
        if self._film is None or looped == self.looped:
            return
        self.looped = looped
        player = self._film.player
        if player.playing:
            player.loop = self._frames if looped else None
            player.seek(player.frame)
        self.changed.emit()

    def _change_speed(self, steps: int) -> None:
        if self._film is not None:
            place = SPEEDS.index(self.speed) + steps
            self._film.player.set_speed(SPEEDS[min(max(place, 0), len(SPEEDS) - 1)])

    def _opened(self, screening: Screening) -> StageFilm:
        film = self._open_film(screening)
        film.setParent(self)
        player = film.player
        player.shown.connect(self._hand_on)
        player.told.connect(lambda _frame, _second, coming: self.coming.emit(coming))
        player.refused.connect(self._tell_refusal)
        player.unopened.connect(self.failed)
        player.restarted.connect(lambda _restarted: self.restarted.emit())
        player.speed_changed.connect(lambda _speed: self.changed.emit())
        player.playing_changed.connect(lambda playing: self._follow(player, playing=playing))
        return film

    def _follow(self, player: Player, *, playing: bool) -> None:
        if not playing and self._film is not None and self._film.player is player:
            player.confine(self._frames)
        self.changed.emit()

    def _hand_on(self, picture: Picture) -> None:
        if picture.frame in self._frames and picture.preview_of is None:
            self.shown.emit(picture)
        else:
            picture.release()

    def _tell_refusal(self, refusal: NotShown) -> None:
        self.failed.emit(refusal.error)
