"""A voice while it is spoken into the microphone: it stays in memory, and is there as far as it came."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject, Signal

from vigtool.gui.playing.passage import RATE
from vigtool.gui.supervising.microphone import Microphone, SystemMicrophone, Trouble
from vigtool.gui.supervising.voice import SAMPLE, Voice, loudest
from vigtool.services.spoken_comments import MOST_BYTES

MOST_SECONDS: Final = 5 * 60
HEADER: Final = 44
"""Bytes of a WAV before the sound."""
QUIET: Final = 0.01
"""As loud as a room in which nobody speaks, at most."""


class Full(Enum):
    """Why it ended by itself though nothing is wrong."""

    FULL = auto()


class VoiceRecording(QObject):
    """``changed`` when more came; ``ended`` carries None when it was stopped, else ``Full`` or a ``Trouble``."""

    changed = Signal()
    ended = Signal(object)

    def __init__(self, microphone: Microphone | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._microphone = microphone or SystemMicrophone(self)
        self._pcm, self._rate = bytearray(), RATE
        self.running = False
        self.level = 0.0
        self.was_heard = False

    @property
    def seconds(self) -> float:
        """How long it is by now."""
        return len(self._pcm) / SAMPLE / self._rate

    @property
    def voice(self) -> Voice | None:
        """What was spoken, None before anything was."""
        return Voice(bytes(self._pcm), self._rate) if self._pcm else None

    def start(self) -> None:
        """Begin anew; what was spoken before is let go of."""
        self.forget()
        self.running = True
        self._microphone.start(self._take, self._end)

    def stop(self) -> None:
        """Keep what was spoken until now."""
        if self.running:
            self._microphone.stop()
            self._end(None)

    def forget(self) -> None:
        """Let go of what was spoken."""
        if self.running:
            self.running = False
            self._microphone.stop()
        self._pcm, self._rate = bytearray(), RATE
        self.level, self.was_heard = 0.0, False

    def _take(self, pcm: bytes, rate: int) -> None:
        if not self.running:
            return
        self._rate = rate
        room = min(MOST_SECONDS * rate * SAMPLE, (MOST_BYTES - HEADER) // SAMPLE * SAMPLE) - len(self._pcm)
        self._pcm += pcm[:room]
        self.level = loudest(pcm)
        self.was_heard = self.was_heard or self.level > QUIET
        self.changed.emit()
        if len(pcm) >= room:
            self.running = False
            self._microphone.stop()
            self.ended.emit(Full.FULL)

    def _end(self, why: Trouble | None) -> None:
        if self.running:
            self.running = False
            self.level = 0.0
            self.ended.emit(why)
