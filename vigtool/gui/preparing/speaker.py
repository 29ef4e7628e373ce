"""The sound device, through Qt. Everything here happens in the window's thread.

Trap: without a device ``QAudioSink.start()`` returns with OpenError and its time never goes on: then nothing is heard
and the caller has to use another clock.
"""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from vigtool.gui.preparing.sound_thread import RATE

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice

BUFFER = RATE * 8 // 8
"""Bytes in the device: an eighth of a second."""


class Output(Protocol):
    """Something that plays 48 kHz stereo in 32-bit floats as it is written, and tells how much was heard."""

    def start(self) -> bool:
        """Begin from nothing; False when there is no device."""

    def room(self) -> int:
        """Bytes that can be written now."""

    def write(self, sound: bytes) -> None:
        """Play this next."""

    def heard(self) -> float | None:
        """Seconds of sound that were heard since the start; None when the device is gone."""

    def stop(self) -> None:
        """Be silent at once."""


class Speaker:
    """The system's default output."""

    def __init__(self) -> None:
        self._sink: QAudioSink | None = None
        self._into: QIODevice | None = None

    def start(self) -> bool:
        """Begin from nothing; False when there is no device that takes our sound."""
        self.stop()
        device = QMediaDevices.defaultAudioOutput()
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(2)
        form.setSampleFormat(QAudioFormat.SampleFormat.Float)
        if device.isNull() or not device.isFormatSupported(form):
            return False
        self._sink = QAudioSink(device, form)
        self._sink.setBufferSize(BUFFER)
        self._into = self._sink.start()
        return self._sink.error() is QtAudio.Error.NoError

    def room(self) -> int:
        """Bytes that can be written now."""
        return 0 if self._sink is None else self._sink.bytesFree()

    def write(self, sound: bytes) -> None:
        """Play this next."""
        if self._into is not None:
            self._into.write(sound)

    def heard(self) -> float | None:
        """Seconds of sound that were heard since the start; None when the device is gone."""
        if self._sink is None or self._sink.state() is QtAudio.State.StoppedState:
            return None
        return self._sink.processedUSecs() / 1e6

    def stop(self) -> None:
        """Be silent at once."""
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
            self._sink = self._into = None
