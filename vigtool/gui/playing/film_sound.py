"""The sound of a film while it plays, and the clock of playing as long as it is heard.

A device may be missing, stall, vanish, or not be the default any more; decoding may be late. The film goes on then by
its own clock, and sound is taken up again where the film has come to by that clock, never where it stopped.
"""

import math
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import Enum, auto
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from vigtool.gui.playing.passage import RATE, Passage
from vigtool.gui.playing.sound_queue import SoundQueue
from vigtool.gui.playing.sound_thread import SoundThread, Track
from vigtool.gui.playing.speaker import Output, Speaker
from vigtool.media.stretching import has_sound_at

PUMP_MS: Final = 15
FRAME: Final = 8
"""Bytes of one sample of both channels: only whole ones are written."""
PATIENCE: Final = 0.5
"""Seconds that a film waits for its sound to begin or to go on, before it goes on by itself."""
RETRY: Final = 1.0
"""Seconds until sound that stopped for no known reason is tried again."""


class _Way(Enum):
    """How a passage fares: its sound is on its way, is heard, or was lost for now."""

    AWAITED = auto()
    HEARD = auto()
    LOST = auto()


class FilmSound(QObject):
    """The ``Sound`` of a film; ``origin`` is the film's first frame on the film's own clock, in seconds.

    ``now`` gives the seconds of a clock that never goes back.
    """

    def __init__(
        self,
        open_track: Callable[[], AbstractContextManager[Track]],
        origin: Fraction,
        output: Output | None = None,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._open_track = open_track
        self._origin = origin
        self._now = now
        self._queue = SoundQueue()
        self._thread: SoundThread | None = None
        self._output = output or Speaker()
        self._output.watch(self._follow_devices)
        self._passage: Passage | None = None
        self._way = _Way.LOST
        self._skipped = 0
        self._listened, self._listened_at, self._again_at = 0.0, 0.0, math.inf
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PUMP_MS)
        self._timer.timeout.connect(self._pump)

    def open(self) -> None:
        """Open the film's sound in the background."""
        self._thread = SoundThread(self._open_track, self._queue)
        self._thread.start()

    def close(self) -> None:
        """Stop, close the film's sound and the device. It can be opened again."""
        self.stop()
        self._output.close()
        if self._thread is not None:
            self._thread.end()
            self._thread = None

    def start(self, begin: float, end: float, speed: Fraction, looped: bool, at: float | None = None) -> None:  # noqa: FBT001 - the protocol's
        """Let the sound from begin to end be heard; see ``Sound``."""
        self.stop()
        if not has_sound_at(speed):
            return
        begun, ended = self._on_film_clock(begin), self._on_film_clock(end)
        first = begun if at is None else self._on_film_clock(at)
        if begun <= first < ended:
            self._wish(Passage(begun, ended, speed, looped, first), self._now() + PATIENCE)
            if not self._output.has_device():
                self._listened_at = self._now()
                self._lose(math.inf)
            self._timer.start()

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()
        self._lose(math.inf)
        self._passage = None

    def position(self) -> float | None:
        """What is heard now or, while the film waits for its sound to begin, what will be heard first; else None."""
        if self._passage is None or self._is_silent() or self._way is _Way.LOST:
            return None
        if self._way is _Way.HEARD and not self._note_heard():
            return None
        until = self._listened_at + (PATIENCE if self._way is _Way.HEARD else 0)
        return self._passage.position(self._listened) - float(self._origin) if self._now() < until else None

    def _on_film_clock(self, seconds: float) -> Fraction:
        """A time to the sample: fractions of floats would outgrow what a message holds."""
        return Fraction(round((self._origin + Fraction(seconds)) * RATE), RATE)

    def _is_silent(self) -> bool:
        return self._thread is None or self._thread.silent.is_set()

    def _by_own_clock(self) -> float:
        """Seconds of listening that have gone by: as far as was heard, then as time goes."""
        return self._listened + max(self._now() - self._listened_at, 0)

    def _wish(self, passage: Passage, by: float) -> None:
        """Have a passage decoded. The film stands until ``by``, then it goes on without."""
        self._passage, self._way, self._skipped = passage, _Way.AWAITED, 0
        self._listened, self._listened_at = 0.0, by
        if self._thread is not None:
            self._thread.wish(passage)

    def _lose(self, again_at: float) -> None:
        self._way, self._again_at = _Way.LOST, again_at
        self._output.stop()
        if self._thread is not None:
            self._thread.hush()

    def _take_up(self) -> None:
        """Go on with the sound of where the film is by now."""
        passage = self._passage
        if passage is None:
            return
        at = Fraction(round(passage.position(self._by_own_clock()) * RATE), RATE)
        if at < passage.end:
            self._wish(Passage(passage.begin, passage.end, passage.speed, passage.looped, at), self._now())
        else:
            self._lose(math.inf)

    def _follow_devices(self) -> None:
        if self._passage is None or self._is_silent() or self._way is _Way.AWAITED:
            return
        if self._way is _Way.LOST or self._output.heard() is None or not self._output.is_current():
            self._lose(math.inf)
            self._take_up()

    def _pump(self) -> None:
        if self._passage is None or self._is_silent():
            return
        if self._way is _Way.LOST and self._now() >= self._again_at:
            self._take_up()
        if self._way is _Way.AWAITED:
            self._begin_when_due()
        if self._way is _Way.HEARD:
            self._play_on()

    def _begin_when_due(self) -> None:
        """Start the device as soon as there is sound for it; what came too late is left out."""
        late = round(self._by_own_clock() * RATE) - self._skipped
        self._skipped += len(self._queue.take(max(late, 0) * FRAME)) // FRAME
        if not self._queue.has_sound():
            if self._now() > self._listened_at + RETRY:
                self._take_up()
        elif self._output.start():
            self._way = _Way.HEARD
            self._listened, self._listened_at = self._skipped / RATE, self._now()
        else:
            self._lose(math.inf)

    def _play_on(self) -> None:
        if not self._note_heard():
            self._lose(self._now() + RETRY)
        elif self._now() >= self._listened_at + PATIENCE:
            self._listened_at = self._now()
            self._lose(self._now() + RETRY)
        elif sound := self._queue.take(self._output.room() // FRAME * FRAME):
            self._output.write(sound)

    def _note_heard(self) -> bool:
        """Take over how far the device is; False when it is gone."""
        heard = self._output.heard()
        if heard is None:
            return False
        listened = self._skipped / RATE + heard
        if listened > self._listened:
            self._listened, self._listened_at = listened, self._now()
        return True
