"""A pinned frame as large as the film has it, made when it is looked at from near; in a thread of its own."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Bgra
from vigtool.gui.playing.latest_wins import LatestWins
from vigtool.gui.playing.projector import Pictures


class FinePictures(QObject):
    """``came`` carries (frame, QImage) of what was wanted last. Lives in the window's thread."""

    came = Signal(int, object)
    _made = Signal(int, object)

    def __init__(self, open_pictures: Callable[[], Pictures], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_pictures = open_pictures
        self._wanted: LatestWins[tuple[int, tuple[int, int]]] = LatestWins()
        self._thread: Thread | None = None
        self._made.connect(self._hand_on)

    def want(self, frame: int, within: tuple[int, int]) -> None:
        """Have a frame made to fit (width, height); it takes the place of what was wanted before."""
        if self._thread is None and not self._wanted.closed:
            self._thread = Thread(target=self._work, name="fine pictures", daemon=True)
            self._thread.start()
        self._wanted.put((frame, within))

    def end(self) -> None:
        """Stop; nothing comes any more."""
        self._wanted.close()
        if self._thread is not None:
            self._thread.join()

    def _hand_on(self, frame: int, picture: Bgra) -> None:
        if not self._wanted.closed:
            height, width = picture.shape[:2]
            view = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB32)
            self.came.emit(frame, view.copy())

    def _work(self) -> None:
        while (wanted := self._wanted.take()) is not None:
            try:
                picture = self._open_pictures().picture(*wanted)
            except (VigtoolError, OSError):
                continue  # the pinned copy is on the screen already, and stays
            self._made.emit(wanted[0], picture)
