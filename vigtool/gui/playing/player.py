"""Showing, stepping and playing a film: which instant is wanted now. The engine makes its picture.

While playing a clock says where the film is and the instant that belongs there is wished for; what does not come in
time is left out and counted, never queued. Everything goes by the film's own times: the rate may vary.
"""

import logging
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from vigtool.domain.ticks import FrameTimes, Span
from vigtool.engine.film_answers import Picture
from vigtool.engine.film_messages import Heading, Wish
from vigtool.gui.playing.delivery import Delivery
from vigtool.gui.playing.field_choice import Fields
from vigtool.gui.playing.film_thread import PlayedFilm
from vigtool.gui.playing.instants import Instants
from vigtool.gui.playing.play_clock import PlayClock
from vigtool.gui.playing.play_run import PlayRun, stride_for
from vigtool.gui.playing.sound import Sound

_log = logging.getLogger(__name__)

SPEEDS: Final = tuple(Fraction(*one) for one in ((1, 10), (1, 4), (1, 2), (3, 4), (1, 1), (3, 2), (2, 1), (4, 1)))
LONGEST_TICK_S: Final = 0.25
BY_SOUND_S: Final = 0.01
"""Seconds between two looks at the clock at most: always, and while sound is the clock, which may be set back."""
REST_MS: Final = 150
"""After so long without another step or place the film is at rest."""


