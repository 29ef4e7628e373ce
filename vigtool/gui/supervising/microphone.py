"""The microphone, through Qt, into memory only. Everything here happens in the window's thread.

Traps: without a device ``QAudioSource.start()`` gives None and OpenError. A device that is pulled out may end in an
error, vanish from the list, or just say nothing more; a server that dies tells nobody. A method that takes the state
from ``stateChanged`` fails when it is called (PySide 6.11), so the state is asked for.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QCoreApplication, QMicrophonePermission, QObject, Qt, QTimer, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices, QtAudio

from vigtool.gui.playing.passage import RATE
from vigtool.gui.playing.sound_server import SERVER
from vigtool.gui.supervising.voice_samples import is_understood, to_one_channel

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice, QPermission

BUFFER_S: Final = 1
"""Seconds in the device, which a busy window may take for one thing."""
SILENT_MS: Final = 4_000
"""A device gives sound many times a second, silence too; the first may take a wireless one two seconds."""


class Trouble(Enum):
    """Why a microphone gives nothing, or nothing more."""

    MISSING = auto()
    REFUSED = auto()
    LOST = auto()


class Microphone(Protocol):
    """Something that gives one channel of signed 16-bit samples, low byte first."""

    def start(self, heard: Callable[[bytes, int], None], ended: Callable[[Trouble], None]) -> None:
        """Ask for leave where the system wants that, then give samples and their rate as they come.

        ``ended`` is called at most once, also before this returns, and nothing comes after it.
        """

    def stop(self) -> None:
        """Give what was spoken until now, then nothing more, and let go of the device."""


class SystemMicrophone(QObject):
    """The system's default input, as ``find`` gives it."""

    def __init__(
        self, parent: QObject | None = None, find: Callable[[], QAudioDevice] = QMediaDevices.defaultAudioInput
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._heard: Callable[[bytes, int], None] | None = None
        self._ended: Callable[[Trouble], None] | None = None
        self._device = QAudioDevice()
        self._form = QAudioFormat()
        self._source: QAudioSource | None = None
        self._out: QIODevice | None = None
        self._devices: QMediaDevices | None = None
        self._patience = QTimer(self)
        self._patience.setInterval(SILENT_MS)
        self._patience.timeout.connect(self._doubt)

    def start(self, heard: Callable[[bytes, int], None], ended: Callable[[Trouble], None]) -> None:
        """Begin; see ``Microphone``."""
        self.stop()
        self._heard, self._ended = heard, ended
        app, wish = QCoreApplication.instance(), QMicrophonePermission()
        SERVER.watch()
        if SERVER.doubtful:
            self._end(Trouble.LOST)
        elif self._find().isNull():
            self._end(Trouble.MISSING)
        elif app is not None and app.checkPermission(wish) is Qt.PermissionStatus.Undetermined:
            app.requestPermission(wish, self, self._go_on)
        elif app is not None and app.checkPermission(wish) is Qt.PermissionStatus.Denied:
            self._end(Trouble.REFUSED)
        else:
            self._open()

    def stop(self) -> None:
        """Take what the device still has, and let go of it."""
        if self._source is not None and self._source.state() is not QtAudio.State.StoppedState:
            self._read()
        self._heard = self._ended = None
        self._let_go()

    def _go_on(self, answer: "QPermission") -> None:
        """The user has answered whether the program may listen; meanwhile the wish may be gone."""
        if self._ended is None or self._source is not None:
            return
        if answer.status() is Qt.PermissionStatus.Granted:
            self._open()
        else:
            self._end(Trouble.REFUSED)

    def _open(self) -> None:
        self._devices = QMediaDevices(self)
        self._devices.audioInputsChanged.connect(self._look_for_device)
        self._device = self._find()
        self._form = form_of(self._device)
        if not is_understood(self._form):
            self._end(Trouble.MISSING)
            return
        self._source = QAudioSource(self._device, self._form, self)
        self._source.setBufferSize(self._form.bytesForDuration(BUFFER_S * 1_000_000))
        self._source.stateChanged.connect(self._follow_state)
        self._out = self._source.start()
        if self._out is None or self._source.error() is not QtAudio.Error.NoError:
            self._end(Trouble.MISSING)
            return
        self._out.readyRead.connect(self._read)
        self._patience.start()

    @Slot()
    def _read(self) -> None:
        if self._out is None or self._heard is None:
            return
        data = bytes(self._out.readAll().data())
        if data:
            self._patience.start()
            self._heard(to_one_channel(data, self._form), self._form.sampleRate())

    @Slot()
    def _look_for_device(self) -> None:
        if self._source is not None and self._device not in QMediaDevices.audioInputs():
            self._lose()

    @Slot()
    def _follow_state(self) -> None:
        stopped = self._source is not None and self._source.state() is QtAudio.State.StoppedState
        if stopped and self._out is not None:
            self._lose()

    @Slot()
    def _doubt(self) -> None:
        SERVER.doubt()
        self._lose()

    @Slot()
    def _lose(self) -> None:
        self._end(Trouble.LOST)

    def _end(self, trouble: Trouble) -> None:
        ended, self._ended, self._heard = self._ended, None, None
        self._let_go()
        if ended is not None:
            ended(trouble)

    def _let_go(self) -> None:
        self._patience.stop()
        source, self._source, self._out = self._source, None, None
        if source is not None:
            source.stateChanged.disconnect(self._follow_state)
            source.stop()
            source.deleteLater()
        if self._devices is not None:
            self._devices.deleteLater()
            self._devices = None


def form_of(device: QAudioDevice) -> QAudioFormat:
    """48 kHz, one channel, 16 bits; else what the device likes best."""
    form = QAudioFormat()
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form if device.isFormatSupported(form) else device.preferredFormat()
