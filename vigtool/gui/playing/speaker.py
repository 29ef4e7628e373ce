"""The sound device, through Qt. Everything here happens in the window's thread.

Traps: without a device ``QAudioSink.start()`` returns with OpenError and its time never goes on: then nothing is heard
and the caller has to use another clock. When PulseAudio's server dies Qt tells nobody, keeps the list of devices, and
the next ``start()`` aborts the program (Qt 6.11): a device that is stuck is left alone until Qt tells of a change.
"""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from vigtool.gui.playing.passage import RATE
from vigtool.gui.playing.sound_server import SERVER

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice

BUFFER: Final = RATE * 8 // 4
"""Bytes in the device: a quarter of a second, which a busy window may take for one thing."""
GRAIN: Final = 0.03
"""Devices tell in steps of 10 to 25 ms how much they played. In between our own clock goes on, but no farther."""
STUCK: Final = 0.4
"""Seconds for which a device that has sound to play does not go on."""


class Output(Protocol):
    """Something that plays 48 kHz stereo in 32-bit floats as it is written, and tells how much was heard."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Call this whenever another device may be the right one; from the first ``has_device`` to ``close``."""

    def has_device(self) -> bool:
        """Whether there is a device at all."""

    def start(self) -> bool:
        """Begin from nothing; False when there is no device."""

    def is_current(self) -> bool:
        """Whether what plays is still the device that the user wants."""

    def room(self) -> int:
        """Bytes that can be written now."""

    def write(self, sound: bytes) -> None:
        """Play this next."""

    def heard(self) -> float | None:
        """Seconds of sound that were heard since the start; None when the device is gone."""

    def stop(self) -> None:
        """Be silent at once."""

    def close(self) -> None:
        """Be silent, and watch no longer."""


class Speaker:
    """The system's default output."""

    def __init__(self) -> None:
        self._changed: Callable[[], None] = lambda: None
        self._devices: QMediaDevices | None = None
        self._device = QAudioDevice()
        self._sink: QAudioSink | None = None
        self._into: QIODevice | None = None
        self._told = self._told_at = self._heard = 0.0
        self._doubtful = False

    def watch(self, changed: Callable[[], None]) -> None:
        """Call this whenever devices came, went, or another one became the default."""
        self._changed = changed

    def has_device(self) -> bool:
        """Whether there is a device at all."""
        if self._devices is None:
            self._devices = QMediaDevices()
            self._devices.audioOutputsChanged.connect(self._hear_of_change)
        doubtful = self._doubtful or SERVER.doubtful
        return not doubtful and not QMediaDevices.defaultAudioOutput().isNull()

    def start(self) -> bool:
        """Begin from nothing; False when there is no device that takes our sound."""
        self.stop()
        if not self.has_device():
            return False
        self._device = QMediaDevices.defaultAudioOutput()
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(2)
        form.setSampleFormat(QAudioFormat.SampleFormat.Float)
        if not self._device.isFormatSupported(form):
            return False
        self._sink = QAudioSink(self._device, form)
        self._sink.setBufferSize(BUFFER)
        self._into = self._sink.start()
        self._told = self._told_at = self._heard = 0.0
        return self._sink.error() is QtAudio.Error.NoError

    def is_current(self) -> bool:
        """Whether what plays is still the system's default output."""
        return self._sink is not None and self._device == QMediaDevices.defaultAudioOutput()

    def room(self) -> int:
        """Bytes that can be written now."""
        return 0 if self._sink is None else self._sink.bytesFree()

    def write(self, sound: bytes) -> None:
        """Play this next."""
        if self._into is not None:
            self._into.write(sound)

    def heard(self) -> float | None:
        """Seconds of sound that were heard since the start, never going back; None when the device is gone."""
        if self._sink is None or self._sink.state() is QtAudio.State.StoppedState:
            return None
        told, now = self._sink.processedUSecs() / 1e6, time.monotonic()
        if told != self._told:
            self._told, self._told_at = told, now
        since = min(now - self._told_at, GRAIN) if told else 0.0
        self._heard = max(self._heard, told + since)
        return self._heard

    def stop(self) -> None:
        """Be silent at once."""
        if self._sink is not None:
            self._doubtful = self._doubtful or self._is_stuck(self._sink)
            self._sink.reset()
            self._sink.deleteLater()
            self._sink = self._into = None

    def close(self) -> None:
        """Be silent, and watch no longer."""
        self.stop()
        if self._devices is not None:
            self._devices.audioOutputsChanged.disconnect(self._hear_of_change)
            self._devices.deleteLater()
            self._devices = None

    def _hear_of_change(self) -> None:
        self._doubtful = False
        self._changed()

    def _is_stuck(self, sink: QAudioSink) -> bool:
        if sys.platform != "linux" or not self._told or sink.bytesFree() >= sink.bufferSize():
            return False
        return sink.processedUSecs() / 1e6 == self._told and time.monotonic() > self._told_at + STUCK