class Player(QObject):
    """The playhead of one film.

    ``frame_changed``  the playhead is on another frame.
    ``shown``          carries a ``Picture`` that came. Who shows it releases it.
    ``told``           (frame, second field, coming): what the picture on the screen is; or the playhead, when its
                       picture has been on its way for long (or only a preview came) and the user is to know that.
    ``refused``        carries the ``NotShown`` of the playhead's frame.
    ``restarted``      the engine died and works again; ``damaged`` carries the numbers of broken frames.
    ``dropped``        counts the pictures that playing left out because they did not come in time.
    """

    frame_changed = Signal(int)
    shown = Signal(object)
    told = Signal(int, bool, bool)
    refused = Signal(object)
    restarted = Signal(object)
    damaged = Signal(object)
    playing_changed = Signal(bool)
    backward_changed = Signal(bool)
    speed_changed = Signal(object)
    opened = Signal()
    unopened = Signal(object)

    def __init__(
        self,
        times: FrameTimes,
        open_film: Callable[[], PlayedFilm],
        sound: Sound | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.times = times
        self.fields = Fields.WHOLE
        self.speed = Fraction(1)
        self.playing = False
        self.backward = False
        self.loop: range | None = None
        self.dropped = 0
        self._open = False
        self._instants = Instants(times)
        self._instant = 0
        self._only: range | None = None
        self._within = (0, 0)
        self._near: Callable[[int], tuple[int, ...]] = lambda _frame: ()
        self._heading: Heading = 0
        self._scrubbing = False
        self._run: PlayRun | None = None
        self._counted: int | None = None
        self._clock = PlayClock()
        self._sound = sound
        self._delivery = Delivery(open_film, self)
        self._delivery.shown.connect(self._hand_on)
        for name in ("told", "refused", "restarted", "damaged", "opened", "unopened"):
            getattr(self._delivery, name).connect(getattr(self, name))
        self._tick = self._timer(0, self._follow_clock)
        self._rest = self._timer(REST_MS, self._come_to_rest)

    @property
    def frame(self) -> int:
        """The frame of the playhead."""
        return self._instants.frame(self._instant)

    def start(self) -> None:
        """Open the film. To be called after connecting the signals, so that an early error is heard."""
        self._open = True
        self._delivery.start()
        if self._sound is not None:
            self._sound.open()
        self._ask()

    def end(self) -> None:
        """Stop, close the film and forget its pictures. ``start`` opens it again, at the same place."""
        self.pause()
        self._rest.stop()
        self._delivery.end()
        if self._open and self._sound is not None:
            self._sound.close()
        self._open = False

    def fit(self, width: int, height: int) -> None:
        """Have pictures made to fit so many pixels of the screen."""
        if width > 0 and height > 0:
            self._within = (width, height)
            self._ask()

    def be_ready(self, near: Callable[[int], tuple[int, ...]]) -> None:
        """Have the engine be ready near the frames that ``near`` names for a playhead."""
        self._near = near
        self._tell_more()

    def show_frame(self, frame: int) -> None:
        """Stop at a frame and show it; before the first or after the last means the first or the last."""
        self.pause()
        self._go_to(frame * self._instants.halves)

    def confine(self, frames: range | None) -> None:
        """Stop, and show no frame outside of these from now on; None lets the whole film be shown again."""
        self.pause()
        self.loop = None
        self._only = frames
        self._go_to(self._instant)

    def seek(self, frame: int) -> None:
        """Go to a frame and go on playing from it if the film plays."""
        self._go_to(frame * self._instants.halves)
        if self.playing:
            self._begin_run()

    def scrub(self, frame: int) -> None:
        """Go to a frame that the user passes by: a preview of it may come first."""
        self._scrubbing = not self.playing
        self.seek(frame)

    def step(self, pictures: int) -> None:
        """Stop, and go so many pictures forward (backward if negative): frames, or fields when those are shown."""
        self.pause()
        self._heading = 1 if pictures > 0 else -1
        self._go_to(self._instant + pictures)

    def jump(self, seconds: Fraction) -> None:
        """Go so many seconds forward (backward if negative) and go on playing if the film plays."""
        position = self.times.seconds_from_start(self.times.tick_of(self.frame)) + seconds
        self.loop = None
        self.seek(self.frame_at(float(position)))

    def play(self, *, backward: bool = False) -> None:
        """Play from here; from the beginning if the film is at its end, and the other way round."""
        bounds = self._bounds
        last = bounds.start if backward else bounds.stop - 1
        if self._instant == last or self._instant not in bounds:
            self._go_to(bounds.stop - 1 if backward else bounds.start)
        self.playing = True
        self._turn(backward=backward)
        self._begin_run()
        self.playing_changed.emit(True)  # noqa: FBT003 - a signal's value

    def pause(self) -> None:
        """Stop here."""
        if self.playing:
            self.playing = False
            self._tick.stop()
            if self._sound is not None:
                self._sound.stop()
            _log.debug("stopped; %d pictures were left out so far", self.dropped)
            self._turn(backward=False)
            self._heading = 0
            self._tell_more()
            self.playing_changed.emit(False)  # noqa: FBT003 - a signal's value

    def toggle(self) -> None:
        """Play or stop, the whole film; a loop is left."""
        if self.playing:
            self.pause()
        else:
            self.loop = None
            self.play()

    def toggle_backward(self) -> None:
        """Play backward, or stop if it does; a loop is kept."""
        if self.playing and self.backward:
            self.pause()
        else:
            self.play(backward=True)

    def play_looped(self, span: Span) -> None:
        """Play a span again and again, from its begin."""
        self.loop = self.times.frames_of(span)
        self._go_to(self._bounds.start)
        self.play()

    def change_speed(self, steps: int) -> None:
        """Choose the speed so many steps faster (slower if negative)."""
        self.set_speed(SPEEDS[min(max(SPEEDS.index(self.speed) + steps, 0), len(SPEEDS) - 1)])

    def set_speed(self, speed: Fraction) -> None:
        """Play at one of ``SPEEDS``."""
        self.speed = speed
        if self.playing:
            self._begin_run()
        self.speed_changed.emit(speed)

    def show_fields(self, fields: Fields) -> None:
        """Look at an interlaced film in another way from now on."""
        frame = self.frame
        self.fields = fields
        self._instants = Instants(self.times, fields.halves)
        self._instant = frame * fields.halves
        self._run = self._counted = None
        if self.playing:
            self._begin_run()
        self._ask()

    def frame_at(self, seconds: float) -> int:
        """The frame on the screen at a time from the film's begin, the first or last one outside of it."""
        return Instants(self.times).at(seconds)

    @property
    def _bounds(self) -> range:
        """The instants that are played."""
        return self._showable if self.loop is None else self._instants.of_frames(self.loop)

    @property
    def _showable(self) -> range:
        """The instants that may be shown."""
        return self._instants.of_frames(range(self.times.frames) if self._only is None else self._only)

    @property
    def _stride(self) -> int:
        """Frames from picture to picture."""
        run = self._run if self.playing else None
        return 1 if run is None else max(run.stride // self._instants.halves, 1)

    def _timer(self, milliseconds: int, ends: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setTimerType(Qt.TimerType.PreciseTimer)
        made.setInterval(milliseconds)
        made.timeout.connect(ends)
        return made

    def _turn(self, *, backward: bool) -> None:
        if backward != self.backward:
            self.backward = backward
            self.backward_changed.emit(backward)

    def _begin_run(self) -> None:
        """Let the clock run from the playhead."""
        self._rest.stop()
        self._scrubbing = False
        self._heading = -1 if self.backward else 1
        stride = stride_for(self._instants, self._instant, self.speed)
        looped = self.loop is not None
        run = PlayRun(self._instants, self._bounds, self._instant, -1 if self.backward else 1, stride, looped)
        self._run, self._counted = run, None
        self._clock.start(run.begin, float(self.speed) * run.heading)
        if self._sound is not None:
            self._sound.stop()
            if not self.backward:
                self._start_sound(self._sound, run)
        self._ask()
        self._wait_for_next(run)

    def _start_sound(self, sound: Sound, run: PlayRun) -> None:
        end = self._instants.seconds(run.bounds.stop)
        if run.looped:
            sound.start(self._instants.seconds(run.bounds.start), end, self.speed, looped=True, at=run.begin)
        else:
            sound.start(run.begin, end, self.speed, looped=False)

    def _set_clock_by_sound(self) -> bool:
        """Whether sound is the clock now; it is in reverse never."""
        heard = None if self._sound is None or self.backward else self._sound.position()
        if heard is None:
            return False
        self._clock.set(heard)
        return True

    def _follow_clock(self) -> None:
        run = self._run
        if run is None or not self.playing:
            return
        self._set_clock_by_sound()
        instant = run.instant_at(self._clock.position())
        if instant is None:
            self._move(run.last)
            self.pause()
        else:
            self._move(run.steadied(self._instant, instant))
            self._wait_for_next(run)

    def _wait_for_next(self, run: PlayRun) -> None:
        longest = BY_SOUND_S if self._set_clock_by_sound() else LONGEST_TICK_S
        seconds = run.until_next(self._clock.position()) / float(self.speed)
        self._tick.start(int(min(seconds, longest) * 1000) + 1)

    def _go_to(self, instant: int) -> None:
        self._run = self._counted = None
        if self.loop is not None and instant not in self._bounds:
            self.loop = None
        self._move(min(max(instant, self._showable.start), self._showable.stop - 1))
        if not self.playing:
            self._rest.start()

    def _move(self, instant: int) -> None:
        if instant == self._instant:
            return
        before, self._instant = self.frame, instant
        self._ask()
        if self.frame != before:
            self.frame_changed.emit(self.frame)

    def _come_to_rest(self) -> None:
        """Nobody steps or scrubs any more: have both directions ready."""
        self._heading = 0
        self._scrubbing = False
        self._tell_more()

    def _tell_more(self) -> None:
        """Let the engine know what it is to have ready, without delaying a picture that is on its way."""
        if self._within != (0, 0):
            self._delivery.ask_later(self._wish)

    def _ask(self) -> None:
        """Wish for the playhead's picture."""
        if self._within != (0, 0):
            self._delivery.at_rest = not self.playing
            self._delivery.ask(self._wish())

    def _wish(self) -> Wish:
        near = self._near(self.frame)
        return Wish(
            frame=self.frame,
            within=self._within,
            heading=self._heading,
            stride=self._stride,
            loop=None if self.loop is None else (self.loop.start, self.loop.stop),
            pins=near if self.loop is None else (self.loop.start, *near),
            field=self.fields.of(second=self._instants.is_second(self._instant)),
            order=self.fields.order,
            scrubbing=self._scrubbing,
        )

    def _hand_on(self, picture: Picture) -> None:
        if picture.preview_of is None:
            self._count(picture.frame * self._instants.halves + (picture.field == "second"))
        self.shown.emit(picture)

    def _count(self, instant: int) -> None:
        """Count what playing passed over since the picture before."""
        if self._run is not None:
            if self._counted is not None:
                self.dropped += self._run.passed_over(self._counted, instant)
            self._counted = instant
