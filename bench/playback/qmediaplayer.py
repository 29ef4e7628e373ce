"""Qt's QMediaPlayer with a QVideoSink; it seeks by milliseconds, and knows no steps."""

from time import perf_counter

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

from bench.playback.arrivals import PATIENCE, SETTLED
from bench.playback.players import NothingShown, Print, Sight, Target
from bench.playback.prints import print_of_colours


class QtPlayer:
    """``setPosition`` of a paused player."""

    def __init__(self) -> None:
        self._application = QCoreApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
        self._player = QMediaPlayer()
        self._sink = QVideoSink()
        self._player.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._came)
        self._film: Sight | None = None
        self._frame: QVideoFrame | None = None
        self._moment = 0.0
        self._waiting = QEventLoop()

    def prepare(self, film: Sight) -> None:
        """Keep the path."""
        self._film = film

    def open(self) -> float:
        """Open, paused at the first picture."""
        if self._film is None:
            raise NothingShown
        self._player.setSource(QUrl())
        self._frame = None
        self._player.setSource(QUrl.fromLocalFile(self._film.path))
        self._player.pause()
        return self._settled()

    def seek(self, target: Target) -> float:
        """Ask for the millisecond in the middle of the frame."""
        if self._film is None:
            raise NothingShown
        middle = (target.begins + target.ends) / 2 - self._film.starts
        self._frame = None
        self._player.setPosition(round(middle * 1000))
        return self._settled()

    def forward(self, target: Target) -> float:
        """Seek."""
        return self.seek(target)

    def back(self, target: Target) -> float:
        """Seek."""
        return self.seek(target)

    def shown(self) -> Print:
        """Look at the picture."""
        if self._frame is None:
            raise NothingShown
        image = self._frame.toImage().convertToFormat(QImage.Format.Format_RGB32)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return print_of_colours(rows[:, : image.width() * 4].reshape(image.height(), -1, 4), blue_first=True)

    def close(self) -> None:
        """Stop."""
        self._player.stop()

    def _came(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._frame, self._moment = QVideoFrame(frame), perf_counter()
            self._waiting.quit()

    def _settled(self) -> float:
        """Wait for a picture, and until it stays."""
        if self._frame is None and not self._another_within(PATIENCE):
            raise NothingShown
        while self._another_within(SETTLED):
            pass
        return self._moment

    def _another_within(self, seconds: float) -> bool:
        before = self._moment
        self._waiting = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), self._waiting.quit)
        self._waiting.exec()
        return self._moment != before


def player() -> QtPlayer:
    """Make the player."""
    return QtPlayer()
