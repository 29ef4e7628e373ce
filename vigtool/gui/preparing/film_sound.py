"""The sound of a film at its own speed, and the clock of playing while it is heard."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from vigtool.gui.preparing.sound_queue import Passage, SoundQueue
from vigtool.gui.preparing.sound_thread import SoundThread, Track
from vigtool.gui.preparing.speaker import Output, Speaker

PUMP_MS: Final = 15
FRAME: Final = 8
"""Bytes of one sample of both channels: only whole ones are written."""


class FilmSound(QObject):
    """The ``Sound`` of a film; ``origin`` is the film's first frame on the film's own clock, in seconds."""

    def __init__(
        self,
        open_track: Callable[[], AbstractContextManager[Track]],
        origin: Fraction,
        output: Output | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._origin = origin
        self._queue = SoundQueue()
        self._thread = SoundThread(open_track, self._queue)
        self._output = output or Speaker()
        self._from: float | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PUMP_MS)
        self._timer.timeout.connect(self._pump)

    def open(self) -> None:
        """Open the film's sound in the background."""
        self._thread.start()

    def close(self) -> None:
        """Stop, close the film's sound and the device."""
        self.stop()
        self._thread.end()

    def start(self, begin: float, end: float, speed: Fraction, looped: bool, at: float | None = None) -> None:  # noqa: ARG002, FBT001 - the protocol's
        """Let the sound from begin to end be heard; see ``Sound``."""
        begin = begin if at is None else at
        if speed != 1 or self._thread.silent.is_set() or not self._output.start():
            return
        self._from = begin
        self._thread.wish(Passage(self._origin + Fraction(begin), self._origin + Fraction(end)))
        self._timer.start()

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()
        self._thread.hush()
        self._output.stop()
        self._from = None

    def position(self) -> float | None:
        """What is heard now; None when nothing is."""
        if self._from is None or self._thread.silent.is_set():
            return None
        heard = self._output.heard()
        return None if heard is None else self._from + heard

    def _pump(self) -> None:
        room = self._output.room() // FRAME * FRAME
        if room:
            sound = self._queue.take(room)
            if sound:
                self._output.write(sound)
