"""Showing, stepping and playing a film: which frame is wanted now. The film thread fetches it.

While playing a clock says where the film is and the frame that belongs there is wished for; what could not be
fetched in time is left out, never queued. Frames are found by their own times: the rate may vary.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing.film_thread import Announcer, FilmThread, Pictures, Shown, Wish
from vigtool.gui.preparing.play_clock import PlayClock
from vigtool.gui.preparing.sound import Sound

SPEEDS: Final = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(3, 2), Fraction(2))
TICK_MS: Final = 8
AHEAD: Final = 24


class Player(QObject):
    """The playhead of one film. ``frame_changed`` tells the frame wanted now, ``shown`` the picture that came."""

    frame_changed = Signal(int)
    shown = Signal(object)
    playing_changed = Signal(bool)
    speed_changed = Signal(object)
    unopened = Signal(object)

    def __init__(
        self,
        times: FrameTimes,
        open_pictures: Callable[[], Pictures],
        sound: Sound | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.times = times
        self.frame = 0
        self.speed = Fraction(1)
        self.playing = False
        self.loop: range | None = None
        self._within = (0, 0)
        self._clock = PlayClock()
        self._sound = sound
        self._announcer = Announcer(self)
        self._film = FilmThread(open_pictures, self._announcer)
        self._announcer.picture_ready.connect(self._take_shown)
        self._announcer.unopened.connect(self.unopened)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._follow_clock)

    def start(self) -> None:
        """Open the film. To be called after connecting the signals, so that an early error is heard."""
        self._film.start()
        if self._sound is not None:
            self._sound.open()

    def end(self) -> None:
        """Stop, close the film and forget its pictures. Nothing can be played afterwards."""
        self.pause()
        self._film.end()
        if self._sound is not None:
            self._sound.close()

    def fit(self, width: int, height: int) -> None:
        """Have pictures made to fit so many pixels of the screen."""
        if (width, height) != self._within and width > 0 and height > 0:
            self._within = (width, height)
            self._ask()

    def show_frame(self, frame: int) -> None:
        """Stop at a frame and show it; before the first or after the last means the first or the last."""
        self.pause()
        self._go_to(frame)

    def seek(self, frame: int) -> None:
        """Go to a frame and go on playing from it if the film plays."""
        self._go_to(frame)
        if self.playing:
            self._run()

    def step(self, frames: int) -> None:
        """Stop, and go so many frames forward (backward if negative)."""
        self.show_frame(self.frame + frames)

    def jump(self, seconds: Fraction) -> None:
        """Go so many seconds forward (backward if negative) and go on playing if the film plays."""
        position = self.times.seconds_from_start(self.times.tick_of(self.frame)) + seconds
        self.loop = None
        self.seek(self.frame_at(float(position)))

    def play(self) -> None:
        """Play from here; from the beginning if the film is at its end."""
        if self.frame >= self._frames.stop - 1 or self.frame < self._frames.start:
            self._go_to(self._frames.start)
        self.playing = True
        self._run()
        self._timer.start()
        self.playing_changed.emit(True)  # noqa: FBT003 - a signal's value

    def pause(self) -> None:
        """Stop here."""
        if self.playing:
            self.playing = False
            self._timer.stop()
            if self._sound is not None:
                self._sound.stop()
            self.playing_changed.emit(False)  # noqa: FBT003 - a signal's value

    def toggle(self) -> None:
        """Play or stop, the whole film; a loop is left."""
        if self.playing:
            self.pause()
        else:
            self.loop = None
            self.play()

    def play_looped(self, span: Span) -> None:
        """Play a span again and again, from its begin."""
        self.loop = self.times.frames_of(span)
        self._go_to(self.loop.start)
        self.play()

    def change_speed(self, steps: int) -> None:
        """Choose the speed so many steps faster (slower if negative)."""
        self.set_speed(SPEEDS[min(max(SPEEDS.index(self.speed) + steps, 0), len(SPEEDS) - 1)])

    def set_speed(self, speed: Fraction) -> None:
        """Play at one of ``SPEEDS``."""
        self.speed = speed
        if self.playing:
            self._run()
        self.speed_changed.emit(speed)

    def frame_at(self, seconds: float) -> int:
        """The frame on the screen at a time from the film's begin, the first or last one outside of it."""
        base = self.times.time_base
        return self.times.frame_at(self.times.start_tick + math.floor(seconds * base.denominator / base.numerator))

    @property
    def _frames(self) -> range:
        return range(self.times.frames) if self.loop is None else self.loop

    def _seconds(self, frame: int) -> float:
        return float(self.times.seconds_from_start(self.times.tick_of(frame)))

    def _run(self) -> None:
        """Let the clock run from the playhead."""
        self._clock.start(self._seconds(self.frame), float(self.speed))
        if self._sound is not None:
            self._sound.stop()
            if self.speed == 1:
                self._sound.start(self._seconds(self.frame), self._seconds(self._frames.stop), self.speed, looped=False)

    def _position(self) -> float:
        heard = None if self._sound is None else self._sound.position()
        return self._clock.position() if heard is None else heard

    def _follow_clock(self) -> None:
        position = self._position()
        if position < self._seconds(self._frames.stop):
            self._move(max(self.frame_at(position), self._frames.start))
        elif self.loop is not None:
            self._move(self.loop.start)
            self._run()
        else:
            self._move(self._frames.stop - 1)
            self.pause()

    def _go_to(self, frame: int) -> None:
        if self.loop is not None and frame not in self.loop:
            self.loop = None
        self._move(min(max(frame, 0), self.times.frames - 1))

    def _move(self, frame: int) -> None:
        if frame != self.frame:
            self.frame = frame
            self._ask()
            self.frame_changed.emit(frame)

    def _ask(self) -> None:
        if self._within != (0, 0):
            self._film.wish(Wish(self.frame, self._within, self._ahead()))

    def _ahead(self) -> tuple[int, ...]:
        """The frames that playing will want next, over the loop's seam too."""
        if not self.playing:
            return ()
        frames = self._frames
        coming = range(self.frame + 1, min(self.frame + 1 + AHEAD, frames.stop))
        seam = frames[: AHEAD - len(coming)] if self.loop is not None else range(0)
        return (*coming, *seam)

    def _take_shown(self) -> None:
        shown: Shown | None = self._film.shown.take_if_any()
        if shown is not None:
            self.shown.emit(shown)
