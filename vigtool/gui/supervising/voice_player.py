"""Lets a voice be heard out of memory, by the system's sound device."""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from vigtool.gui.playing.passage import RATE
from vigtool.gui.playing.speaker import Output, Speaker
from vigtool.gui.supervising.voice import Voice

PUMP_MS: Final = 15
FRAME: Final = 8
"""Bytes of one sample of both channels: only whole ones are written."""
LOOKS: Final = 270
"""So often the device may be found where it was before it counts as gone: some begin after two seconds only."""


class VoicePlayer(QObject):
    """Plays one voice at a time. ``ended`` when it was heard to its end, ``lost`` when the device went before."""

    ended = Signal()
    lost = Signal()

    def __init__(self, output: Output | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._output = output or Speaker()
        self._voice: Voice | None = None
        self._written, self._heard, self._idle = 0, 0.0, 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PUMP_MS)
        self._timer.timeout.connect(self._pump)

    @property
    def playing(self) -> bool:
        """Whether something is heard."""
        return self._voice is not None

    @property
    def seconds(self) -> float:
        """How much of it was heard."""
        return self._heard

    def play(self, voice: Voice) -> bool:
        """Play from the beginning; False when there is nothing to hear it with."""
        self.stop()
        if not self._output.has_device() or not self._output.start():
            return False
        self._voice, self._written, self._heard, self._idle = voice, 0, 0.0, 0
        self._timer.start()
        return True

    def stop(self) -> None:
        """Be silent, and let go of the voice."""
        self._timer.stop()
        self._output.stop()
        self._voice = None

    def close(self) -> None:
        """Be silent for good."""
        self.stop()
        self._output.close()

    def _pump(self) -> None:
        """Write ahead, silence after the end too: a device that runs dry tells no more how far it is."""
        voice, heard = self._voice, self._output.heard()
        if voice is None:
            return
        if heard is None or self._idle >= LOOKS:
            self.stop()
            self.lost.emit()
            return
        self._idle = 0 if heard > self._heard else self._idle + 1
        self._heard = max(heard, self._heard)
        if self._heard >= voice.seconds:
            self.stop()
            self.ended.emit()
            return
        count = min(self._output.room() // FRAME, RATE)
        if count:
            self._output.write(voice.stereo(self._written, count))
            self._written += count
